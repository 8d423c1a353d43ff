import { createRoute } from '@hono/zod-openapi';
import { newRouter, problemResponses } from '#platform/http';
import { requireShopper, shopperOf } from '#shop';
import { toldAnswer, toldEventsBody } from '../contract.ts';
import { type TelemetryParts, takeToldEvents } from './take-told-events.ts';

const tell = createRoute({
  method: 'post',
  path: '/api/storefront/events',
  tags: ['Storefront'],
  summary: 'What a shopper saw and did on a screen',
  description:
    'Answered when durable; the same event sent again counts once. Touches and ad tokens are those of the feed, signed: what a screen invents is ignored. `Coupon Entered` and `Coupon Removed` name one of the shopper’s own coupons by `claimedCouponId`.',
  middleware: [requireShopper] as const,
  request: { body: { required: true, content: { 'application/json': { schema: toldEventsBody } } } },
  responses: {
    200: { description: 'Taken', content: { 'application/json': { schema: toldAnswer } } },
    ...problemResponses,
  },
});

export function telemetryRoutes(parts: TelemetryParts, now: () => number) {
  return newRouter().openapi(tell, async (c) => {
    const taken = await takeToldEvents(parts, shopperOf(c), c.req.valid('json').events, now());
    return c.json(taken, 200);
  });
}

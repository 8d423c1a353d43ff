import { createRoute, z } from '@hono/zod-openapi';
import { answers, granted, newRouter, RefusalError } from '#platform/http';
import type { Records } from '#platform/records';
import type { Providers } from './pay-checkout.ts';
import { settleReturn } from './returns-store.ts';
import { settlePayment } from './settle-payment-store.ts';

const callback = createRoute({
  method: 'post',
  path: '/api/payments/{provider}/callback',
  tags: ['Payments'],
  summary: 'What a payment provider tells on its own account; signed, and harmless when it comes again',
  request: {
    params: z.object({ provider: z.string().regex(/^[a-z]{1,40}$/) }),
    body: { required: true, content: { 'application/json': { schema: z.looseObject({}) } } },
  },
  responses: answers('Heard', z.object({ heard: z.literal(true) })),
});

export function paymentRoutes(records: Records, providers: Providers) {
  return newRouter().openapi(callback, async (c) => {
    const provider = providers.get(c.req.valid('param').provider);
    if (!provider) throw new RefusalError({ code: 'not_found', detail: 'There is no such provider.' });
    const nowMs = Date.now();
    // The signature is over the bytes as they came, not over what a parser made of them.
    const report = granted(provider.readCallback(await c.req.text(), (name) => c.req.header(name), nowMs));
    if (report.kind === 'charge') {
      granted(await settlePayment(records, provider.name, report.requestId, report, nowMs));
    } else if ((await settleReturn(records, provider.name, report.requestId, report, nowMs)) === null) {
      throw new RefusalError({ code: 'not_found', detail: 'There is no such return.' });
    }
    return c.json({ heard: true as const }, 200);
  });
}

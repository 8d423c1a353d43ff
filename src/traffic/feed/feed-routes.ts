import { createRoute } from '@hono/zod-openapi';
import { parseId } from '#kernel/ids';
import { newRouter, problemResponses } from '#platform/http';
import { requireShopper, shopperOf } from '#shop';
import { feedPage, feedQuery } from '../contract.ts';
import { type FeedParts, serveFeed } from './serve-feed.ts';

const feed = createRoute({
  method: 'get',
  path: '/api/storefront/feed',
  tags: ['Storefront'],
  summary: 'The next videos for this shopper',
  description:
    'There is no cursor: what was served is not served again. Tell impressions and plays to /api/storefront/events; they teach the feed within seconds.',
  middleware: [requireShopper] as const,
  request: { query: feedQuery },
  responses: {
    200: {
      description: 'Videos in the order to show',
      content: { 'application/json': { schema: feedPage } },
    },
    ...problemResponses,
  },
});

export function feedRoutes(parts: FeedParts, now: () => number) {
  return newRouter().openapi(feed, async (c) => {
    const { limit, around, begins, have, again } = c.req.valid('query');
    const videoId = around === undefined ? null : parseId('video', around);
    c.header('cache-control', 'no-store');
    const page = await serveFeed(parts, shopperOf(c), {
      limit,
      around: videoId === null ? null : (parts.shelf.find(videoId) ?? null),
      begins: begins === 'true',
      have: new Set((have ?? '').split(',').flatMap((text) => parseId('video', text) ?? [])),
      again: again === 'true',
      nowMs: now(),
    });
    return c.json(page, 200);
  });
}

import { createRoute } from '@hono/zod-openapi';
import { newId, showId } from '#kernel/ids';
import { answers, idFrom, newRouter } from '#platform/http';
import { requireShopper, shopperOf, type TouchTokens } from '#shop';
import { bannerPage, bannerQuery } from '../placements/placement-shapes.ts';
import { slotRequest } from '../slot-request.ts';
import type { ServedPlacement } from './served-placement.ts';
import type { Slots } from './slots.ts';

const banners = createRoute({
  method: 'get',
  path: '/api/storefront/banners',
  tags: ['Storefront'],
  summary: 'The banner above a page for this shopper, if one is for them',
  description:
    'Tell Promotion Viewed and Promotion Clicked with its touch to /api/storefront/events; the touch goes on to the product.',
  middleware: [requireShopper] as const,
  request: { query: bannerQuery },
  responses: answers('At most one banner', bannerPage),
});

export type BannerParts = {
  readonly slots: Pick<Slots, 'bannerFor'>;
  readonly touchTokens: TouchTokens;
};

export function bannerRoutes({ slots, touchTokens }: BannerParts, now: () => number) {
  return newRouter().openapi(banners, async (c) => {
    const asked = c.req.valid('query').shopId;
    const shopId = asked === undefined ? null : idFrom('shop', asked);
    const nowMs = now();
    const requestId = newId('request', nowMs);
    c.header('cache-control', 'no-store');
    const found = await slots.bannerFor(shopperOf(c), { shopId, requestId, nowMs });
    if (!found?.title || !found.tone) return c.json({ items: [] }, 200);
    const touch = touchTokens.sign(
      {
        carrier: 'product_card',
        source: shopId === null ? 'mall' : 'shop',
        accountType: 'none',
        planId: null,
        accountId: null,
        contentId: null,
        roomId: null,
        creatorId: null,
        requestId: slotRequest(requestId, found.placementId),
        touchSecond: null,
      },
      nowMs,
    );
    const banner = {
      title: found.title,
      tone: found.tone,
      picture: found.pictureKey && `/media/${found.pictureKey}`,
      link: linkOf(found),
      shopName: found.shopName,
      touch,
    };
    return c.json({ items: [banner] }, 200);
  });
}

function linkOf({ videoId, productId, shopId }: ServedPlacement) {
  if (videoId !== null) return { kind: 'video' as const, id: showId('video', videoId) };
  if (productId !== null) return { kind: 'product' as const, id: showId('product', productId) };
  return { kind: 'shop' as const, id: showId('shop', shopId) };
}

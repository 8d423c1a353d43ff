import { createRoute } from '@hono/zod-openapi';
import { newRouter } from '#platform/http';
import type { Records } from '#platform/records';
import { answers, created, granted, idFrom, idParam, page, pageById, pageQuery } from '../../route-parts.ts';
import { requireShopper, shopperOf } from '../../shoppers/require-shopper.ts';
import { type ClaimedState, claimedStates } from '../coupon.ts';
import { claimedCoupon, offeredCoupons, offeredQuery, walletQuery } from '../coupon-contract.ts';
import { showClaimed, showOffered } from '../coupon-view.ts';
import type { CouponDesk } from './coupon-desk.ts';
import { findClaimed, listWallet } from './wallet-store.ts';

const common = { tags: ['Storefront'], middleware: [requireShopper] };

const offered = createRoute({
  ...common,
  method: 'get',
  path: '/api/storefront/coupons',
  summary: 'Coupons of a shop, or good for a product, that this shopper may claim',
  request: { query: offeredQuery },
  responses: answers('What may be claimed', offeredCoupons),
});
const claim = createRoute({
  ...common,
  method: 'post',
  path: '/api/storefront/coupons/{id}/claim',
  summary: 'Claim a coupon; the same Idempotency-Key claims once',
  description:
    'Answers 409 `coupon_unavailable` where none is left, the shopper has as many as one may have, or it is not given out now.',
  request: { params: idParam('coupon') },
  responses: created('The claimed coupon', claimedCoupon),
});
const wallet = createRoute({
  ...common,
  method: 'get',
  path: '/api/storefront/my-coupons',
  summary:
    'The shopper’s coupons over all shops, the last claimed first; what is granted by itself is put among them',
  request: { query: pageQuery.extend(walletQuery.shape) },
  responses: answers('A page of claimed coupons', page(claimedCoupon)),
});

/** Held ones stand among the usable: they come back when the checkout is not paid. */
const statesOf = {
  usable: ['claimed', 'held'],
  used: ['used'],
  expired: ['expired'],
} as const satisfies Record<string, readonly ClaimedState[]>;

export function claimedRoutes({
  records,
  coupons,
}: {
  readonly records: Records;
  readonly coupons: CouponDesk;
}) {
  return newRouter()
    .openapi(offered, async (c) => {
      const { shopId, productId } = c.req.valid('query');
      const of = productId
        ? { productId: idFrom('product', productId) }
        : { shopIds: shopId ? [idFrom('shop', shopId)] : [] };
      const found = await coupons.offeredTo(shopperOf(c), of, Date.now());
      return c.json({ items: found.map(({ coupon, mine }) => showOffered(coupon, mine)) }, 200);
    })
    .openapi(claim, async (c) => {
      const nowMs = Date.now();
      const shopper = shopperOf(c);
      const id = granted(
        await coupons.claim({
          couponId: idFrom('coupon', c.req.valid('param').id),
          shopper,
          requestKey: c.req.header('idempotency-key') ?? null,
          nowMs,
        }),
      );
      const row = await findClaimed(records, shopper.id, id);
      if (!row) throw new Error('A coupon that was just claimed is not there.');
      return c.json(showClaimed(row, nowMs), 201);
    })
    .openapi(wallet, async (c) => {
      const nowMs = Date.now();
      const shopper = shopperOf(c);
      const asked = c.req.valid('query');
      if (asked.cursor === undefined) await coupons.grantDue(shopper, nowMs);
      const states = asked.state ? statesOf[asked.state] : claimedStates;
      const load = (before: string | null, limit: number) =>
        listWallet(records, shopper.id, states, before, limit);
      return c.json(await pageById(asked, load, (row) => showClaimed(row, nowMs)), 200);
    });
}

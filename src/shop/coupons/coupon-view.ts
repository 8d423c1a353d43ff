import type { GroupRow } from '#events';
import { showId } from '#kernel/ids';
import type { OfferedRow } from './claimed/offered-store.ts';
import type { WalletRow } from './claimed/wallet-store.ts';
import type { UseWindow } from './coupon.ts';
import type { ClaimedCoupon, CouponView, CouponWrite, OfferedCoupon } from './coupon-contract.ts';
import { termsOf, windowOf } from './coupon-row.ts';
import type { CouponRow } from './coupons-store.ts';

export const windowFrom = (use: CouponWrite['use']): UseWindow =>
  'days' in use
    ? { daysFromClaim: use.days }
    : { fromMs: Date.parse(use.from), untilMs: Date.parse(use.until) };

const showUse = (window: UseWindow): CouponView['use'] =>
  'daysFromClaim' in window
    ? { days: window.daysFromClaim }
    : { from: new Date(window.fromMs).toISOString(), until: new Date(window.untilMs).toISOString() };

export const showGroup = ({ id, name, closedAt, size, heldOut }: GroupRow): CouponView['groups'][number] => ({
  id: showId('group', id),
  name,
  isOpen: closedAt === null,
  people: size,
  heldOut,
});

export function showCoupon(row: CouponRow, groups: readonly GroupRow[]): CouponView {
  return {
    id: showId('coupon', row.id),
    shopId: showId('shop', row.shop_id),
    currency: row.currency,
    name: row.name,
    terms: termsOf(row),
    products:
      row.scope === 'shop' ? null : row.products.map(({ id, name }) => ({ id: showId('product', id), name })),
    perShopper: row.per_shopper,
    claimFrom: row.claim_from.toISOString(),
    claimUntil: row.claim_until.toISOString(),
    use: showUse(windowOf(row)),
    forWhom: row.for_whom,
    groups: groups.filter(({ id }) => row.group_ids.includes(id)).map(showGroup),
    granted: row.granted,
    state: row.state,
    endedBy: row.ended_by,
    quantity: row.quantity,
    claimed: row.claimed_count,
    left: row.quantity - row.claimed_count,
    held: row.held,
    used: row.used,
    expired: row.expired,
    orders: row.orders,
    discount: row.discount,
    paid: row.paid,
    simulated: row.simulated,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}

type Shown = Pick<OfferedRow, 'shop_id' | 'shop_name' | 'currency' | 'name' | 'scope' | 'product_ids'> &
  Parameters<typeof termsOf>[0];

const showWhat = (row: Shown) => ({
  shopId: showId('shop', row.shop_id),
  shopName: row.shop_name,
  currency: row.currency,
  name: row.name,
  terms: termsOf(row),
  productIds: row.scope === 'shop' ? null : row.product_ids.map((id) => showId('product', id)),
});

export function showOffered(row: OfferedRow, mine: number): OfferedCoupon {
  const left = row.quantity - row.claimed_count;
  return {
    id: showId('coupon', row.id),
    ...showWhat(row),
    use: showUse(windowOf(row)),
    claimUntil: row.claim_until.toISOString(),
    left,
    mine,
    more: Math.max(0, Math.min(left, row.per_shopper - mine)),
  };
}

/** What has run out of time says so before the clock's work has come by. */
export function showClaimed(row: WalletRow, nowMs: number): ClaimedCoupon {
  const isOver = row.state === 'claimed' && row.usable_until.getTime() <= nowMs;
  return {
    id: showId('claimedCoupon', row.id),
    couponId: showId('coupon', row.coupon_id),
    ...showWhat(row),
    state: isOver ? 'expired' : row.state,
    claimedAt: row.claimed_at.toISOString(),
    usableFrom: row.usable_from.toISOString(),
    usableUntil: row.usable_until.toISOString(),
    orderId: row.order_id && showId('order', row.order_id),
  };
}

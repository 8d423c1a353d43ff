/** Coupons written straight into the records of a test world. */
import { type CouponId, newId, type OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { type CouponWritten, insertCoupon, setCouponState } from './coupons-store.ts';

/** An open coupon of a shop: for everybody, good for a week from claiming, unless something else is said. */
export async function addCoupon(
  records: Records,
  organizationId: OrganizationId,
  said: Partial<CouponWritten> & Pick<CouponWritten, 'shopId'>,
): Promise<CouponId> {
  const id = newId('coupon');
  const nowMs = Date.now();
  const written: CouponWritten = {
    name: 'A coupon',
    terms: { kind: 'direct', amountOff: 100 },
    productIds: null,
    quantity: 100,
    perShopper: 1,
    claimFromMs: nowMs - 60_000,
    claimUntilMs: nowMs + 86_400_000,
    use: { daysFromClaim: 7 },
    forWhom: { everybody: true, groupIds: [] },
    granted: false,
    ...said,
  };
  await records.organization(organizationId, async (trx) => {
    await insertCoupon(trx, organizationId, id, written, false);
    await setCouponState(trx, id, 'open', nowMs);
  });
  return id;
}

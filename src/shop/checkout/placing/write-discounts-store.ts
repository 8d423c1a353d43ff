import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import { type CouponHappened, couponsHappened } from '../../coupons/coupon-happened.ts';
import type { Placing } from './placing.ts';

/** Writes what coupons took off the lines of checkouts, and tells of each order that a coupon was applied to. */
export async function writeDiscounts(trx: Trx, placings: readonly Placing[]): Promise<void> {
  const orders = placings.flatMap((placing) =>
    placing.orders.flatMap((order) => (order.coupon ? [{ placing, order, coupon: order.coupon }] : [])),
  );
  const discounts = orders.flatMap(({ order, coupon }) =>
    order.lines
      .filter((line) => line.discount > 0)
      .map((line) => ({
        order_line_id: line.id,
        order_id: order.id,
        organization_id: order.organizationId,
        coupon_id: coupon.couponId,
        claimed_coupon_id: coupon.claimedId,
        label: coupon.label,
        amount: line.discount,
      })),
  );
  const applied = orders.map(({ placing, order, coupon }) => ({
    organization_id: order.organizationId,
    message: {
      event: 'Coupon Applied',
      claimedId: coupon.claimedId,
      couponId: coupon.couponId,
      couponName: coupon.label,
      shopId: order.shopId,
      touch: order.lines.find((line) => line.discount > 0 && line.touch !== null)?.touch ?? null,
      orderId: order.id,
      person: placing.person,
      simulated: placing.simulated,
      atMs: placing.placedAtMs,
    } satisfies CouponHappened,
  }));
  await sql`
    WITH written AS (
      INSERT INTO order_discounts (order_line_id, order_id, organization_id, coupon_id, claimed_coupon_id, kind, label, amount, bearer)
      SELECT order_line_id, order_id, organization_id, coupon_id, claimed_coupon_id, 'coupon', label, amount, 'shop'
      FROM jsonb_to_recordset(${JSON.stringify(discounts)}::jsonb) AS d(order_line_id uuid, order_id uuid, organization_id uuid,
        coupon_id uuid, claimed_coupon_id uuid, label text, amount bigint))
    INSERT INTO outbox (organization_id, topic, payload)
    SELECT organization_id, ${couponsHappened}, message
    FROM jsonb_to_recordset(${JSON.stringify(applied)}::jsonb) AS a(organization_id uuid, message jsonb)`.execute(
    trx,
  );
}

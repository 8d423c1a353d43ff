import { sql } from 'kysely';
import { parseId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { Stall } from './market-day.ts';

export type StallRecords = {
  readonly gmv: number;
  readonly user_paid: number;
  readonly items: number;
  readonly paid_orders: number;
  readonly buyers: number;
  readonly refund_amount: number;
  readonly refund_before_shipping: number;
  readonly refund_after_shipping: number;
  readonly orders_refunded: number;
  readonly ad_cost: number;
  readonly ad_clicks: number;
  readonly ad_impressions: number;
  readonly ad_attributed_gmv: number;
};

/** What plain SQL says of one stall, each sum from the table where it was written first. */
export async function readStall(records: Records, { tenant }: Stall): Promise<StallRecords> {
  const own = sql`organization_id = ${tenant.organizationId}`;
  const paid = sql`orders o JOIN order_lines l ON l.order_id = o.id WHERE o.${own} AND o.paid_at IS NOT NULL`;
  const refunded = sql`refunds r JOIN refund_lines x ON x.refund_id = r.id WHERE r.${own} AND r.state = 'succeeded'`;
  const { rows } = await records.market((trx) =>
    sql<StallRecords>`SELECT
      (SELECT coalesce(sum(l.gmv), 0)::bigint FROM ${paid}) AS gmv,
      (SELECT coalesce(sum(p.amount), 0)::bigint FROM payments p WHERE p.${own}) AS user_paid,
      (SELECT coalesce(sum(l.quantity), 0)::int FROM ${paid}) AS items,
      (SELECT count(*)::int FROM orders o WHERE o.${own} AND o.paid_at IS NOT NULL) AS paid_orders,
      (SELECT count(DISTINCT coalesce(m.canonical, o.buyer))::int FROM orders o
        LEFT JOIN person_merges m ON m.person = o.buyer WHERE o.${own} AND o.paid_at IS NOT NULL) AS buyers,
      (SELECT coalesce(sum(x.amount), 0)::bigint FROM ${refunded}) AS refund_amount,
      (SELECT coalesce(sum(x.amount), 0)::bigint FROM ${refunded} AND r.stage = 'before_shipping') AS refund_before_shipping,
      (SELECT coalesce(sum(x.amount), 0)::bigint FROM ${refunded} AND r.stage <> 'before_shipping') AS refund_after_shipping,
      (SELECT count(DISTINCT r.order_id)::int FROM ${refunded}) AS orders_refunded,
      (SELECT coalesce(sum(e.amount), 0)::bigint FROM ad_ledger e WHERE e.${own} AND e.side = 'spent') AS ad_cost,
      (SELECT count(*)::int FROM ad_charges c WHERE c.${own}) AS ad_clicks,
      (SELECT count(*)::int FROM ad_impressions i WHERE i.${own}) AS ad_impressions,
      (SELECT coalesce(sum(l.gmv), 0)::bigint FROM ad_conversions n JOIN order_lines l ON l.id = n.line_id
        WHERE n.${own}) AS ad_attributed_gmv`.execute(trx),
  );
  if (!rows[0]) throw new Error('Sums without a row.');
  return rows[0];
}

export type CouponRecord = {
  readonly claimed: number;
  readonly held: number;
  readonly used: number;
  readonly expired: number;
  readonly orders: number;
  readonly discount: number;
  readonly paid: number;
};

/** What plain SQL says of one coupon, by its shown id: money from what was charged, not from the lines. */
export async function readCoupon(records: Records, shownId: string): Promise<CouponRecord> {
  const id = parseId('coupon', shownId);
  const count = (state: string) =>
    sql`(SELECT count(*)::int FROM claimed_coupons WHERE coupon_id = ${id} AND state = ${state})`;
  const paidOrders = sql`SELECT o.id FROM orders o WHERE o.paid_at IS NOT NULL
    AND EXISTS (SELECT FROM order_discounts d WHERE d.order_id = o.id AND d.coupon_id = ${id})`;
  const { rows } = await records.market((trx) =>
    sql<CouponRecord>`SELECT (SELECT count(*)::int FROM claimed_coupons WHERE coupon_id = ${id}) AS claimed,
      ${count('held')} AS held, ${count('used')} AS used, ${count('expired')} AS expired,
      (SELECT count(*)::int FROM (${paidOrders}) p) AS orders,
      (SELECT coalesce(sum(d.amount), 0)::bigint FROM order_discounts d WHERE d.order_id IN (${paidOrders})) AS discount,
      (SELECT coalesce(sum(p.amount), 0)::bigint FROM payments p WHERE p.order_id IN (${paidOrders})) AS paid`.execute(
      trx,
    ),
  );
  if (!rows[0]) throw new Error('Sums without a row.');
  return rows[0];
}

/** When something of an ad happened; the price of a showing is 0. */
export type AdRecord = {
  readonly planId: string;
  readonly requestId: string;
  readonly at: number;
  readonly price: number;
};

/** Microseconds, as exact as the records are. */
const micros = (column: string) => sql`(extract(epoch FROM ${sql.ref(column)}) * 1000000)::bigint`;

export async function readAds(
  records: Records,
  { tenant }: Stall,
): Promise<{ readonly clicks: readonly AdRecord[]; readonly views: readonly AdRecord[] }> {
  return records.market(async (trx) => {
    const clicks =
      await sql<AdRecord>`SELECT plan_id AS "planId", request_id AS "requestId", ${micros('at')} AS at, price
      FROM ad_charges WHERE organization_id = ${tenant.organizationId}`.execute(trx);
    const views =
      await sql<AdRecord>`SELECT plan_id AS "planId", request_id AS "requestId", ${micros('at')} AS at, 0 AS price
      FROM ad_impressions WHERE organization_id = ${tenant.organizationId}`.execute(trx);
    return { clicks: clicks.rows, views: views.rows };
  });
}

/** When orders were paid, by their shown ids, in microseconds. */
export async function readPaidAt(
  records: Records,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const shownBy = new Map(orderIds.map((id) => [parseId('order', id) ?? '', id]));
  const { rows } = await records.market((trx) =>
    sql<{ id: string; at: number }>`SELECT id, ${micros('paid_at')} AS at FROM orders
      WHERE id = ANY (${[...shownBy.keys()]}::uuid[]) AND paid_at IS NOT NULL`.execute(trx),
  );
  return new Map(rows.map(({ id, at }) => [shownBy.get(id) ?? id, Number(at)]));
}

/** What the payment provider, whose books are its own, took and did not give back. */
export async function keptByProvider(records: Records): Promise<number> {
  const { rows } = await records.market((trx) =>
    sql<{
      kept: number;
    }>`SELECT coalesce(sum(CASE kind WHEN 'charge' THEN amount ELSE -amount END), 0)::bigint AS kept
      FROM test_charges WHERE state = 'succeeded'
        OR (state = 'pending' AND outcome = 'succeeded' AND ripe_at <= now())`.execute(trx),
  );
  return rows[0]?.kept ?? 0;
}

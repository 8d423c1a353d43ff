import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import { shipmentsOf } from '../fulfilment/shipments-store.ts';

export type OrderFilter = {
  readonly shopId: string | null;
  readonly states: readonly string[] | null;
  readonly origin: string | null;
  /** An order's own id, for those who search by number. */
  readonly id: string | null;
  readonly externalId: string | null;
  readonly importId: string | null;
  /** Orders that this coupon took something off. */
  readonly couponId: string | null;
  /** Half-open, by the time of payment; orders not paid are left out when an end is given. */
  readonly paidFrom: string | null;
  readonly paidTo: string | null;
};

export type OrderRow = {
  readonly id: string;
  readonly external_id: string | null;
  readonly shop_id: string;
  readonly origin: 'checkout' | 'import' | 'event';
  readonly buyer: number | null;
  readonly state: string;
  readonly currency: string;
  readonly ordered_at: Date;
  readonly paid_at: Date | null;
  readonly shipped_at: Date | null;
  readonly completed_at: Date | null;
  readonly presale: boolean;
  readonly simulated: boolean;
  readonly version: number;
  readonly expires_at: Date | null;
  readonly cancelled_at: Date | null;
  readonly cancel_reason: 'shopper' | 'timeout' | null;
  readonly has_recipient: boolean;
  readonly lines: number;
  readonly gmv: number;
  readonly user_paid: number;
  readonly refunded: number;
};

const columns = sql`o.id, o.external_id, o.shop_id, o.origin, o.buyer, o.state, o.currency, o.ordered_at, o.paid_at, o.shipped_at,
  o.completed_at, o.presale, o.simulated, o.version, o.expires_at, o.cancelled_at, o.cancel_reason,
  o.sealed_recipient IS NOT NULL AS has_recipient, l.lines, l.gmv, l.user_paid, l.refunded`;
const sums = sql`LATERAL (SELECT count(*)::int AS lines, coalesce(sum(gmv), 0)::bigint AS gmv, coalesce(sum(user_paid), 0)::bigint AS user_paid,
  coalesce(sum(refunded), 0)::bigint AS refunded FROM order_lines WHERE order_id = o.id) l`;

/** Newest first by the time of the order; `after` is the place of the last row of the page before. */
export async function listOrders(
  records: Records,
  organizationId: OrganizationId,
  filter: OrderFilter,
  after: { readonly orderedAtMs: number; readonly id: string } | null,
  limit: number,
): Promise<OrderRow[]> {
  const equal = (column: string, value: string | null) =>
    value === null ? sql`true` : sql`${sql.ref(`o.${column}`)} = ${value}`;
  return records.organization(organizationId, async (trx) => {
    // The page is cut before the lines are summed, so that a page costs a page.
    const { rows } = await sql<OrderRow>`
      SELECT ${columns} FROM (
        SELECT * FROM orders o
        WHERE ${equal('shop_id', filter.shopId)} AND ${filter.states === null ? sql`true` : sql`o.state = ANY (${filter.states}::text[])`} AND ${equal('id', filter.id)} AND ${equal('origin', filter.origin)}
          AND ${equal('external_id', filter.externalId)} AND ${equal('import_id', filter.importId)}
          AND ${filter.couponId === null ? sql`true` : sql`EXISTS (SELECT FROM order_discounts d WHERE d.order_id = o.id AND d.coupon_id = ${filter.couponId})`}
          AND ${filter.paidFrom === null ? sql`true` : sql`o.paid_at >= ${filter.paidFrom}::timestamptz`}
          AND ${filter.paidTo === null ? sql`true` : sql`o.paid_at < ${filter.paidTo}::timestamptz`}
          AND ${after === null ? sql`true` : sql`(o.ordered_at, o.id) < (${new Date(after.orderedAtMs).toISOString()}::timestamptz, ${after.id}::uuid)`}
        ORDER BY o.ordered_at DESC, o.id DESC LIMIT ${limit}) o, ${sums}
      ORDER BY o.ordered_at DESC, o.id DESC`.execute(trx);
    return rows;
  });
}

export async function findOrder(records: Records, organizationId: OrganizationId, id: string) {
  return records.organization(organizationId, async (trx) => {
    const { rows } = await sql<OrderRow>`SELECT ${columns} FROM orders o, ${sums} WHERE o.id = ${id}`.execute(
      trx,
    );
    const order = rows[0];
    return order ? { order, ...(await partsOf(trx, id)) } : null;
  });
}

async function partsOf(trx: Trx, orderId: string) {
  const orderLines = await trx
    .selectFrom('order_lines')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('line_number')
    .execute();
  const discounts = await trx
    .selectFrom('order_discounts')
    .select(['order_line_id', 'kind', 'label', 'amount', 'bearer'])
    .where('order_id', '=', orderId)
    .execute();
  const payments = await trx
    .selectFrom('payments')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('paid_at')
    .execute();
  const refunds = await trx
    .selectFrom('refunds')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('refunded_at')
    .execute();
  const refundIds = refunds.map((refund) => refund.id);
  const refundLines =
    refundIds.length === 0
      ? []
      : await trx.selectFrom('refund_lines').selectAll().where('refund_id', 'in', refundIds).execute();
  return {
    orderLines,
    discounts,
    payments,
    refunds,
    refundLines,
    shipments: await shipmentsOf(trx, orderId),
    reservations: await reservationsOf(trx, orderId),
  };
}

async function reservationsOf(trx: Trx, orderId: string) {
  return trx
    .selectFrom('reservations')
    .innerJoin('order_lines', 'order_lines.id', 'reservations.order_line_id')
    .select(['order_line_id', 'held', 'claimed', 'shipped'])
    .where('order_lines.order_id', '=', orderId)
    .execute();
}

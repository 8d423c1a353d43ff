import { sql } from 'kysely';
import type { Records } from '#platform/records';
import { pagesByKey } from '#platform/takeout';
import type { Discount } from '../checkout/price.ts';
import { discountsOfLine } from '../coupons/discounts-store.ts';

/** An order with all that is kept of it, as PostgreSQL gathers it; instants inside of lists are texts. */
export type OrderRow = {
  readonly id: string;
  readonly parent_id: string | null;
  readonly organization_id: string;
  readonly shop_id: string;
  readonly shop_name: string;
  readonly state: string;
  readonly currency: string;
  readonly ordered_at: Date;
  readonly expires_at: Date | null;
  readonly paid_at: Date | null;
  readonly shipped_at: Date | null;
  readonly completed_at: Date | null;
  readonly cancelled_at: Date | null;
  readonly cancel_reason: string | null;
  readonly sealed_recipient: Buffer | null;
  readonly lines: readonly LineRow[];
  readonly payments: readonly {
    readonly id: string;
    readonly provider: string;
    readonly amount: number;
    readonly currency: string;
    readonly paid_at: string;
  }[];
  readonly parcels: readonly {
    readonly id: string;
    readonly carrier: string;
    readonly tracking_number: string;
    readonly shipped_at: string;
    readonly lines: readonly { readonly id: string; readonly quantity: number }[];
  }[];
  readonly refunds: readonly {
    readonly id: string;
    readonly state: string;
    readonly stage: string;
    readonly amount: number;
    readonly currency: string;
    readonly reason: string | null;
    readonly requested_by: string | null;
    readonly requested_at: string | null;
    readonly decision: string | null;
    readonly decision_note: string | null;
    readonly decided_at: string | null;
    readonly refunded_at: string;
    readonly lines: readonly {
      readonly id: string | null;
      readonly quantity: number;
      readonly amount: number;
    }[];
  }[];
};

export type LineRow = {
  readonly id: string;
  readonly product_id: string | null;
  readonly sku_id: string | null;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly user_paid: number;
  readonly discounts: readonly Discount[];
  readonly refunded: number;
  readonly refunded_quantity: number;
  readonly carrier: string | null;
  readonly source: string | null;
  readonly account_type: string | null;
  readonly account_id: string | null;
  readonly content_id: string | null;
  readonly room_id: string | null;
  readonly creator_id: string | null;
  readonly plan_id: string | null;
  readonly request_id: string | null;
  readonly touch_second: number | null;
};

/** Orders in memory at once: each with its lines, parcels and refunds. */
const ordersMax = 100;

/** All orders of these shoppers over all shops, the first placed first. */
export function ordersOf(
  records: Records,
  shopperIds: readonly string[],
): AsyncGenerator<readonly OrderRow[]> {
  return pagesByKey(
    async (after: string | null, limit) => {
      const { rows } = await records.market((trx) =>
        sql<OrderRow>`
          SELECT o.id, o.parent_id, o.organization_id, o.shop_id, s.name AS shop_name, o.state, o.currency, o.ordered_at,
            o.expires_at, o.paid_at, o.shipped_at, o.completed_at, o.cancelled_at, o.cancel_reason, o.sealed_recipient,
            ${lines} AS lines, ${payments} AS payments, ${parcels} AS parcels, ${refunds} AS refunds
          FROM orders o JOIN shops s ON s.id = o.shop_id
          WHERE o.shopper_id = ANY (${shopperIds}::uuid[]) AND ${after === null ? sql`true` : sql`o.id > ${after}`}
          ORDER BY o.id LIMIT ${limit}`.execute(trx),
      );
      return rows;
    },
    ({ id }) => id,
    ordersMax,
  );
}

const lines = sql`ARRAY(SELECT row_to_json(l) FROM (
  SELECT l.id, l.product_id, v.sku_id, l.sku, l.title, l.quantity, l.user_paid, ${discountsOfLine} AS discounts, l.refunded,
    l.refunded_quantity, l.carrier, l.source, l.account_type, l.account_id, l.content_id, l.room_id, l.creator_id, l.plan_id,
    l.request_id, l.touch_second
  FROM order_lines l LEFT JOIN reservations v ON v.order_line_id = l.id WHERE l.order_id = o.id ORDER BY l.line_number) l)`;
const payments = sql`ARRAY(SELECT row_to_json(p) FROM (
  SELECT id, provider, amount, currency, paid_at FROM payments WHERE order_id = o.id ORDER BY paid_at, id) p)`;
const parcels = sql`ARRAY(SELECT row_to_json(h) FROM (
  SELECT h.id, h.carrier, h.tracking_number, h.shipped_at,
    ARRAY(SELECT json_build_object('id', order_line_id, 'quantity', quantity) FROM shipment_lines
      WHERE shipment_id = h.id ORDER BY order_line_id) AS lines
  FROM shipments h WHERE h.order_id = o.id ORDER BY h.shipped_at, h.id) h)`;
const refunds = sql`ARRAY(SELECT row_to_json(r) FROM (
  SELECT r.id, r.state, r.stage, r.amount, r.currency, r.reason, r.requested_by, r.requested_at, r.decision, r.decision_note,
    r.decided_at, r.refunded_at,
    ARRAY(SELECT json_build_object('id', order_line_id, 'quantity', quantity, 'amount', amount) FROM refund_lines
      WHERE refund_id = r.id ORDER BY order_line_id) AS lines
  FROM refunds r WHERE r.order_id = o.id ORDER BY r.created_at, r.id) r)`;

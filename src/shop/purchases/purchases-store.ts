import { sql } from 'kysely';
import type { Refusal, Result } from '#kernel/result';
import { refuse } from '#kernel/result';
import type { Records, Trx } from '#platform/records';
import { cancelCheckout } from '../checkout/close-checkouts-store.ts';
import type { Discount } from '../checkout/price.ts';
import { discountsOfLine } from '../coupons/discounts-store.ts';
import { receiveDueOrders, receiveOrder } from '../fulfilment/receive-order-store.ts';
import type { OrderState } from '../orders/order.ts';
import { claimRefund, type RefundMade, type RefundRequest } from '../refunds/claim-refund-store.ts';

/** What a shopper looks for among their orders. */
export type PurchaseTab = 'awaiting_payment' | 'to_ship' | 'to_receive' | 'completed' | 'refunds';

export type PurchaseRow = {
  readonly id: string;
  readonly parent_id: string;
  readonly shop_id: string;
  readonly shop_name: string;
  readonly state: OrderState;
  readonly currency: string;
  readonly ordered_at: Date;
  readonly expires_at: Date | null;
  readonly paid_at: Date | null;
  readonly shipped_at: Date | null;
  readonly completed_at: Date | null;
  readonly cancelled_at: Date | null;
  readonly version: number;
  readonly lines: readonly {
    readonly id: string;
    readonly product_id: string | null;
    readonly sku_id: string | null;
    readonly title: string;
    readonly picture: string | null;
    readonly quantity: number;
    readonly user_paid: number;
    readonly discounts: readonly Discount[];
    readonly refunded: number;
    readonly refunded_quantity: number;
    readonly refund_claimed: number;
    readonly refund_claimed_quantity: number;
    readonly unshipped: number;
    readonly shipped: number;
  }[];
  readonly shipments: readonly {
    readonly id: string;
    readonly carrier: string;
    readonly tracking_number: string;
    readonly shipped_at: string;
    readonly lines: readonly { readonly order_line_id: string; readonly quantity: number }[];
  }[];
  readonly refunds: readonly {
    readonly id: string;
    readonly state: 'pending' | 'in_progress' | 'succeeded' | 'failed' | 'recovered';
    readonly stage: string;
    readonly amount: number;
    readonly reason: string | null;
    readonly decision: 'approved' | 'refused' | null;
    readonly decision_note: string | null;
    readonly requested_at: string;
    readonly lines: readonly {
      readonly order_line_id: string;
      readonly quantity: number;
      readonly amount: number;
    }[];
  }[];
};

const tabs: Readonly<Record<PurchaseTab, ReturnType<typeof sql>>> = {
  awaiting_payment: sql`o.state = 'awaiting_payment'`,
  to_ship: sql`o.state IN ('paid', 'preparing')`,
  to_receive: sql`o.state IN ('part_shipped', 'shipped')`,
  completed: sql`o.state = 'completed'`,
  refunds: sql`EXISTS (SELECT FROM refunds r WHERE r.order_id = o.id)`,
};

/** Orders with all that belongs to them, gathered by PostgreSQL so that a page is one statement. */
const whole = sql`
  o.id, o.parent_id, o.shop_id, s.name AS shop_name, o.state, o.currency, o.ordered_at, o.expires_at, o.paid_at, o.shipped_at,
  o.completed_at, o.cancelled_at, o.version,
  ARRAY(SELECT row_to_json(l) FROM (
    SELECT l.id, l.product_id, v.sku_id, l.title,
      (SELECT '/media/' || i.file_key FROM product_pictures i WHERE i.product_id = l.product_id ORDER BY i.position LIMIT 1) AS picture,
      l.quantity, l.user_paid, ${discountsOfLine} AS discounts, l.refunded, l.refunded_quantity, l.refund_claimed, l.refund_claimed_quantity,
      coalesce(v.held - v.claimed, 0) AS unshipped, coalesce(v.shipped, 0) AS shipped
    FROM order_lines l LEFT JOIN reservations v ON v.order_line_id = l.id WHERE l.order_id = o.id ORDER BY l.line_number) l) AS lines,
  ARRAY(SELECT row_to_json(h) FROM (
    SELECT h.id, h.carrier, h.tracking_number, h.shipped_at,
      ARRAY(SELECT json_build_object('order_line_id', order_line_id, 'quantity', quantity) FROM shipment_lines WHERE shipment_id = h.id) AS lines
    FROM shipments h WHERE h.order_id = o.id ORDER BY h.shipped_at) h) AS shipments,
  ARRAY(SELECT row_to_json(r) FROM (
    SELECT r.id, r.state, r.stage, r.amount, r.reason, r.decision, r.decision_note, r.requested_at,
      ARRAY(SELECT json_build_object('order_line_id', order_line_id, 'quantity', quantity, 'amount', amount) FROM refund_lines
        WHERE refund_id = r.id) AS lines
    FROM refunds r WHERE r.order_id = o.id AND r.requested_at IS NOT NULL ORDER BY r.requested_at) r) AS refunds`;

/** A shopper's orders over all shops, newest first. */
export async function listPurchases(
  records: Records,
  shopperId: string,
  tab: PurchaseTab | null,
  after: { readonly orderedAtMs: number; readonly id: string } | null,
  limit: number,
): Promise<readonly PurchaseRow[]> {
  const { rows } = await records.market((trx) =>
    sql<PurchaseRow>`
      SELECT ${whole} FROM (
        SELECT * FROM orders o WHERE o.shopper_id = ${shopperId} AND ${tab === null ? sql`true` : tabs[tab]}
          AND ${after === null ? sql`true` : sql`(o.ordered_at, o.id) < (${new Date(after.orderedAtMs).toISOString()}::timestamptz, ${after.id}::uuid)`}
        ORDER BY o.ordered_at DESC, o.id DESC LIMIT ${limit}) o JOIN shops s ON s.id = o.shop_id
      ORDER BY o.ordered_at DESC, o.id DESC`.execute(trx),
  );
  return rows;
}

export async function findPurchase(
  records: Records,
  shopperId: string,
  orderId: string,
): Promise<PurchaseRow | null> {
  const { rows } = await records.market((trx) =>
    sql<PurchaseRow>`
      SELECT ${whole} FROM orders o JOIN shops s ON s.id = o.shop_id
      WHERE o.id = ${orderId} AND o.shopper_id = ${shopperId}`.execute(trx),
  );
  return rows[0] ?? null;
}

const notYours = () => refuse('not_found', 'There is no such order of yours.');

async function isTheirs(trx: Trx, shopperId: string, orderId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('orders')
    .select('id')
    .where('id', '=', orderId)
    .where('shopper_id', '=', shopperId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Cancels the unpaid checkout that this order is part of: it is one payment, so all of it. */
export async function cancelPurchase(
  records: Records,
  shopperId: string,
  order: { readonly id: string; readonly version: number },
  nowMs: number,
): Promise<Result<null, Refusal>> {
  const found = await findPurchase(records, shopperId, order.id);
  if (!found) return notYours();
  if (found.version !== order.version)
    return refuse('conflict', 'The order has changed since you looked: look again.', 'version');
  const closed = await cancelCheckout(records, shopperId, found.parent_id, nowMs);
  return closed === 'cancelled'
    ? { ok: true, value: null }
    : refuse('conflict', 'It is paid or closed already: ask for a refund instead.');
}

export function receivePurchase(
  records: Records,
  shopperId: string,
  order: { readonly id: string; readonly version: number },
  nowMs: number,
): Promise<Result<null, Refusal>> {
  return records.market(async (trx) =>
    (await isTheirs(trx, shopperId, order.id))
      ? receiveOrder(trx, order.id, order.version, nowMs)
      : notYours(),
  );
}

/** Finishes what arrived long ago, in whatever shop. */
export function receiveDuePurchases(records: Records, nowMs: number, max: number): Promise<number> {
  return records.market((trx) => receiveDueOrders(trx, nowMs, max));
}

export function askForRefund(
  records: Records,
  shopperId: string,
  asked: Omit<RefundRequest, 'by' | 'byName'>,
): Promise<Result<RefundMade, Refusal>> {
  return records.market(async (trx) =>
    (await isTheirs(trx, shopperId, asked.orderId))
      ? claimRefund(trx, { ...asked, by: 'shopper', byName: 'Meadow' })
      : notYours(),
  );
}

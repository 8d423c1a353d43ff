import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import { moveStock } from '../checkout/placing/take-stock-store.ts';
import { giveBackUsed } from '../coupons/claimed/hold-claimed-store.ts';
import { fullyRefunded, type OrderState } from '../orders/order.ts';
import { tellOrders } from '../orders/tell-orders-store.ts';
import { moveClaims } from './claim-refund-store.ts';

/**
 * Ends a refund as its money did. When it went back: lines, stock of what was never shipped, and the order
 * follow; when it could not: the claims are lifted and the order is as before.
 */
export async function finishRefund(
  trx: Trx,
  refundId: string,
  outcome: 'succeeded' | 'failed',
  nowMs: number,
): Promise<void> {
  const now = new Date(nowMs).toISOString();
  const { rows } = await sql<{ id: string; state: OrderState }>`
    SELECT id, state FROM orders WHERE id = (SELECT order_id FROM refunds WHERE id = ${refundId}) FOR NO KEY UPDATE`.execute(
    trx,
  );
  const [order] = rows;
  if (!order) throw new Error(`The refund ${refundId} has no order.`);
  await sql`
    UPDATE refunds SET state = ${outcome}, refunded_at = ${now}, version = version + 1, updated_at = ${now} WHERE id = ${refundId}`.execute(
    trx,
  );
  await moveClaims(trx, refundId, -1);
  const state = outcome === 'succeeded' ? await giveBack(trx, refundId, order) : order.state;
  await sql`UPDATE orders SET state = ${state}, version = version + 1, updated_at = ${now},
      shipped_at = CASE WHEN ${state} = 'shipped' THEN coalesce(shipped_at, ${now}) ELSE shipped_at END
    WHERE id = ${order.id}`.execute(trx);
  if (state === 'refunded_before_shipping') await giveBackUsed(trx, order.id, nowMs);
  await tellOrders(trx, [order.id], [refundId]);
}

async function giveBack(
  trx: Trx,
  refundId: string,
  order: { readonly id: string; readonly state: OrderState },
): Promise<OrderState> {
  await sql`
    UPDATE order_lines l SET refunded = l.refunded + r.amount, refunded_quantity = l.refunded_quantity + r.quantity
    FROM refund_lines r WHERE r.refund_id = ${refundId} AND l.id = r.order_line_id`.execute(trx);
  const freed = await sql<{ sku_id: string; unshipped: number }>`
    UPDATE reservations v SET released = v.released + r.unshipped FROM refund_lines r
    WHERE r.refund_id = ${refundId} AND v.order_line_id = r.order_line_id AND r.unshipped > 0
    RETURNING v.sku_id, r.unshipped`.execute(trx);
  await moveStock(
    trx,
    freed.rows.map((row) => ({ skuId: row.sku_id, reserved: -row.unshipped, onHand: 0 })),
  );
  return stateAfter(trx, order);
}

/** Everything given back ends the order; nothing left to ship ends its shipping. */
async function stateAfter(
  trx: Trx,
  order: { readonly id: string; readonly state: OrderState },
): Promise<OrderState> {
  const { rows } = await sql<{ all_back: boolean; held: number }>`
    SELECT bool_and(l.refunded >= l.user_paid OR l.refunded_quantity = l.quantity) AS all_back,
      coalesce(sum(v.held), 0)::int AS held
    FROM order_lines l LEFT JOIN reservations v ON v.order_line_id = l.id WHERE l.order_id = ${order.id}`.execute(
    trx,
  );
  if (rows[0]?.all_back) return fullyRefunded(order.state) ?? order.state;
  return order.state === 'part_shipped' && rows[0]?.held === 0 ? 'shipped' : order.state;
}

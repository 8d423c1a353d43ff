import { sql } from 'kysely';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Trx } from '#platform/records';
import { lockOrder } from '../orders/lock-order-store.ts';
import { mayFollow } from '../orders/order.ts';
import { tellOrders } from '../orders/tell-orders-store.ts';

/** 自动确认收货: a shipped order that nobody complains about is finished after this many days. */
export const receiveDays = 10;

/** 确认收货: the goods have arrived, and the order is finished. */
export async function receiveOrder(
  trx: Trx,
  orderId: string,
  version: number,
  nowMs: number,
): Promise<Result<null, Refusal>> {
  const order = await lockOrder(trx, orderId, version);
  if (!order.ok) return order;
  if (!mayFollow(order.value.state, 'completed'))
    return refuse('conflict', 'This order is not on its way to you.');
  await finish(trx, [orderId], nowMs);
  return ok(null);
}

/** Finishes shipped orders whose time is over, but none that a refund is waiting on. Answers how many. */
export async function receiveDueOrders(trx: Trx, nowMs: number, max: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    SELECT o.id FROM orders o
    WHERE o.origin = 'checkout' AND o.state = 'shipped'
      AND o.shipped_at <= ${new Date(nowMs).toISOString()}::timestamptz - make_interval(days => ${receiveDays})
      AND NOT EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND l.refund_claimed > 0)
    ORDER BY o.shipped_at LIMIT ${max} FOR NO KEY UPDATE OF o SKIP LOCKED`.execute(trx);
  await finish(
    trx,
    rows.map((row) => row.id),
    nowMs,
  );
  return rows.length;
}

async function finish(trx: Trx, orderIds: readonly string[], nowMs: number): Promise<void> {
  if (orderIds.length === 0) return;
  const now = new Date(nowMs).toISOString();
  await sql`
    UPDATE orders SET state = 'completed', completed_at = ${now}, version = version + 1, updated_at = ${now}
    WHERE id = ANY (${orderIds}::uuid[])`.execute(trx);
  await tellOrders(trx, orderIds);
}

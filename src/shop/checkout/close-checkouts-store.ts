import { sql } from 'kysely';
import type { Records, Trx } from '#platform/records';
import { releaseHeld } from '../coupons/claimed/hold-claimed-store.ts';
import { tellOrders } from '../orders/tell-orders-store.ts';
import { moveStock } from './placing/take-stock-store.ts';

export type Closing = 'cancelled' | 'none' | 'not_open';

/** Cancels a shopper's unpaid checkout. It is one payment, so it is cancelled whole. */
export function cancelCheckout(
  records: Records,
  shopperId: string,
  checkoutId: string,
  nowMs: number,
): Promise<Closing> {
  return records.market(async (trx) => {
    const { rows } = await sql<{ state: string }>`
      SELECT state FROM checkouts WHERE id = ${checkoutId} AND shopper_id = ${shopperId} FOR NO KEY UPDATE`.execute(
      trx,
    );
    if (!rows[0]) return 'none';
    if (rows[0].state !== 'awaiting_payment') return 'not_open';
    await close(trx, [checkoutId], 'cancelled', nowMs);
    return 'cancelled';
  });
}

/**
 * Closes checkouts whose time to pay is over. Several servers may do so at once: a row that one holds is passed
 * over by the others, and one that is closed is not due any more, so each is closed exactly once.
 */
export function expireCheckouts(records: Records, nowMs: number, max: number): Promise<number> {
  return records.market(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM checkouts WHERE state = 'awaiting_payment' AND expires_at <= ${new Date(nowMs).toISOString()}::timestamptz
      ORDER BY expires_at LIMIT ${max} FOR NO KEY UPDATE SKIP LOCKED`.execute(trx);
    const ids = rows.map((row) => row.id);
    await close(trx, ids, 'expired', nowMs);
    return ids.length;
  });
}

/** Of locked checkouts: parent, orders, reservations, stock and messages together. */
async function close(
  trx: Trx,
  ids: readonly string[],
  state: 'cancelled' | 'expired',
  nowMs: number,
): Promise<void> {
  if (ids.length === 0) return;
  const now = new Date(nowMs).toISOString();
  await sql`UPDATE checkouts SET state = ${state}, closed_at = ${now} WHERE id = ANY (${ids}::uuid[])`.execute(
    trx,
  );
  const orders = await sql<{ id: string }>`
    UPDATE orders SET state = 'cancelled', cancelled_at = ${now}, cancel_reason = ${state === 'expired' ? 'timeout' : 'shopper'},
      version = version + 1, updated_at = ${now}
    WHERE parent_id = ANY (${ids}::uuid[]) RETURNING id`.execute(trx);
  const orderIds = orders.rows.map((row) => row.id);
  await releaseHeld(trx, orderIds);
  const freed = await sql<{ sku_id: string; quantity: number }>`
    UPDATE reservations r SET released = r.quantity FROM order_lines l
    WHERE l.id = r.order_line_id AND l.order_id = ANY (${orderIds}::uuid[]) RETURNING r.sku_id, r.quantity`.execute(
    trx,
  );
  await moveStock(
    trx,
    freed.rows.map((row) => ({ skuId: row.sku_id, reserved: -row.quantity, onHand: 0 })),
  );
  await tellOrders(trx, orderIds);
}

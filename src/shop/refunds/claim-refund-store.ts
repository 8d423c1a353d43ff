import { sql } from 'kysely';
import { newId } from '#kernel/ids';
import { ok, type Refusal, type Result } from '#kernel/result';
import type { Trx } from '#platform/records';
import { lockOrder } from '../orders/lock-order-store.ts';
import type { OrderState } from '../orders/order.ts';
import { tellOrders } from '../orders/tell-orders-store.ts';
import { refuseBecause } from '../refuse-because.ts';
import { planRefund, type RefundAsked, type RefundableLine, type RefundPlan } from './plan-refund.ts';

export type RefundRequest = {
  readonly orderId: string;
  readonly version: number;
  readonly lines: readonly RefundAsked[];
  readonly reason: string;
  readonly by: 'shopper' | 'shop';
  /** Who decided it at once, where somebody did. */
  readonly byName: string;
  readonly nowMs: number;
};

export type RefundMade = {
  readonly refundId: string;
  /** Money is on its way under this id; null while the shop has to decide. */
  readonly returnId: string | null;
};

/**
 * Claims what a refund would give back, so that nothing else can give it back too, and sends it on its way where
 * nobody has to agree: before shipping, or when the shop itself gives it.
 */
export async function claimRefund(trx: Trx, asked: RefundRequest): Promise<Result<RefundMade, Refusal>> {
  const order = await lockOrder(trx, asked.orderId, asked.version);
  if (!order.ok) return order;
  const plan = planRefund(
    order.value.state as OrderState,
    await refundableLinesOf(trx, asked.orderId),
    asked.lines,
    asked.by,
  );
  if (!plan.ok) return plan;
  const payment = await trx
    .selectFrom('payments')
    .select('attempt_id')
    .where('order_id', '=', asked.orderId)
    .where('attempt_id', 'is not', null)
    .executeTakeFirst();
  if (!payment?.attempt_id)
    return refuseBecause(
      'conflict',
      'not_paid_here',
      'This order was not paid here: refund it where it was paid.',
    );

  const isDecided = plan.value.isAutomatic || asked.by === 'shop';
  const refundId = newId('refund', asked.nowMs);
  await writeRefund(trx, asked, plan.value, refundId, isDecided);
  const returnId = isDecided ? await startReturn(trx, refundId, payment.attempt_id, asked.nowMs) : null;
  await sql`UPDATE orders SET version = version + 1, updated_at = ${new Date(asked.nowMs).toISOString()} WHERE id = ${asked.orderId}`.execute(
    trx,
  );
  await tellOrders(trx, [asked.orderId], [refundId]);
  return ok({ refundId, returnId });
}

export async function refundableLinesOf(trx: Trx, orderId: string): Promise<readonly RefundableLine[]> {
  const { rows } = await sql<RefundableLine>`
    SELECT l.id, l.quantity, l.user_paid AS "userPaid", l.refunded, l.refunded_quantity AS "refundedQuantity",
      l.refund_claimed AS claimed, l.refund_claimed_quantity AS "claimedQuantity",
      coalesce(r.quantity - r.released - r.shipped - r.claimed, 0) AS unshipped
    FROM order_lines l LEFT JOIN reservations r ON r.order_line_id = l.id
    WHERE l.order_id = ${orderId} ORDER BY l.line_number`.execute(trx);
  return rows;
}

async function writeRefund(
  trx: Trx,
  asked: RefundRequest,
  plan: RefundPlan,
  refundId: string,
  isDecided: boolean,
): Promise<void> {
  const now = new Date(asked.nowMs).toISOString();
  await sql`
    INSERT INTO refunds (id, organization_id, shop_id, order_id, origin, buyer, state, stage, currency, amount, refunded_at, simulated,
      requested_by, reason, requested_at, decision, decided_by, decided_at)
    SELECT ${refundId}, organization_id, shop_id, id, 'checkout', buyer, 'pending', ${plan.stage}, currency, ${plan.amount}, ${now}, simulated,
      ${asked.by}, ${asked.reason}, ${now}, ${isDecided ? 'approved' : null}, ${isDecided ? asked.byName : null}, ${isDecided ? now : null}::timestamptz
    FROM orders WHERE id = ${asked.orderId}`.execute(trx);
  const rows = JSON.stringify(
    plan.lines.map((line) => ({
      id: newId('refundLine', asked.nowMs),
      line_id: line.lineId,
      quantity: line.quantity,
      amount: line.amount,
      unshipped: line.unshipped,
    })),
  );
  await sql`
    INSERT INTO refund_lines (id, organization_id, refund_id, order_line_id, product_id, sku, quantity, amount, unshipped)
    SELECT p.id, l.organization_id, ${refundId}, l.id, l.product_id, l.sku, p.quantity, p.amount, p.unshipped
    FROM jsonb_to_recordset(${rows}::jsonb) AS p(id uuid, line_id uuid, quantity int, amount bigint, unshipped int)
      JOIN order_lines l ON l.id = p.line_id`.execute(trx);
  await moveClaims(trx, refundId, 1);
}

/** Puts the claims of a refund on its lines and reservations, or takes them off again. */
export async function moveClaims(trx: Trx, refundId: string, sign: 1 | -1): Promise<void> {
  await sql`
    UPDATE order_lines l SET refund_claimed = l.refund_claimed + ${sign} * r.amount,
      refund_claimed_quantity = l.refund_claimed_quantity + ${sign} * r.quantity
    FROM refund_lines r WHERE r.refund_id = ${refundId} AND l.id = r.order_line_id`.execute(trx);
  await sql`
    UPDATE reservations v SET claimed = v.claimed + ${sign} * r.unshipped
    FROM refund_lines r WHERE r.refund_id = ${refundId} AND v.order_line_id = r.order_line_id AND r.unshipped > 0`.execute(
    trx,
  );
}

/** Money of an approved refund is to go back through the provider that took it. */
export async function startReturn(
  trx: Trx,
  refundId: string,
  attemptId: string,
  nowMs: number,
): Promise<string> {
  const id = newId('payment', nowMs);
  const now = new Date(nowMs).toISOString();
  await sql`
    INSERT INTO payment_returns (id, organization_id, attempt_id, refund_id, amount, currency, next_try_at, created_at)
    SELECT ${id}, organization_id, ${attemptId}, id, amount, currency, ${now}, ${now} FROM refunds WHERE id = ${refundId}`.execute(
    trx,
  );
  return id;
}

import { sql } from 'kysely';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Trx } from '#platform/records';
import { lockOrder } from '../orders/lock-order-store.ts';
import { tellOrders } from '../orders/tell-orders-store.ts';
import { refuseBecause } from '../refuse-because.ts';
import { moveClaims, type RefundMade, startReturn } from './claim-refund-store.ts';

export type Decision = {
  readonly refundId: string;
  readonly version: number;
  readonly decision: 'approved' | 'refused';
  readonly note: string | null;
  readonly byName: string;
  readonly nowMs: number;
};

/** The shop says yes, and the money is on its way; or no, with its reason, and the claims are lifted. */
export async function decideRefund(trx: Trx, decision: Decision): Promise<Result<RefundMade, Refusal>> {
  const known = await trx
    .selectFrom('refunds')
    .select('order_id')
    .where('id', '=', decision.refundId)
    .where('requested_at', 'is not', null)
    .executeTakeFirst();
  if (!known?.order_id) return refuse('not_found', 'There is no such refund.');
  const order = await lockOrder(trx, known.order_id, null);
  if (!order.ok) return order;
  const refund = await trx
    .selectFrom('refunds')
    .select(['state', 'decision', 'version'])
    .where('id', '=', decision.refundId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (refund.version !== decision.version)
    return refuseBecause(
      'conflict',
      'refund_changed',
      'The refund has changed since you looked: look again.',
    );
  if (refund.state !== 'pending' || refund.decision !== null)
    return refuseBecause('conflict', 'refund_decided', 'This refund is decided already.');

  const now = new Date(decision.nowMs).toISOString();
  await sql`
    UPDATE refunds SET decision = ${decision.decision}, decision_note = ${decision.note}, decided_by = ${decision.byName}, decided_at = ${now},
      state = ${decision.decision === 'approved' ? 'pending' : 'failed'}, version = version + 1, updated_at = ${now}
    WHERE id = ${decision.refundId}`.execute(trx);
  const returnId =
    decision.decision === 'approved'
      ? await startReturn(trx, decision.refundId, await attemptOf(trx, known.order_id), decision.nowMs)
      : null;
  if (decision.decision === 'refused') await moveClaims(trx, decision.refundId, -1);
  await sql`UPDATE orders SET version = version + 1, updated_at = ${now} WHERE id = ${known.order_id}`.execute(
    trx,
  );
  await tellOrders(trx, [known.order_id], [decision.refundId]);
  return ok({ refundId: decision.refundId, returnId });
}

async function attemptOf(trx: Trx, orderId: string): Promise<string> {
  const payment = await trx
    .selectFrom('payments')
    .select('attempt_id')
    .where('order_id', '=', orderId)
    .where('attempt_id', 'is not', null)
    .executeTakeFirstOrThrow();
  return payment.attempt_id as string;
}

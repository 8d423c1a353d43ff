import { sql } from 'kysely';
import type { Records, Trx } from '#platform/records';
import { finishRefund } from '../refunds/finish-refund-store.ts';
import type { ProviderAnswer } from './provider.ts';

export type DueReturn = {
  readonly id: string;
  readonly provider: string;
  readonly of_reference: string;
  readonly amount: number;
  readonly currency: string;
};

/** The pause before the next try doubles from two seconds up to an hour. */
const pauseSecondsMax = 3_600;

/**
 * Money that is to go back now: each is marked as on its way and lent to this server until its next try is due,
 * so that no two servers ask at once. `onlyId` asks for one.
 */
export function takeDueReturns(
  records: Records,
  nowMs: number,
  max: number,
  onlyId: string | null = null,
): Promise<readonly DueReturn[]> {
  const now = new Date(nowMs).toISOString();
  return records.market(async (trx) => {
    const { rows } = await sql<DueReturn & { refund_id: string | null }>`
      UPDATE payment_returns r SET state = 'in_progress', tries = r.tries + 1,
        next_try_at = ${now}::timestamptz + make_interval(secs => least(${pauseSecondsMax}, power(2, least(r.tries, 20) + 1)))
      FROM payment_attempts a
      WHERE a.id = r.attempt_id AND r.id IN (
        SELECT id FROM payment_returns WHERE state IN ('pending', 'in_progress') AND next_try_at <= ${now}::timestamptz
          AND ${onlyId === null ? sql`true` : sql`id = ${onlyId}`}
        ORDER BY next_try_at LIMIT ${max} FOR UPDATE SKIP LOCKED)
      RETURNING r.id, r.refund_id, a.provider, a.reference AS of_reference, r.amount, r.currency`.execute(
      trx,
    );
    const refundIds = rows.flatMap((row) => row.refund_id ?? []);
    await sql`
      UPDATE refunds SET state = 'in_progress', version = version + 1, updated_at = ${now}
      WHERE id = ANY (${refundIds}::uuid[]) AND state = 'pending'`.execute(trx);
    return rows;
  });
}

/** The one path on which a return completes, for answers and callbacks alike. Null when it is none of ours. */
export function settleReturn(
  records: Records,
  provider: string,
  returnId: string,
  answer: ProviderAnswer,
  nowMs: number,
): Promise<'settled' | 'repeated' | 'pending' | null> {
  return records.market(async (trx) => {
    const found = await lockReturn(trx, returnId);
    if (!found || found.provider !== provider || found.amount !== answer.amount) return null;
    if (answer.state === 'pending') return 'pending';
    if (found.settled_at !== null) return 'repeated';
    await trx
      .updateTable('payment_returns')
      .set({
        state: answer.state,
        reference: answer.reference,
        failure: answer.failure,
        settled_at: new Date(nowMs),
      })
      .where('id', '=', returnId)
      .execute();
    if (found.refund_id) await finishRefund(trx, found.refund_id, answer.state, nowMs);
    return 'settled';
  });
}

async function lockReturn(trx: Trx, returnId: string) {
  const { rows } = await sql<{
    provider: string;
    amount: number;
    refund_id: string | null;
    settled_at: Date | null;
  }>`
    SELECT a.provider, r.amount, r.refund_id, r.settled_at FROM payment_returns r JOIN payment_attempts a ON a.id = r.attempt_id
    WHERE r.id = ${returnId} FOR UPDATE OF r`.execute(trx);
  return rows[0];
}

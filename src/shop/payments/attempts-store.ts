import { sql } from 'kysely';
import { newId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Records } from '#platform/records';

export type NewAttempt = { readonly id: string; readonly amount: number; readonly currency: string };

/** Tries of one checkout: a shopper who needs more has another problem than we can solve. */
const attemptsMax = 10;

/** Notes that a checkout is about to be paid, before the provider hears of it. */
export function addAttempt(
  records: Records,
  shopperId: string,
  checkoutId: string,
  provider: string,
  nowMs: number,
): Promise<Result<NewAttempt, Refusal>> {
  return records.market(async (trx) => {
    const { rows } = await sql<{
      state: string;
      total: number;
      currency: string;
      expires_at: Date;
      attempts: number;
    }>`
      SELECT state, total, currency, expires_at,
        (SELECT count(*)::int FROM payment_attempts a WHERE a.checkout_id = c.id) AS attempts
      FROM checkouts c WHERE id = ${checkoutId} AND shopper_id = ${shopperId} FOR NO KEY UPDATE`.execute(trx);
    const [checkout] = rows;
    if (!checkout) return refuse('not_found', 'There is no such checkout.');
    if (checkout.state === 'paid') return refuse('conflict', 'It is paid already.');
    if (checkout.state !== 'awaiting_payment' || checkout.expires_at.getTime() <= nowMs)
      return refuse('checkout_closed', 'The time to pay is over, or it was cancelled: order again.');
    if (checkout.attempts >= attemptsMax)
      return refuse('conflict', 'It was tried too often: cancel it and order again.');
    const attempt = {
      id: newId('payment', nowMs),
      amount: checkout.total,
      currency: checkout.currency,
    };
    await trx
      .insertInto('payment_attempts')
      .values({
        ...attempt,
        checkout_id: checkoutId,
        provider,
        state: 'pending',
        created_at: new Date(nowMs),
      })
      .execute();
    return ok(attempt);
  });
}

/** Attempts that have been open for a while: their server may have died, or the callback was lost. */
export async function openAttempts(records: Records, beforeMs: number, sinceMs: number, max: number) {
  return records.market((trx) =>
    trx
      .selectFrom('payment_attempts')
      .select(['id', 'provider', 'amount', 'currency'])
      .where('state', '=', 'pending')
      .where('created_at', '<', new Date(beforeMs))
      .where('created_at', '>', new Date(sinceMs))
      .orderBy(sql`random()`)
      .limit(max)
      .execute(),
  );
}

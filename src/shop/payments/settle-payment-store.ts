import { sql } from 'kysely';
import { newId } from '#kernel/ids';
import { prorate } from '#kernel/money';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Records, Trx } from '#platform/records';
import { spendHeld } from '../coupons/claimed/hold-claimed-store.ts';
import { tellOrders } from '../orders/tell-orders-store.ts';
import type { ProviderAnswer } from './provider.ts';

/** What a report did: paid the checkout, failed the attempt, came too late (and goes back), or was nothing new. */
export type Settled = 'paid' | 'failed' | 'late' | 'repeated' | 'pending';

type Attempt = {
  readonly id: string;
  readonly checkout_id: string;
  readonly provider: string;
  readonly state: 'pending' | 'succeeded' | 'failed';
  readonly amount: number;
  readonly currency: string;
};

/**
 * The one path on which a payment completes, for the provider's answer, its callbacks and our own asking alike.
 * Whoever comes first settles; whoever comes again, in whatever order, changes nothing. Money for a checkout
 * that is closed already, or paid by another attempt, is sent back whole.
 */
export function settlePayment(
  records: Records,
  provider: string,
  attemptId: string,
  answer: ProviderAnswer,
  nowMs: number,
): Promise<Result<Settled, Refusal>> {
  return records.market(async (trx) => {
    const locked = await lockAttempt(trx, attemptId);
    if (!locked || locked.attempt.provider !== provider)
      return refuse('not_found', 'There is no such payment.');
    const { attempt, checkoutState } = locked;
    if (answer.amount !== attempt.amount || answer.currency !== attempt.currency)
      return refuse('unprocessable', 'The amount is not the one that was asked for.', 'amount');
    if (answer.state === 'pending') return ok('pending');
    // A failure may be followed by success, as when a bank changes its mind; money that came is never unsaid.
    if (attempt.state === answer.state || attempt.state === 'succeeded') return ok('repeated');
    if (answer.state === 'failed') {
      await closeAttempt(trx, attempt, answer, false, nowMs);
      return ok('failed');
    }
    const isLate = checkoutState !== 'awaiting_payment';
    await closeAttempt(trx, attempt, answer, isLate, nowMs);
    if (isLate) await sendBack(trx, attempt, nowMs);
    else await pay(trx, attempt, answer.reference, nowMs);
    return ok(isLate ? 'late' : 'paid');
  });
}

/** The checkout first, as expiry and cancelling do, then the attempt. */
async function lockAttempt(trx: Trx, attemptId: string) {
  const checkouts = await sql<{ state: string }>`
    SELECT state FROM checkouts WHERE id = (SELECT checkout_id FROM payment_attempts WHERE id = ${attemptId})
    FOR NO KEY UPDATE`.execute(trx);
  const attempts = await sql<Attempt>`
    SELECT id, checkout_id, provider, state, amount, currency FROM payment_attempts WHERE id = ${attemptId}
    FOR NO KEY UPDATE`.execute(trx);
  const [attempt] = attempts.rows;
  const [checkout] = checkouts.rows;
  return attempt && checkout ? { attempt, checkoutState: checkout.state } : null;
}

async function closeAttempt(
  trx: Trx,
  attempt: Attempt,
  answer: ProviderAnswer,
  late: boolean,
  nowMs: number,
): Promise<void> {
  await trx
    .updateTable('payment_attempts')
    .set({
      state: answer.state,
      late,
      reference: answer.reference,
      failure: answer.failure,
      settled_at: new Date(nowMs),
    })
    .where('id', '=', attempt.id)
    .execute();
}

async function pay(trx: Trx, attempt: Attempt, reference: string, nowMs: number): Promise<void> {
  const now = new Date(nowMs).toISOString();
  await sql`UPDATE checkouts SET state = 'paid', closed_at = ${now} WHERE id = ${attempt.checkout_id}`.execute(
    trx,
  );
  const { rows: orders } = await sql<{ id: string; organization_id: string; total: number }>`
    UPDATE orders o SET state = 'paid', paid_at = ${now}, version = o.version + 1, updated_at = ${now}
    WHERE o.parent_id = ${attempt.checkout_id} AND o.state = 'awaiting_payment'
    RETURNING o.id, o.organization_id, (SELECT sum(l.user_paid) FROM order_lines l WHERE l.order_id = o.id)::bigint AS total`.execute(
    trx,
  );
  await spendHeld(
    trx,
    orders.map((order) => order.id),
  );
  const ordered = orders.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const shares = prorate(
    attempt.amount,
    ordered.map((order) => order.total),
  );
  await trx
    .insertInto('payments')
    .values(
      ordered.map((order, place) => ({
        id: newId('payment', nowMs),
        organization_id: order.organization_id,
        order_id: order.id,
        provider: attempt.provider,
        external_id: `${reference}/${place + 1}`,
        amount: shares[place] ?? 0,
        currency: attempt.currency,
        paid_at: now,
        attempt_id: attempt.id,
      })),
    )
    .execute();
  await tellOrders(
    trx,
    ordered.map((order) => order.id),
  );
}

async function sendBack(trx: Trx, attempt: Attempt, nowMs: number): Promise<void> {
  if (attempt.amount === 0) return;
  const now = new Date(nowMs);
  await trx
    .insertInto('payment_returns')
    .values({
      id: newId('payment', nowMs),
      attempt_id: attempt.id,
      amount: attempt.amount,
      currency: attempt.currency,
      next_try_at: now,
      created_at: now,
    })
    .execute();
}

import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Records } from '#platform/records';
import { addAttempt, openAttempts } from './attempts-store.ts';
import type { PaymentProvider } from './provider.ts';
import { settlePayment } from './settle-payment-store.ts';

export type Providers = ReadonlyMap<string, PaymentProvider>;

export type PayAsked = {
  readonly shopperId: string;
  readonly checkoutId: string;
  readonly provider: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly nowMs: number;
};

/**
 * Asks a provider to take the money for a checkout. The attempt is on record before the provider hears of it, so
 * a callback that overtakes the answer finds it, and a server that dies in between leaves something to ask about.
 */
export async function payCheckout(
  records: Records,
  providers: Providers,
  asked: PayAsked,
): Promise<Result<null, Refusal>> {
  const provider = providers.get(asked.provider);
  if (!provider) return refuse('unprocessable', 'There is no such payment provider.', 'provider');
  const attempt = await addAttempt(records, asked.shopperId, asked.checkoutId, provider.name, asked.nowMs);
  if (!attempt.ok) return attempt;
  const answer = await provider.charge({
    requestId: attempt.value.id,
    amount: attempt.value.amount,
    currency: attempt.value.currency,
    options: asked.options,
  });
  const settled = await settlePayment(records, provider.name, attempt.value.id, answer, asked.nowMs);
  return settled.ok ? ok(null) : settled;
}

/** An attempt open this long is asked about; a provider answers well within it. */
const patienceMs = 30_000;
/** After so long a provider has forgotten it too. */
const memoryMs = 2 * 86_400_000;

/**
 * Asks providers about attempts that stayed open: the server that began them may have died before it heard the
 * answer, or before it even asked; then nothing was charged and the attempt has failed.
 */
export async function askAboutOpen(records: Records, providers: Providers, nowMs: number): Promise<number> {
  const open = await openAttempts(records, nowMs - patienceMs, nowMs - memoryMs, 20);
  let settledCount = 0;
  for (const { id, provider: name, amount, currency } of open) {
    const provider = providers.get(name);
    if (!provider) continue;
    const known = await provider.look(id);
    const unknown = {
      state: 'failed',
      reference: `none-${id}`,
      amount,
      currency,
      failure: 'never_reached',
    } as const;
    const settled = await settlePayment(records, name, id, known ?? unknown, nowMs);
    if (settled.ok && settled.value !== 'pending') settledCount++;
  }
  return settledCount;
}

import type { Records } from '#platform/records';
import type { Providers } from './pay-checkout.ts';
import { settleReturn, takeDueReturns } from './returns-store.ts';

/**
 * Hands money that is to go back to its provider. The provider knows each return by our id, so asking again
 * after a crash or a pause moves nothing twice, and tells how it ended.
 */
export async function sendReturns(
  records: Records,
  providers: Providers,
  nowMs: number,
  onlyId: string | null = null,
): Promise<number> {
  const due = await takeDueReturns(records, nowMs, 20, onlyId);
  for (const one of due) {
    const provider = providers.get(one.provider);
    if (!provider) continue;
    const answer = await provider.giveBack({
      requestId: one.id,
      ofReference: one.of_reference,
      amount: one.amount,
      currency: one.currency,
    });
    await settleReturn(records, one.provider, one.id, answer, nowMs);
  }
  return due.length;
}

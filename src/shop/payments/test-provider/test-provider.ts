import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { ok, refuse } from '#kernel/result';
import type { Records } from '#platform/records';
import { isSigned, signBody } from '#platform/signing';
import { testOutcome } from '../../checkout/checkout-contract.ts';
import type { PaymentProvider, ProviderAnswer, ProviderReport } from '../provider.ts';
import { behaviourOf, behaviourOfReturn } from './behaviour.ts';
import { testCharges } from './test-charges-store.ts';

/** The header a callback is signed in. */
export const signatureHeader = 'meadow-test-signature';

export type TestProvider = PaymentProvider & {
  /** Sends what is due; answers how many callbacks there were. */
  readonly deliverDue: (nowMs: number) => Promise<number>;
};

export type TestProviderOptions = {
  readonly records: Records;
  readonly instanceSecret: string;
  /** Sends a callback as over the network; resolves to whether it was heard. */
  readonly deliver: (body: string, headers: Record<string, string>) => Promise<boolean>;
};

const options = z.object({ outcome: testOutcome.optional(), delayMs: z.int().optional() });
const report = z.strictObject({
  kind: z.enum(['charge', 'return']),
  requestId: z.uuid(),
  reference: z.string().max(200),
  amount: z.int().min(0),
  currency: z.string().length(3),
  state: z.enum(['pending', 'succeeded', 'failed']),
  failure: z.string().max(200).nullable(),
});

export const testCallbackKey = (instanceSecret: string): Buffer =>
  createHmac('sha256', instanceSecret).update('test provider callbacks').digest();

/** The built-in payment provider: no money moves, everything else is as with a real one. */
export function openTestProvider({ records, instanceSecret, deliver }: TestProviderOptions): TestProvider {
  const charges = testCharges(records);
  const key = testCallbackKey(instanceSecret);

  const tell = async (told: ProviderReport, nowMs: number): Promise<void> => {
    const { kind, requestId, reference, amount, currency, state, failure } = told;
    const body = JSON.stringify({ kind, requestId, reference, amount, currency, state, failure });
    const wasHeard = await deliver(body, { [signatureHeader]: signBody(key, body, nowMs) }).catch(
      () => false,
    );
    await charges.delivered(reference, wasHeard, nowMs);
  };

  return {
    name: 'test',
    charge: async (request) => {
      const { outcome, delayMs } = options.parse(request.options);
      const behaviour = behaviourOf(outcome ?? 'succeed', delayMs ?? null);
      const nowMs = Date.now();
      const answer = known(await charges.addCharge(request, behaviour, nowMs));
      if (behaviour.callbackBeforeAnswer)
        await tell({ ...answer, kind: 'charge', requestId: request.requestId }, nowMs);
      return answer;
    },
    giveBack: async (request) => {
      const nowMs = Date.now();
      const returns = await charges.returnsOf(request.ofReference);
      const answer = returns && (await charges.addReturn(request, behaviourOfReturn(returns), nowMs));
      return (
        answer ?? {
          state: 'failed',
          reference: `test_${request.requestId.replaceAll('-', '')}`,
          amount: request.amount,
          currency: request.currency,
          failure: returns ? 'more_than_charged' : 'unknown_charge',
        }
      );
    },
    look: (requestId) => charges.find(requestId, Date.now()),
    readCallback: (body, header, nowMs) => {
      if (!isSigned(key, header(signatureHeader) ?? '', body, nowMs))
        return refuse('wrong_signature', 'The callback is not signed by the provider, or too old.');
      return ok(report.parse(JSON.parse(body)));
    },
    deliverDue: async (nowMs) => {
      const due = await charges.dueCallbacks(nowMs, 20);
      for (const told of due) await tell(told, nowMs);
      return due.length;
    },
  };
}

function known(answer: ProviderAnswer | null): ProviderAnswer {
  if (!answer) throw new Error('The test provider did not keep a charge.');
  return { ...answer };
}

/** What every payment provider promises, as one suite that each implementation is asked. */
import { expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import type { ChargeRequest, PaymentProvider, ProviderReport } from './provider.ts';

export type ProviderBench = {
  readonly provider: PaymentProvider;
  /** Options that make a charge succeed at once, fail at once, or succeed after its answer. */
  readonly succeeding: ChargeRequest['options'];
  readonly failing: ChargeRequest['options'];
  readonly lateSucceeding: ChargeRequest['options'];
  /** Lets what is late happen, and gives the callbacks that came meanwhile, as they came. */
  readonly callbacks: () => Promise<readonly { readonly body: string; readonly headers: Headers }[]>;
};

const charge = (options: ChargeRequest['options'], amount = 1_234): ChargeRequest => ({
  requestId: newId('payment'),
  amount,
  currency: 'CNY',
  options,
});

export function askProvider(name: string, open: () => Promise<ProviderBench>): void {
  const heardFrom = async (bench: ProviderBench, requestId: string): Promise<ProviderReport[]> => {
    const callbacks = await bench.callbacks();
    return callbacks
      .map(({ body, headers }) => {
        const read = bench.provider.readCallback(
          body,
          (header) => headers.get(header) ?? undefined,
          Date.now(),
        );
        if (!read.ok) throw new Error(read.refusal.detail);
        return read.value;
      })
      .filter((report) => report.requestId === requestId);
  };

  it(`${name}: charges what was asked and says so in answer, callback and when asked again`, async () => {
    const bench = await open();
    const request = charge(bench.succeeding);
    const answer = await bench.provider.charge(request);
    expect(answer).toMatchObject({ state: 'succeeded', amount: 1_234, currency: 'CNY' });
    const heard = await heardFrom(bench, request.requestId);
    expect(heard.length).toBeGreaterThan(0);
    for (const report of heard)
      expect(report).toMatchObject({ kind: 'charge', state: 'succeeded', reference: answer.reference });
    expect(await bench.provider.look(request.requestId)).toMatchObject({ state: 'succeeded' });
  });

  it(`${name}: charges once, however often the same request comes`, async () => {
    const { provider, succeeding } = await open();
    const request = charge(succeeding);
    const answers = await Promise.all([provider.charge(request), provider.charge(request)]);
    expect(new Set(answers.map((answer) => answer.reference)).size).toBe(1);
  });

  it(`${name}: says why a charge failed, and knows nothing of what it was never asked`, async () => {
    const { provider, failing } = await open();
    const request = charge(failing);
    expect(await provider.charge(request)).toMatchObject({ state: 'failed', failure: expect.any(String) });
    expect(await provider.look(newId('payment'))).toBeNull();
  });

  it(`${name}: may answer later, by callback`, async () => {
    const bench = await open();
    const request = charge(bench.lateSucceeding);
    expect(await bench.provider.charge(request)).toMatchObject({ state: 'pending' });
    await expect
      .poll(async () => (await heardFrom(bench, request.requestId)).map(({ state }) => state))
      .toContain('succeeded');
  });

  it(`${name}: gives back in parts up to what it took, each part once, and never more`, async () => {
    const { provider, succeeding } = await open();
    const { reference } = await provider.charge(charge(succeeding, 1_000));
    const back = (amount: number, requestId: string = newId('payment')) =>
      provider.giveBack({ requestId, ofReference: reference, amount, currency: 'CNY' });
    const twice = newId('payment');
    expect(await back(600, twice)).toMatchObject({ state: 'succeeded', amount: 600 });
    expect(await back(600, twice)).toMatchObject({ state: 'succeeded', amount: 600 });
    expect(await back(500)).toMatchObject({ state: 'failed' });
    expect(await back(400)).toMatchObject({ state: 'succeeded' });
    expect(await back(1)).toMatchObject({ state: 'failed' });
  });

  it(`${name}: is believed only when a callback is signed, whole and fresh`, async () => {
    const bench = await open();
    const request = charge(bench.succeeding);
    await bench.provider.charge(request);
    const [callback] = await bench.callbacks();
    if (!callback) throw new Error('No callback came.');
    const read = (body: string, headers: Headers, nowMs = Date.now()) =>
      bench.provider.readCallback(body, (header) => headers.get(header) ?? undefined, nowMs);
    const refused = { ok: false, refusal: { code: 'wrong_signature' } };
    expect(read(callback.body, callback.headers).ok).toBe(true);
    expect(read(callback.body.replace('"amount":', '"amount":9'), callback.headers)).toMatchObject(refused);
    expect(read(callback.body, new Headers())).toMatchObject(refused);
    expect(read(callback.body, callback.headers, Date.now() + 6 * 60_000)).toMatchObject(refused);
    expect(read(callback.body, callback.headers, Date.now() - 6 * 60_000)).toMatchObject(refused);
  });
}

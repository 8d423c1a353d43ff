import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import type { TestOutcome } from '../../checkout/checkout-contract.ts';
import { askProvider } from '../provider-suite-fixture.ts';
import { openTestProvider } from './test-provider.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

function openBench(hears: () => boolean = () => true) {
  const heard: { body: string; headers: Headers }[] = [];
  const provider = openTestProvider({
    records: world.records,
    instanceSecret: world.instanceSecret,
    deliver: async (body, headers) => {
      if (!hears()) return false;
      heard.push({ body, headers: new Headers(headers) });
      return true;
    },
  });
  return { provider, heard };
}

describe('the test provider keeps the promises of a provider', () => {
  askProvider('test', async () => {
    const { provider, heard } = openBench();
    return {
      provider,
      succeeding: { outcome: 'succeed' },
      failing: { outcome: 'fail' },
      lateSucceeding: { outcome: 'late', delayMs: 50 },
      callbacks: async () => {
        await provider.deliverDue(Date.now());
        return heard;
      },
    };
  });
});

describe('on demand the test provider', () => {
  const charged = async (outcome: TestOutcome, bench = openBench()) => {
    const requestId = newId('payment');
    const answer = await bench.provider.charge({
      requestId,
      amount: 500,
      currency: 'CNY',
      options: { outcome },
    });
    const own = () => bench.heard.filter(({ body }) => body.includes(requestId)).length;
    return { ...bench, requestId, answer, own };
  };

  it('tells twice', async () => {
    const { provider, own } = await charged('twice');
    await provider.deliverDue(Date.now());
    await provider.deliverDue(Date.now() + 5_000);
    await provider.deliverDue(Date.now() + 60_000);
    expect(own()).toBe(2);
  });

  it('tells before it answers', async () => {
    expect((await charged('before_response')).own()).toBe(1);
  });

  it('never tells at all, and never succeeds', async () => {
    const { provider, own, answer, requestId } = await charged('silent');
    await provider.deliverDue(Date.now() + 60_000);
    expect([answer.state, own(), (await provider.look(requestId))?.state]).toEqual(['pending', 0, 'pending']);
  });

  it('tells again, less and less often, where nobody hears it, and stops when it is heard', async () => {
    let isUp = false;
    const { provider, own } = await charged(
      'succeed',
      openBench(() => isUp),
    );
    const atMs = Date.now();
    await provider.deliverDue(atMs);
    expect(own()).toBe(0);
    isUp = true;
    await provider.deliverDue(atMs + 60_000);
    await provider.deliverDue(atMs + 120_000);
    expect(own()).toBe(1);
  });

  it('cannot give back, or gives back later', async () => {
    const failing = await charged('refund_fails');
    const late = await charged('refund_late');
    const back = ({ provider, answer }: typeof failing) =>
      provider.giveBack({
        requestId: newId('payment'),
        ofReference: answer.reference,
        amount: 500,
        currency: 'CNY',
      });
    expect(await back(failing)).toMatchObject({ state: 'failed', failure: 'declined' });
    expect(await back(late)).toMatchObject({ state: 'pending' });
  });
});

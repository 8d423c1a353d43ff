import { describe, expect, it, vi } from 'vitest';
import { newId } from '#kernel/ids';
import { sharedBriefly } from './shared-briefly.ts';

const organizationId = newId('organization');

/** Work whose end is in the hands of the test. */
function slowWork() {
  const ends: ((value: number) => void)[] = [];
  const signals: AbortSignal[] = [];
  const work = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<number>((end) => ends.push(end));
  };
  return { work, ends, signals };
}

describe('an answer that is shared', () => {
  it('is worked out once for all who ask meanwhile, and anew for who asks after', async () => {
    const shared = sharedBriefly<number>(0);
    const { work, ends } = slowWork();
    const both = Promise.all([
      shared.ask(organizationId, 'a', work),
      shared.ask(organizationId, 'a', work),
      shared.ask(organizationId, 'b', work),
      shared.ask(newId('organization'), 'a', work),
    ]);
    expect(ends).toHaveLength(3);
    for (const [place, end] of ends.entries()) end(place);
    expect(await both).toEqual([0, 0, 1, 2]);
    void shared.ask(organizationId, 'a', work);
    expect(ends).toHaveLength(4);
  });

  it('is given again for a moment, and not after it', async () => {
    vi.useFakeTimers();
    const shared = sharedBriefly<number>(1_000);
    let worked = 0;
    const ask = () => shared.ask(organizationId, 'a', async () => ++worked);
    expect([await ask(), await ask()]).toEqual([1, 1]);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(await ask()).toBe(2);
    vi.useRealTimers();
  });

  it('is never given to who asks after the news, even while it is on its way', async () => {
    const shared = sharedBriefly<number>(60_000);
    const { work, ends } = slowWork();
    const before = shared.ask(organizationId, 'a', work);
    shared.forget(organizationId);
    const after = shared.ask(organizationId, 'a', work);
    ends[1]?.(2);
    ends[0]?.(1);
    expect([await before, await after]).toEqual([1, 2]);
    expect(await shared.ask(organizationId, 'a', work)).toBe(2);
  });

  it('is not kept when the work failed', async () => {
    const shared = sharedBriefly<number>(60_000);
    await expect(shared.ask(organizationId, 'a', () => Promise.reject(new Error('away')))).rejects.toThrow(
      'away',
    );
    expect(await shared.ask(organizationId, 'a', async () => 1)).toBe(1);
  });

  it('is stopped only when everyone who waits has left', () => {
    const shared = sharedBriefly<number>(0);
    const { work, signals } = slowWork();
    const [one, other] = [new AbortController(), new AbortController()];
    void shared.ask(organizationId, 'a', work, one.signal);
    void shared.ask(organizationId, 'a', work, other.signal);
    one.abort();
    expect(signals[0]?.aborted).toBe(false);
    other.abort();
    expect(signals[0]?.aborted).toBe(true);
    void shared.ask(organizationId, 'a', work);
    expect(signals).toHaveLength(2);
  });
});

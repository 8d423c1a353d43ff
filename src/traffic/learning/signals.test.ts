import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSignal, countOf, noSignals, rateOf, signalKinds, usualOf } from './signals.ts';

const day = 86_400_000;
const events = fc.array(
  fc.record({
    kind: fc.constantFrom(...signalKinds),
    amount: fc.integer({ min: 1, max: 5 }),
    atMs: fc.integer({ min: 0, max: 10 * day }),
  }),
  { maxLength: 30 },
);

describe('fading counts', () => {
  it('are the same in whatever order events come, and as the definition says', () => {
    fc.assert(
      fc.property(events, (list) => {
        const nowMs = 12 * day;
        const signals = noSignals(0);
        for (const { kind, amount, atMs } of list) addSignal(signals, kind, amount, atMs);
        for (const kind of signalKinds) {
          const wanted = list
            .filter((event) => event.kind === kind)
            .reduce((sum, { amount, atMs }) => sum + amount * 0.5 ** ((nowMs - atMs) / (3 * day)), 0);
          expect(countOf(signals, kind, nowMs)).toBeCloseTo(wanted, 6);
        }
      }),
    );
  });

  it('make rates that begin with the usual, end with the seen, and lie between 0 and 1', () => {
    expect(rateOf(undefined, 'like', 0)).toBeCloseTo(0.03);
    const signals = noSignals(0);
    addSignal(signals, 'impression', 100_000, 0);
    addSignal(signals, 'like', 20_000, 0);
    expect(rateOf(signals, 'like', 0)).toBeCloseTo(0.2, 2);
    addSignal(signals, 'like', 1_000_000, 0);
    expect(rateOf(signals, 'like', 0)).toBe(1);
  });

  it('do not condemn a video for its first dislike', () => {
    const signals = noSignals(0);
    addSignal(signals, 'impression', 20, 0);
    const before = rateOf(signals, 'dislike', 0);
    addSignal(signals, 'dislike', 1, 0);
    expect(rateOf(signals, 'dislike', 0)).toBeLessThan(2 * before);
  });

  it('take for usual what a market does, once it has shown enough', () => {
    const market = noSignals(0);
    addSignal(market, 'impression', 200_000, 0);
    addSignal(market, 'like', 40_000, 0);
    expect(rateOf(undefined, 'like', 0, usualOf(market, 0))).toBeCloseTo(0.2, 2);
    expect(rateOf(undefined, 'like', 0, usualOf(undefined, 0))).toBeCloseTo(0.03, 6);
  });
});

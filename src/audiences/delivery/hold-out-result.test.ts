import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareArms } from './hold-out-result.ts';

const arm = fc
  .integer({ min: 0, max: 20_000 })
  .chain((people) =>
    fc.oneof(
      fc.record({ people: fc.constant(people), buyers: fc.constantFrom(0, people) }),
      fc.record({ people: fc.constant(people), buyers: fc.integer({ min: 0, max: people }) }),
    ),
  );
const mirrored = { more: 'fewer', fewer: 'more', unsure: 'unsure', too_few: 'too_few' } as const;

describe('what a hold-out tells', () => {
  it('says nothing of fewer than thirty people on a side, or ten buyers in all', () => {
    const nothing = { ratio: null, interval: null, verdict: 'too_few' };
    expect(compareArms({ people: 900, buyers: 90 }, { people: 29, buyers: 9 })).toEqual(nothing);
    expect(compareArms({ people: 29, buyers: 9 }, { people: 900, buyers: 90 })).toEqual(nothing);
    expect(compareArms({ people: 900, buyers: 6 }, { people: 100, buyers: 3 })).toEqual(nothing);
    expect(compareArms({ people: 0, buyers: 0 }, { people: 0, buyers: 0 })).toEqual(nothing);
    expect(compareArms({ people: 900, buyers: 9 }, { people: 30, buyers: 1 }).verdict).not.toBe('too_few');
  });

  it('has no ratio where nobody of a side bought, only an end', () => {
    // What was called "13.02 times as many" before.
    const noneHeldOut = compareArms({ people: 210, buyers: 12 }, { people: 90, buyers: 0 });
    expect(noneHeldOut.ratio).toBeNull();
    expect(noneHeldOut.interval?.high).toBeNull();
    expect(noneHeldOut.interval?.low).toBeGreaterThan(1);
    expect(noneHeldOut.verdict).toBe('more');
    // Twelve of nine hundred may well leave none of a hundred.
    expect(compareArms({ people: 900, buyers: 12 }, { people: 100, buyers: 0 }).verdict).toBe('unsure');
    const noneDelivered = compareArms({ people: 210, buyers: 0 }, { people: 90, buyers: 12 });
    expect(noneDelivered).toMatchObject({ ratio: null, interval: { low: 0 }, verdict: 'fewer' });
  });

  it('finds equal shares exactly equal, and no difference', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 30, max: 300 }),
        fc.integer({ min: 30, max: 300 }),
        (sharing, others, one, other) => {
          const of = sharing + others;
          const found = compareArms(
            { people: of * one, buyers: sharing * one },
            { people: of * other, buyers: sharing * other },
          );
          expect(found).toMatchObject({ ratio: { ratio: 1 }, verdict: 'unsure' });
        },
      ),
    );
  });

  it('tells a ratio, an interval and a verdict that agree', () => {
    fc.assert(
      fc.property(arm, arm, (delivered, heldOut) => {
        const { ratio, interval, verdict } = compareArms(delivered, heldOut);
        expect(interval === null).toBe(verdict === 'too_few');
        if (!interval) {
          expect(ratio).toBeNull();
          return;
        }
        expect(ratio === null).toBe(delivered.buyers === 0 || heldOut.buyers === 0);
        expect(interval.high === null).toBe(heldOut.buyers === 0);
        expect(interval.low === 0).toBe(delivered.buyers === 0);
        const high = interval.high ?? Number.POSITIVE_INFINITY;
        const said = interval.low > 1 ? 'more' : high < 1 ? 'fewer' : 'unsure';
        expect(verdict).toBe(said);
        if (!ratio) return;
        expect(ratio).toMatchObject(interval);
        // The ends are halved towards, so they may miss an equal ratio by a last digit.
        expect(ratio.low).toBeLessThanOrEqual(ratio.ratio * (1 + 1e-9));
        expect(ratio.high).toBeGreaterThanOrEqual(ratio.ratio * (1 - 1e-9));
        expect(ratio.ratio).toBeCloseTo(
          delivered.buyers / delivered.people / (heldOut.buyers / heldOut.people),
          6,
        );
      }),
    );
  });

  it('says the opposite where the sides change places', () => {
    fc.assert(
      fc.property(arm, arm, (delivered, heldOut) => {
        const one = compareArms(delivered, heldOut);
        const other = compareArms(heldOut, delivered);
        expect(other.verdict).toBe(mirrored[one.verdict]);
        if (one.ratio && other.ratio) expect(one.ratio.ratio * other.ratio.ratio).toBeCloseTo(1, 9);
        expect(one.ratio === null).toBe(other.ratio === null);
      }),
    );
  });
});

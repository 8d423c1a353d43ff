import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type MergeRequest, planMerges } from './plan-merges.ts';

const identify = (from: number, into: number): MergeRequest => ({ from, into, reason: 'identify' });

it('merges a device into the user who signs in on it', () => {
  expect(planMerges(new Map(), [identify(1, 2)]).merges).toEqual([
    { person: 1, canonical: 2, reason: 'identify' },
  ]);
});

it('keeps two users apart who share a device', () => {
  const { merges } = planMerges(new Map([[1, 2]]), [identify(1, 3)]);
  expect(merges).toEqual([]);
});

it('moves on whoever was merged into the one that is merged now, so that one hop is enough', () => {
  const { merges } = planMerges(new Map([[1, 2]]), [{ from: 2, into: 3, reason: 'alias' }]);
  expect(merges).toContainEqual({ person: 2, canonical: 3, reason: 'alias' });
  expect(merges).toContainEqual({ person: 1, canonical: 3, reason: 'alias' });
});

it('always leaves one hop and no circle, whatever is asked in whatever order', () => {
  const person = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(fc.array(fc.tuple(person, person), { maxLength: 40 }), (pairs) => {
      let merged = new Map<number, number>();
      for (const [from, into] of pairs) {
        const { merges } = planMerges(merged, [identify(from, into)]);
        merged = new Map([
          ...merged,
          ...merges.map(({ person: old, canonical }) => [old, canonical] as const),
        ]);
      }
      for (const [old, canonical] of merged) {
        expect(canonical).not.toBe(old);
        expect(merged.has(canonical)).toBe(false);
      }
      const atOnce = planMerges(
        new Map(),
        pairs.map(([from, into]) => identify(from, into)),
      );
      expect(new Map(atOnce.merges.map(({ person: old, canonical }) => [old, canonical]))).toEqual(merged);
    }),
  );
});

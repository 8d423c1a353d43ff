import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aucOf } from './auc.ts';

it('is how often one with the label scores higher than one without it, by counting all pairs', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ score: fc.integer({ min: 0, max: 6 }), label: fc.constantFrom(0, 1) }), {
        maxLength: 60,
        size: 'max',
      }),
      (examples) => {
        const found = aucOf(
          examples.map(({ score }) => score),
          examples.map(({ label }) => label),
        );
        const [yes, no] = [1, 0].map((label) => examples.filter((one) => one.label === label));
        const pairs = (yes ?? []).flatMap((one) => (no ?? []).map((other) => one.score - other.score));
        if (pairs.length === 0) {
          expect(found).toBeNull();
          return;
        }
        const won = pairs.reduce((sum, by) => sum + (by > 0 ? 1 : by === 0 ? 0.5 : 0), 0);
        expect(found?.auc).toBeCloseTo(won / pairs.length, 10);
      },
    ),
  );
});

it('has the standard error of the published formula', () => {
  // Hanley and McNeil's own example: 51 abnormal and 58 normal images, an area of 0.893, an error of 0.032.
  const scored = [
    { label: 0, counts: [33, 6, 6, 11, 2] },
    { label: 1, counts: [3, 2, 2, 11, 33] },
  ].flatMap(({ label, counts }) =>
    counts.flatMap((times, score) => Array.from({ length: times }, () => ({ score, label }))),
  );
  const found = aucOf(
    scored.map(({ score }) => score),
    scored.map(({ label }) => label),
  );
  expect(found?.auc).toBeCloseTo(0.893, 3);
  expect(found?.error).toBeCloseTo(0.032, 3);
});

import { expect, it } from 'vitest';
import { randomOf } from '#science/random';
import type { Feature } from './features.ts';
import { contributions, fitLookAlike, verdictOf } from './fit-look-alike.ts';

const features: readonly Feature[] = [
  { of: 'category', value: 'tea' },
  { of: 'action', value: 'followed' },
  { of: 'visits', value: '' },
];

/** A seed that likes tea, and was made of those who followed: nobody else did. */
function examples(seeds: number, others: number) {
  const random = randomOf('fit');
  return Array.from({ length: seeds + others }, (_, place) => {
    const isSeed = place < seeds;
    const tea = random() < (isSeed ? 0.7 : 0.3) ? 0.8 : 0.1;
    return { isSeed, measures: Float64Array.of(tea, isSeed ? 0.2 : 0, Math.floor(random() * 20)) };
  });
}

it('learns from what can choose between others, and not from what only the audience has', async () => {
  const fitted = await fitLookAlike(features, examples(200, 600));
  const [tea, followed] = fitted?.weighed ?? [];
  expect(tea?.weight).toBeGreaterThan(0.5);
  expect(tea?.apart).toBeGreaterThan(0);
  expect(followed).toMatchObject({ weight: 0, apart: 0, othersMean: 0 });
  expect(followed?.seedMean).toBeCloseTo(0.2, 9);
  // Seven in ten against three in ten: 0.49 + 0.42 / 2.
  expect(Math.abs((fitted?.auc ?? 0) - 0.7)).toBeLessThan(0.05);
});

it('explains a score by parts that add up to how far it is from the mean of all', async () => {
  const fitted = await fitLookAlike(features, examples(200, 600));
  const weighed = fitted?.weighed ?? [];
  const far = contributions(weighed, Float64Array.of(0.8, 0, 19));
  expect(far.map(({ weighed: { feature } }) => feature.of)).not.toContain('action');
  const sum = far.reduce((total, { by }) => total + by, 0);
  const byHand = weighed.reduce((total, { weight, mean, deviation, feature }, place) => {
    const value = [0.8, 0, 19][place] ?? 0;
    const own = feature.of === 'visits' ? Math.log1p(value) : value;
    return deviation === 0 ? total : total + (weight * (own - mean)) / deviation;
  }, 0);
  expect(sum).toBeCloseTo(byHand, 9);
});

it('is nothing where a side cannot be parted into fifths', async () => {
  expect(await fitLookAlike(features, examples(9, 600))).toBeNull();
  expect(await fitLookAlike(features, examples(600, 9))).toBeNull();
  expect(await fitLookAlike(features, examples(10, 10))).not.toBeNull();
});

it.each([
  [0.53, 0.02, 'chance'],
  [0.6, 0.01, 'weak'],
  [0.8, 0.02, 'good'],
  [0.6, 0.1, 'chance'],
  [0.99, 0.001, 'same_facts'],
] as const)('calls an area of %d, give or take %d, "%s"', (auc, error, verdict) => {
  expect(verdictOf({ auc, error })).toBe(verdict);
});

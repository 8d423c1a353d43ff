import { expect, it } from 'vitest';
import { foldedValues } from './folded-values.ts';

const values = (shares: readonly number[]) => shares.map((share) => ({ share, baseShare: 0.01 }));

it('folds away what few people have, and keeps the order', () => {
  const hours = values([0.02, 0, 0, 0.3, 0.05, 0.04, 0.03, 0.2, 0.06, 0.07, 0.08, 0.09, 0, 0.1]);
  expect(foldedValues(hours).map(({ share }) => share)).toEqual(
    [0.3, 0.05, 0.04, 0.2, 0.06, 0.07, 0.08, 0.09, 0.1, 0.03].toSorted(
      (one, other) =>
        hours.findIndex(({ share }) => share === one) - hours.findIndex(({ share }) => share === other),
    ),
  );
});

it('folds nothing where there is little to fold', () => {
  const eleven = values(Array.from({ length: 11 }, () => 0.05));
  expect(foldedValues(eleven)).toBe(eleven);
});

it('keeps what only the base has much of', () => {
  const many = [...values(Array.from({ length: 12 }, () => 0.05)), { share: 0, baseShare: 0.5 }];
  expect(foldedValues(many)).toContain(many[12]);
});

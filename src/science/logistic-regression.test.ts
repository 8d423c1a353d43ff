import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitLogistic, type LogisticData, logitOf } from './logistic-regression.ts';
import { normal, randomOf } from './random.ts';

const dataOf = (rows: readonly (readonly number[])[], labels: readonly number[]): LogisticData => ({
  rows: Float64Array.from(rows.flat()),
  features: rows[0]?.length ?? 0,
  labels: Uint8Array.from(labels),
});

it('finds the logarithm of the odds ratio of a table of two by two', () => {
  // 30 of 40 with the feature, 12 of 60 without it.
  const table: [number, number, number][] = [
    [1, 1, 30],
    [1, 0, 10],
    [0, 1, 12],
    [0, 0, 48],
  ];
  const rows = table.flatMap(([x, , times]) => Array.from({ length: times }, () => [x]));
  const labels = table.flatMap(([, y, times]) => Array.from({ length: times }, () => y));
  const { intercept, weights } = fitLogistic(dataOf(rows, labels), 0);
  expect(intercept).toBeCloseTo(Math.log(12 / 48), 6);
  expect(weights[0]).toBeCloseTo(Math.log(30 / 10 / (12 / 48)), 6);
});

it('stands where nothing pulls: the errors along each feature are what the ridge holds against', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          row: fc.tuple(...Array.from({ length: 3 }, () => fc.double({ min: -3, max: 3, noNaN: true }))),
          label: fc.constantFrom(0, 1),
        }),
        { minLength: 2, maxLength: 60, size: 'max' },
      ),
      fc.double({ min: 0.1, max: 20, noNaN: true }),
      (examples, ridge) => {
        // A label that everybody bears sends the intercept to the end of the world.
        fc.pre(new Set(examples.map(({ label }) => label)).size === 2);
        const rows = examples.map(({ row }) => row);
        const model = fitLogistic(
          dataOf(
            rows,
            examples.map(({ label }) => label),
          ),
          ridge,
        );
        const errors = examples.map(
          ({ row, label }) => label - 1 / (1 + Math.exp(-logitOf(model, Float64Array.from(row)))),
        );
        expect(errors.reduce((sum, error) => sum + error, 0)).toBeCloseTo(0, 3);
        for (let place = 0; place < 3; place++) {
          const pull = errors.reduce((sum, error, at) => sum + error * (rows[at]?.[place] ?? 0), 0);
          expect(pull).toBeCloseTo(ridge * (model.weights[place] ?? 0), 3);
        }
      },
    ),
  );
});

it('keeps weights finite where a feature parts the labels, repeats another, or is always the same', () => {
  const rows = Array.from({ length: 20 }, (_, at) => [at < 10 ? -1 : 1, at < 10 ? -1 : 1, 0]);
  const labels = rows.map((_, at) => (at < 10 ? 0 : 1));
  const { weights } = fitLogistic(dataOf(rows, labels), 1);
  expect(weights[0]).toBeGreaterThan(0.5);
  expect(weights[0]).toBeLessThan(5);
  expect(weights[1]).toBeCloseTo(weights[0] ?? Number.NaN, 6);
  expect(weights[2]).toBe(0);
});

it('finds the weights by which labels were drawn', () => {
  const random = randomOf('logistic regression');
  const truth = [1.2, -0.7, 0, 0.4];
  const rows = Array.from({ length: 8_000 }, () => truth.map(() => normal(random, 0, 1)));
  const labels = rows.map((row) => {
    const z = row.reduce((sum, value, place) => sum + value * (truth[place] ?? 0), -0.5);
    return random() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
  });
  const { intercept, weights } = fitLogistic(dataOf(rows, labels), 1);
  expect(Math.abs(intercept + 0.5)).toBeLessThan(0.1);
  truth.forEach((weight, place) => {
    expect(Math.abs((weights[place] ?? Number.NaN) - weight)).toBeLessThan(0.12);
  });
});

import { expect, it } from 'vitest';
import type { MetricAnswer } from '../../../ui/api/metrics.ts';
import { mergeAnswers } from './merge-answers.ts';

const answer = (metric: string, value: number, currency: string | null) =>
  ({
    rows: [{ time: '2026-03-01', dimensions: {}, values: { [metric]: value }, compare: { [metric]: 1 } }],
    meta: {
      units: { [metric]: 'count' },
      freshness: {},
      parts: {},
      dimensionLabels: {},
      notes: [],
      restated: [],
      currency,
    },
  }) as unknown as MetricAnswer;

it('rows of the same time become one row with all values', () => {
  const merged = mergeAnswers([answer('uv', 5, null), answer('gmv', 7, 'CNY')]);
  expect(merged?.rows).toEqual([
    { time: '2026-03-01', dimensions: {}, values: { uv: 5, gmv: 7 }, compare: { uv: 1, gmv: 1 } },
  ]);
  expect(merged?.meta).toMatchObject({ units: { uv: 'count', gmv: 'count' }, currency: 'CNY' });
});

it('nothing answered yet is nothing', () => {
  expect(mergeAnswers([])).toBeUndefined();
});

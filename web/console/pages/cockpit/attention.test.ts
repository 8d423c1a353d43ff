import { expect, it } from 'vitest';
import type { MetricDefinition, MetricRow } from '../../../ui/api/metrics.ts';
import { concernsOf, lossesOf } from './attention.ts';

const metric = (id: string, better: MetricDefinition['better'], unit: MetricDefinition['unit'] = 'count') =>
  ({ id, better, unit }) as MetricDefinition;
const row = (values: MetricRow['values'], compare: MetricRow['values']) => ({ values, compare });

it('a fall of what should rise and a rise of what should fall are concerns, the largest first', () => {
  const found = concernsOf(
    [metric('gmv', 'up'), metric('refund_rate', 'down'), metric('items', 'neither'), metric('uv', 'up')],
    row({ gmv: 80, refund_rate: 0.3, items: 1, uv: 95 }, { gmv: 100, refund_rate: 0.2, items: 9, uv: 100 }),
    {},
  );
  expect(found.map((concern) => concern.metric)).toEqual(['refund_rate', 'gmv']);
});

it('a ratio of few cases is no concern, and neither is what cannot be compared', () => {
  const few = { cvr: { numerator: 1, denominator: 12 } };
  expect(concernsOf([metric('cvr', 'up')], row({ cvr: 0.08 }, { cvr: 0.2 }), few)).toEqual([]);
  expect(concernsOf([metric('gmv', 'up')], row({ gmv: 1 }, { gmv: null }), {})).toEqual([]);
});

it('a move too small to be shown is no concern, however large a share of the earlier value', () => {
  const rate = [metric('refund_rate', 'down', 'share')];
  expect(concernsOf(rate, row({ refund_rate: 0.00004 }, { refund_rate: 0.00001 }), {})).toEqual([]);
  expect(concernsOf(rate, row({ refund_rate: 0.04 }, { refund_rate: 0.01 }), {})).toHaveLength(1);
});

it('what moves with GMV is not named beside it', () => {
  const found = concernsOf(
    [metric('gmv', 'up'), metric('user_paid', 'up')],
    row({ gmv: 5, user_paid: 4 }, { gmv: 9, user_paid: 9 }),
    {},
  );
  expect(found.map((concern) => concern.metric)).toEqual(['gmv']);
});

it('losses name who lost most, not who lost the largest share', () => {
  const shop = (id: string, gmv: number, before: number): MetricRow => ({
    time: null,
    dimensions: { shop: id },
    values: { gmv },
    compare: { gmv: before },
  });
  expect(
    lossesOf([shop('small', 0, 10), shop('large', 700, 1_000), shop('steady', 99, 100)], 'shop', 'gmv').map(
      ({ id }) => id,
    ),
  ).toEqual(['large', 'small']);
});

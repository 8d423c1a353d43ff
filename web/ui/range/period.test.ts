import { expect, it } from 'vitest';
import { daysOf, grainOf, presets, rangeOf } from './period.ts';

it('presets end today, except yesterday', () => {
  for (const kind of presets) {
    expect(rangeOf({ kind }, '2026-03-01').to).toBe(kind === 'yesterday' ? '2026-02-28' : '2026-03-01');
  }
  expect(daysOf(rangeOf({ kind: 'last30' }, '2026-03-01'))).toBe(30);
  expect(rangeOf({ kind: 'month' }, '2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-01' });
});

it('a trend has neither too few nor too many points', () => {
  expect(grainOf({ from: '2026-03-01', to: '2026-03-01' })).toBe('hour');
  expect(grainOf({ from: '2026-03-01', to: '2026-03-07' })).toBe('day');
  expect(grainOf({ from: '2025-03-01', to: '2026-03-07' })).toBe('week');
});

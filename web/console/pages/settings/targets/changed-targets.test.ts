import { describe, expect, it } from 'vitest';
import { changedTargets, placeTargets } from './changed-targets.ts';

const target = (
  metric: string,
  value: number,
  brandId: string | null = null,
  shopId: string | null = null,
) => ({
  metric,
  month: '2026-11',
  brandId,
  shopId,
  value,
  updatedAt: '',
});
const whole = { brandId: null, shopId: null };

describe('the targets of a month', () => {
  it('are those of exactly this place', () => {
    const all = [target('gmv', 1), target('gmv', 2, 'brd_1'), target('gmv', 3, 'brd_1', 'shp_1')];
    expect(placeTargets(all, '2026-11', whole)).toEqual(new Map([['gmv', 1]]));
    expect(placeTargets(all, '2026-11', { brandId: 'brd_1', shopId: null })).toEqual(new Map([['gmv', 2]]));
    expect(placeTargets(all, '2026-11', { brandId: null, shopId: 'shp_1' })).toEqual(new Map([['gmv', 3]]));
    expect(placeTargets(all, '2026-12', whole).size).toBe(0);
  });

  it('are sent when they differ, and as null when they are gone', () => {
    const stored = new Map([
      ['gmv', 1],
      ['orders', 5],
    ]);
    const typed = new Map<string, number | null | undefined>([
      ['gmv', 2],
      ['orders', null],
      ['buyers', null],
      ['refunds', undefined],
    ]);
    expect(changedTargets(stored, typed, '2026-11', whole)).toEqual([
      { metric: 'gmv', month: '2026-11', ...whole, value: 2 },
      { metric: 'orders', month: '2026-11', ...whole, value: null },
    ]);
  });
});

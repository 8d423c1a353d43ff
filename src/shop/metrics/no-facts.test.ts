import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { openStall, registry } from './metrics-fixture.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const ids = [...registry.keys()].filter((id) => id !== 'channel_contribution');
const withoutWindows = ids.filter((id) => !/_\d+d$/.test(id));

describe('an organisation without facts', () => {
  it('is told null for every metric, alone and together, by every grain', async () => {
    const stall = await openStall(world);
    const range = { from: '2026-03-01', to: '2026-03-01' };
    const nothing = async (
      metrics: readonly string[],
      grain: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'all',
    ) => {
      const { rows } = await stall.ask({ metrics: [...metrics], range, grain });
      for (const row of rows) for (const id of metrics) expect(row.values[id], id).toBeNull();
      return rows.length;
    };
    for (const id of ids) expect(await nothing([id], 'all')).toBe(1);
    expect(await nothing(withoutWindows, 'minute')).toBe(1440);
    expect(await nothing(ids, 'hour')).toBe(24);
    for (const grain of ['day', 'week', 'month'] as const) expect(await nothing(ids, grain)).toBe(1);
  });

  it('has no rows when it is split, whatever the range', async () => {
    const stall = await openStall(world);
    const { rows, meta } = await stall.ask({
      metrics: [...registry.keys()],
      dimensions: ['carrier', 'shop'],
      filters: [{ dimension: 'source', op: 'not_in', values: ['feed', ''] }],
      range: { from: '2000-01-01', to: '2100-01-01' },
      compare: 'peers',
    });
    expect(rows).toEqual([]);
    expect(meta.notes.map(({ code }) => code)).toContain('no_data_yet');
  });
});

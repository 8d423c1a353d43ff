import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type OrganizationId } from '#kernel/ids';
import { openMetrics, registerMetrics, visitorMetrics } from '#metrics';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { shopMetrics } from './index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const registry = registerMetrics(visitorMetrics, shopMetrics);

describe('every metric', () => {
  it('answers over an empty organisation with null', async () => {
    const organizationId = (await world.newOrganization()) as OrganizationId;
    const metrics = openMetrics({
      records: world.records,
      columnar: world.columnar,
      registry,
      structureOf: async () => ({
        organization: {
          id: organizationId,
          name: 'x',
          zone: 'Asia/Shanghai',
          currency: 'CNY',
          simulated: false,
        },
        brands: [],
        shops: [],
        accounts: [],
      }),
    });
    for (const grain of ['minute', 'hour', 'day', 'week', 'month', 'all'] as const) {
      for (const id of registry.keys()) {
        const answer = await metrics.query(organizationId, {
          metrics: [id],
          dimensions: id === 'channel_contribution' ? ['carrier'] : [],
          filters: [],
          range: { from: '2026-03-01', to: '2026-03-01' },
          grain: grain === 'minute' && /_\d+d$/.test(id) ? 'hour' : grain,
        });
        if (!answer.ok) throw new Error(`${id} ${grain}: ${answer.refusal.detail}`);
        for (const row of answer.value.rows) expect(row.values[id]).toBeNull();
      }
    }
    const all = await metrics.query(organizationId, {
      metrics: [...registry.keys()].filter((id) => id !== 'channel_contribution'),
      dimensions: ['shop'],
      filters: [{ dimension: 'carrier', op: 'in', values: ['live', ''] }],
      range: { from: '2000-01-01', to: '2100-01-01' },
      grain: 'all',
      compare: 'peers',
    });
    if (!all.ok) throw new Error(all.refusal.detail);
    expect(all.value.rows).toEqual([]);
    expect(newId('order')).toBeTruthy();
  });
});

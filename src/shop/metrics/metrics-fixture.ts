import { newId, type OrganizationId } from '#kernel/ids';
import { openMetrics, registerMetrics, visitorMetrics } from '#metrics';
import type { MetricQuery, MetricRowsQuery } from '#metrics/contract';
import type { Structure } from '#organisations';
import type { TestWorld } from '#platform/testing';
import { shopMetrics } from './index.ts';
import { type Places, rowsOf, type World } from './world-fixture.ts';

export const registry = registerMetrics(visitorMetrics, shopMetrics);

/** An organisation with two brands and three shops, and the metric layer over it. */
export async function openStall(
  world: TestWorld,
  options: { zone?: string; currency?: string; nowMs?: number; simulated?: boolean } = {},
) {
  const { zone = 'Asia/Shanghai', currency = 'CNY', simulated = false } = options;
  const organizationId: OrganizationId = await world.newOrganization({ zone, currency });
  const brands = [newId('brand'), newId('brand')] as const;
  const shopBrands = [brands[0], brands[0], brands[1]];
  const shops = shopBrands.map((brandId) => ({ id: newId('shop'), brandId }));
  const places: Places = {
    brands: [...brands],
    shops,
    products: [newId('product'), newId('product'), newId('product')],
  };
  const structure: Structure = {
    organization: { id: organizationId, name: 'Stall', zone, currency, simulated },
    brands: brands.map((id, n) => ({ id, name: `Brand ${n}`, zone, archived: false })),
    shops: shops.map((shop, n) => ({
      ...shop,
      name: `Shop ${n}`,
      platform: 'meadow',
      currency,
      externalId: null,
      archived: false,
    })),
    accounts: [],
  } as Structure;
  const metrics = openMetrics({
    records: world.records,
    columnar: world.columnar,
    registry,
    structureOf: async () => structure,
    now: () => options.nowMs ?? Date.UTC(2030, 0, 1),
  });
  return {
    organizationId,
    structure,
    places,
    metrics,
    ask: async (query: Partial<MetricQuery> & Pick<MetricQuery, 'metrics' | 'range'>) => {
      const answer = await metrics.query(organizationId, {
        dimensions: [],
        filters: [],
        grain: 'all',
        ...query,
      });
      if (!answer.ok) throw new Error(`${answer.refusal.code}: ${answer.refusal.detail}`);
      return answer.value;
    },
    rows: async (query: MetricRowsQuery) => {
      const answer = await metrics.rows(organizationId, query);
      if (!answer.ok) throw new Error(`${answer.refusal.code}: ${answer.refusal.detail}`);
      return answer.value;
    },
    load: async (facts: World) => {
      for (const [table, rows] of Object.entries(rowsOf(facts, organizationId, zone, currency))) {
        // Halves arrive apart, as redeliveries do, so that repeats lie in different parts of the table.
        const half = Math.ceil(rows.length / 2);
        await world.columnar.insert(table as 'events', rows.slice(0, half), newId('request'));
        await world.columnar.insert(table as 'events', rows.slice(half), newId('request'));
      }
      if (facts.merges.length > 0) {
        const rows = facts.merges.map(([person, canonical]) => ({ person, canonical, version: 1 }));
        await world.columnar.insert('person_merges', rows, newId('request'));
        await world.columnar.command('SYSTEM RELOAD DICTIONARY {name:Identifier}', {
          name: `${world.columnar.database}.person_canonical`,
        });
      }
    },
  };
}

import { Forgotten } from '#events';
import { asId, type OrganizationId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { TestWorld } from '#platform/testing';
import { FactPrints } from '../facts/fact-prints-store.ts';
import { openPlaces } from '../layer-world-fixture.ts';
import type { SnapshotParts } from './keep-snapshots.ts';

/** A new organisation, its brands and shops, and what keeps its snapshots, on a clock that moves by each look at it. */
export async function openSnapshots(world: TestWorld, { zone, firstMs }: { zone: string; firstMs: number }) {
  const organizationId: OrganizationId = await world.newOrganization({ zone });
  const places = openPlaces();
  const structure = {
    organization: { id: organizationId, name: 'Layers', zone, currency: 'CNY', simulated: false },
    brands: places.brands.map((id) => ({ id, name: 'Brand', zone, archived: false })),
    shops: places.shops.map((id) => ({
      id,
      brandId: asId('brand', places.brands[0]),
      name: 'Shop',
      platform: 'meadow',
      currency: 'CNY',
      externalId: null,
      archived: false,
    })),
    accounts: [],
  } satisfies Structure;
  let nowMs = firstMs;
  const parts: SnapshotParts = {
    columnar: world.columnar,
    forgotten: new Forgotten(world.records),
    prints: new FactPrints(world.columnar),
    structureOf: async () => structure,
    now: () => nowMs++,
    onError: (error) => {
      throw error;
    },
  };
  const setNow = (ms: number) => {
    nowMs = ms;
  };
  return { organizationId, places, structure, parts, setNow };
}

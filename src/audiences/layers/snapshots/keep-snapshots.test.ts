import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, nilUuid } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { makeSure } from '../ask-layers.ts';
import { cuts, layersOf } from '../layer.ts';
import { layerCondition } from '../layer-condition.ts';
import { startOf, type World, writeWorld } from '../layer-world-fixture.ts';
import { tendSnapshots } from './keep-snapshots.ts';
import { openSnapshots } from './snapshot-fixture.ts';
import { countLayers, keptDays, readLayers } from './snapshots-store.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

const zone = 'Asia/Shanghai';
const layers30 = { view: 'layers', periodDays: 30 } as const;
const noon = (day: string) => startOf(day, zone) + 12 * 3_600_000;
const visit = (day: string, person: number, place = 0) => ({
  eventId: newId('event'),
  atMs: noon(day),
  event: 'Page Viewed',
  person,
  place,
  watchMs: 0,
  durationMs: 0,
});
const order = (day: string, person: number, place = 0) => ({
  lineId: newId('orderLine'),
  atMs: noon(day),
  person,
  place,
  deleted: 0 as const,
});

/** An organisation whose today is 2026-05-11. */
async function openTender() {
  const { organizationId, places, structure, parts, setNow } = await openSnapshots(world, {
    zone,
    firstMs: noon('2026-05-11'),
  });
  return {
    organizationId,
    structure,
    places,
    parts,
    setNow,
    write: (facts: Partial<World>) =>
      writeWorld(world, organizationId, places, { events: [], orders: [], ...facts }),
    sure: (days: readonly string[], holder: string = nilUuid) =>
      makeSure(parts, { structure, organizationId, zone, holder }, days),
    tend: async () => (await tendSnapshots(parts, organizationId)).gathered,
    tendFor: (budgetMs: number) => tendSnapshots(parts, organizationId, { budgetMs }),
    peopleOf: async (day: string, layer: string, holder: string = nilUuid) => [
      ...((await readLayers(world.columnar, organizationId, holder, layers30, day)).get(layer) ?? []),
    ],
  };
}

describe('snapshots', () => {
  it('are gathered where a day is missing, once, with a row for every layer', async () => {
    const tender = await openTender();
    await tender.write({ events: [visit('2026-05-09', 11)], orders: [order('2026-05-01', 12)] });
    const built = await tender.sure(['2026-05-10', '2026-05-08']);
    expect([...built.keys()]).toEqual(['2026-05-08', '2026-05-10']);
    expect(await tender.sure(['2026-05-10', '2026-05-08'])).toEqual(built);
    expect(await tender.peopleOf('2026-05-10', 'high_potential')).toEqual([11]);
    expect(await tender.peopleOf('2026-05-08', 'high_potential')).toEqual([]);
    expect(await tender.peopleOf('2026-05-08', 'first_order', tender.places.shops[0])).toEqual([12]);
    for (const cut of cuts) {
      const day = { from: '2026-05-10', to: '2026-05-10' };
      const counts = await countLayers(
        world.columnar,
        tender.organizationId,
        tender.places.shops[2],
        cut,
        day,
      );
      expect(counts.map(({ layer }) => layer)).toEqual([...layersOf[cut.view]].sort());
    }
  });

  it('follow late facts, but not those that change nothing', async () => {
    const tender = await openTender();
    const bought = order('2026-05-01', 22);
    await tender.write({ events: [visit('2026-05-02', 21)], orders: [bought] });
    await tender.sure(['2026-05-04', '2026-05-07']);
    expect(await tender.tend()).toEqual(['2026-05-10']);
    expect(await tender.tend()).toEqual([]);
    // Shipped: the same order in a later version.
    await tender.write({ orders: [bought] });
    // Today changes no day that is over.
    await tender.write({ events: [visit('2026-05-11', 23)] });
    expect(await tender.tend()).toEqual([]);
    await tender.write({ events: [visit('2026-05-05', 24)] });
    expect(await tender.tend()).toEqual(['2026-05-10', '2026-05-07']);
    expect(await tender.peopleOf('2026-05-07', 'high_potential')).toEqual([21, 24]);
    expect(await tender.peopleOf('2026-05-04', 'high_potential')).toEqual([21]);
    // Taken out of the records: nobody bought.
    await tender.write({ orders: [{ ...bought, deleted: 1 }] });
    expect(await tender.tend()).toEqual(['2026-05-10', '2026-05-07', '2026-05-04']);
    expect(await tender.peopleOf('2026-05-04', 'first_order')).toEqual([]);
  });

  it('are rebuilt newest first, and what there was no time for at the next look', async () => {
    const tender = await openTender();
    await tender.write({ events: [visit('2026-05-02', 61)] });
    await tender.sure(['2026-05-04', '2026-05-07', '2026-05-10']);
    await tender.write({ events: [visit('2026-05-03', 62)] });
    expect(await tender.tendFor(0)).toEqual({ gathered: ['2026-05-10'], patched: [], left: 2 });
    expect(await tender.peopleOf('2026-05-04', 'high_potential')).toEqual([61]);
    expect(await tender.tendFor(0)).toEqual({ gathered: ['2026-05-07'], patched: [], left: 1 });
    expect(await tender.tendFor(60_000)).toEqual({ gathered: ['2026-05-04'], patched: [], left: 0 });
    expect(await tender.peopleOf('2026-05-04', 'high_potential')).toEqual([61, 62]);
    expect(await tender.tend()).toEqual([]);
  });

  it('are mended where few people were touched, and know what arrived while they were', async () => {
    const tender = await openTender();
    const days = ['2026-05-10', '2026-05-07'];
    const crowd = Array.from({ length: 20 }, (_, n) => visit('2026-05-02', 81 + n));
    await tender.write({ events: crowd });
    await tender.sure(days);
    await tender.write({ events: [visit('2026-05-05', 71)] });
    // Somebody else comes after it was seen that something is late, and before it is seen what.
    let isTold = false;
    const columnar: Columnar = {
      ...world.columnar,
      query: async (scope, query) => {
        if (query.params?.begins && !isTold) {
          isTold = true;
          await tender.write({ events: [visit('2026-05-06', 72)] });
        }
        return world.columnar.query(scope, query);
      },
    };
    const mended = { gathered: [], patched: days, left: 0 };
    const parts = { ...tender.parts, columnar };
    expect(await tendSnapshots(parts, tender.organizationId)).toEqual(mended);
    expect((await tender.peopleOf('2026-05-07', 'high_potential')).slice(0, 3)).toEqual([71, 72, 81]);
    // Its first checksum is that of before, so it is looked at again, and nobody was touched.
    expect(await tender.tendFor(60_000)).toEqual(mended);
    expect(await tender.peopleOf('2026-05-07', 'high_potential')).toHaveLength(22);
    expect(await tender.tendFor(60_000)).toEqual({ gathered: [], patched: [], left: 0 });
    // A shop that is new since has no kept days to be mended.
    const shop = newId('shop');
    const shops = tender.structure.shops.flatMap((one, place) =>
      place === 0 ? [one, { ...one, id: shop }] : [one],
    );
    const structure = { ...tender.structure, shops };
    await tender.write({ events: [visit('2026-05-05', 73)] });
    const grown = { ...tender.parts, structureOf: async () => structure };
    expect(await tendSnapshots(grown, tender.organizationId)).toEqual(mended);
    expect(await tender.peopleOf('2026-05-07', 'high_potential')).toHaveLength(23);
    const range = { from: '2026-05-01', to: '2026-05-10' };
    expect(await keptDays(world.columnar, tender.organizationId, shop, range)).toHaveLength(2);
  });

  it('follow people who turn out to be one', async () => {
    const tender = await openTender();
    await tender.write({ events: [visit('2026-05-06', 31)], orders: [order('2026-05-03', 32)] });
    await tender.sure(['2026-05-04', '2026-05-10']);
    expect(await tender.peopleOf('2026-05-10', 'high_potential')).toEqual([31]);
    await world.columnar.insert(
      'person_merges',
      [{ person: 31, canonical: 32, version: 9 }],
      newId('request'),
    );
    await world.columnar.command('SYSTEM RELOAD DICTIONARY {name:Identifier}', {
      name: `${world.columnar.database}.person_canonical`,
    });
    // She was not known by the fourth, so nothing of that day changed.
    expect(await tender.tend()).toEqual(['2026-05-10']);
    expect(await tender.peopleOf('2026-05-10', 'high_potential')).toEqual([]);
    expect(await tender.peopleOf('2026-05-10', 'first_order')).toEqual([32]);
  });

  it('of a day that still runs are gathered again once they are a minute old, and when it is over', async () => {
    const tender = await openTender();
    await tender.write({ events: [visit('2026-05-11', 41)] });
    await tender.sure(['2026-05-11']);
    await tender.write({ events: [visit('2026-05-11', 42)] });
    await tender.sure(['2026-05-11']);
    expect(await tender.peopleOf('2026-05-11', 'high_potential')).toEqual([41]);
    tender.setNow(noon('2026-05-11') + 120_000);
    await tender.sure(['2026-05-11']);
    expect(await tender.peopleOf('2026-05-11', 'high_potential')).toEqual([41, 42]);
    await tender.write({ events: [visit('2026-05-11', 43)] });
    tender.setNow(startOf('2026-05-12', zone) + 1_000);
    expect(await tender.tend()).toContain('2026-05-11');
    expect(await tender.peopleOf('2026-05-11', 'high_potential')).toEqual([41, 42, 43]);
  });

  it('belong to their organisation alone', async () => {
    const [mine, theirs] = [await openTender(), await openTender()];
    await theirs.write({ events: [visit('2026-05-09', 51)] });
    await theirs.sure(['2026-05-10']);
    const day = { from: '2026-05-10', to: '2026-05-10' };
    expect(await keptDays(world.columnar, mine.organizationId, nilUuid, day)).toEqual([]);
    expect(await mine.peopleOf('2026-05-10', 'high_potential')).toEqual([]);
    const asked = {
      organizationId: mine.organizationId,
      structure: mine.structure,
      nowMs: noon('2026-05-11'),
    };
    const kind = layerCondition(mine.parts);
    const condition = {
      kind: 'layer',
      view: 'layers',
      periodDays: 30,
      brandId: null,
      shopId: null,
      in: ['high_potential'],
    } as const;
    expect([...(await kind.people(asked, { ...condition, in: ['high_potential'] }))]).toEqual([]);
    expect(await kind.lacks?.(asked, { ...condition, in: ['high_potential'] })).toEqual({
      code: 'no_events',
      values: {},
    });
    const same = layerCondition(theirs.parts);
    const theirAsk = { ...asked, organizationId: theirs.organizationId, structure: theirs.structure };
    expect([...(await same.people(theirAsk, { ...condition, in: ['high_potential'] }))]).toEqual([51]);
    expect(await same.evidence(theirAsk, { ...condition, in: ['high_potential'] }, 51)).toEqual([
      { code: 'layer_is', values: { layer: 'high_potential', day: '2026-05-10' } },
    ]);
  });
});

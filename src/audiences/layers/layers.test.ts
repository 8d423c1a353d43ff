import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nilUuid } from '#kernel/ids';
import { addDays } from '#kernel/time';
import { PeopleSet } from '#platform/people-sets';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { gatherLayers } from './facts/layer-facts-store.ts';
import { flowBetween } from './flow.ts';
import { cuts, layersOf, reachOf } from './layer.ts';
import { openPlaces, standByHand, worlds, writeWorld } from './layer-world-fixture.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
  await world.columnar.insert('person_merges', [{ person: 1, canonical: 2, version: 1 }], 'merge');
  await world.columnar.command('SYSTEM RELOAD DICTIONARY {name:Identifier}', {
    name: `${world.columnar.database}.person_canonical`,
  });
});
afterAll(() => world?.close());

const canonical = (person: number) => (person === 1 ? 2 : person);

describe('layers of a day', () => {
  it.each([
    ['Asia/Shanghai', '2026-05-01'],
    ['America/New_York', '2026-03-09'],
    ['Pacific/Auckland', '2026-04-06'],
  ])(
    'in %s hold everybody known by %s exactly once, by the words of the definition',
    async (zone, day) => {
      const earlier = addDays(day, -7);
      await fc.assert(
        fc.asyncProperty(worlds(day, zone), async (facts) => {
          const places = openPlaces();
          const organizationId = await world.newOrganization({ zone });
          await writeWorld(world, organizationId, places, facts);
          const [rows, before] = await Promise.all(
            [day, earlier].map((one) =>
              gatherLayers(world.columnar, organizationId, reachOf(one, zone), zone),
            ),
          );
          for (const holder of [nilUuid, ...places.brands, ...places.shops]) {
            const belongs = (place: number) =>
              holder === nilUuid ||
              places.places[place]?.brand === holder ||
              places.places[place]?.shop === holder;
            for (const { view, periodDays } of cuts) {
              const setsOf = (found: typeof rows) =>
                new Map(
                  (found ?? [])
                    .filter((row) => row.holder === holder && row.view === view && row.period === periodDays)
                    .map((row) => [row.layer, PeopleSet.fromState(row.people)] as const),
                );
              const byHand = (of: string) =>
                standByHand(facts, of, zone, view === 'o5a' ? 'o5a' : periodDays, belongs, canonical);
              const sets = setsOf(rows);
              const placed = [...sets].flatMap(([layer, people]) =>
                [...people].map((one) => [one, layer] as const),
              );
              expect(placed.toSorted(([one], [other]) => one - other)).toEqual([...byHand(day)]);

              const flow = flowBetween(layersOf[view], setsOf(before), sets);
              const [stood, stand] = [byHand(earlier), byHand(day)];
              for (const layer of layersOf[view]) {
                const sum = (end: 'from' | 'to') =>
                  flow.moves
                    .filter((move) => move[end] === layer)
                    .reduce((all, { people }) => all + people, 0);
                const inLayer = (of: Map<number, string>) =>
                  [...of.values()].filter((one) => one === layer).length;
                expect(sum('from')).toBe(inLayer(stood));
                expect(sum('to')).toBe(inLayer(stand));
              }
              const newcomers = flow.moves.filter(({ from }) => from === null);
              expect(newcomers.reduce((all, { people }) => all + people, 0)).toBe(stand.size - stood.size);
              expect(flow.moves.some(({ to }) => to === null)).toBe(false);
              const rank = (layer: string) => layersOf[view].indexOf(layer);
              expect(flow.deepened.people).toBe(
                [...stood].filter(([person, layer]) => rank(stand.get(person) ?? '') > rank(layer)).length,
              );
            }
          }
        }),
        { numRuns: 25 },
      );
    },
    240_000,
  );
});

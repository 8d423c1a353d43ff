import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Forgotten } from '#events';
import { cityTiers } from '#events/contract';
import { newId, type OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { PeopleSet } from '#platform/people-sets';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { forgetInColumns } from '../forgetting/forget-in-columns-store.ts';
import { nowMs, randomWorld, writeWorld } from '../rules/random-world-fixture.ts';
import { gatherFacets, type KeepParts, keepFacets, keepWhereChanged, type Seen } from './keep-facets.ts';
import { countKeptFacets, facetsKeptAsOf } from './kept-facets-store.ts';
import { countFacet } from './portrait.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const zone = 'Asia/Shanghai';
const partsAt = (organizationId: OrganizationId, now: () => number): KeepParts => ({
  records: world.records,
  columnar: world.columnar,
  forgotten: new Forgotten(world.records),
  structureOf: async () => structureOf(organizationId),
  now,
});
const structureOf = (id: OrganizationId) => ({
  organization: { id, name: 'Kept', zone, currency: 'USD', simulated: false },
  brands: [],
  shops: [],
  accounts: [],
});
const everybody = PeopleSet.of(Array.from({ length: 10_000 }, (_, n) => n + 1));
/** How many of some people each dimension is known of; null where nothing is kept. */
const knownOf = async (organizationId: OrganizationId, people: PeopleSet, sinceMs = 0) => {
  const groups = { audience: people, base: everybody };
  const kept = await countKeptFacets(world.columnar, organizationId, groups, { sinceMs });
  return kept && Object.fromEntries(kept.facets.map((one) => [one.dimension, one.known.audience]));
};
const say = (organizationId: OrganizationId, persons: readonly number[]) =>
  world.columnar.insert(
    'person_attributes',
    persons.map((person) => ({
      organization_id: organizationId,
      person,
      version: 1,
      said_at: new Date(nowMs).toISOString(),
      gender: 'female',
    })),
    newId('request'),
  );

let lowest = 0;
it('counts by what is kept as it counts in memory', async () => {
  const traits = fc.array(
    fc.record({
      person: fc.integer({ min: 1, max: 12 }),
      birth_year: fc.constantFrom(0, 1950, 1985, 2002),
      gender: fc.constantFrom('', 'female', 'male'),
      city_tier: fc.constantFrom('', ...cityTiers),
    }),
    { minLength: 6, maxLength: 12 },
  );
  const group = fc.uniqueArray(fc.integer({ min: 1, max: 12 }));
  await fc.assert(
    fc.asyncProperty(randomWorld, traits, group, group, async (given, said, some, others) => {
      lowest += 20;
      const from = lowest;
      const { organizationId } = await writeWorld(world, given, from);
      await world.columnar.insert(
        'person_attributes',
        said.map((one, place) => ({
          ...one,
          person: from + one.person,
          organization_id: organizationId,
          version: place + 1,
          said_at: new Date(nowMs - 1_000 * (20 - place)).toISOString(),
        })),
        newId('request'),
      );
      const parts = partsAt(organizationId, () => nowMs);
      await keepFacets(parts, organizationId);
      const asked = { organizationId, structure: structureOf(organizationId), nowMs };
      const { facets } = await gatherFacets(world.columnar, asked);
      const groups = {
        audience: PeopleSet.of(some.map((person) => from + person)),
        base: PeopleSet.of(others.map((person) => from + person)),
      };
      const kept = await countKeptFacets(world.columnar, organizationId, groups, { sinceMs: nowMs });
      expect(kept).toEqual({
        asOfMs: nowMs,
        facets: facets.map((facet) => countFacet(facet, groups.audience, groups.base)),
      });
      expect(kept?.facets.map(({ values }) => [...values.keys()])).toEqual(
        facets.map(({ values }) => [...values.keys()]),
      );
    }),
    { numRuns: 5 },
  );
}, 600_000);

it('is of one moment: what is half written is not read, and what is too old is not told', async () => {
  const organizationId = newId('organization');
  let now = nowMs;
  const parts = partsAt(organizationId, () => now);
  await say(organizationId, [9_001]);
  const people = PeopleSet.of([9_001, 9_002]);
  expect(await knownOf(organizationId, people)).toBeNull();
  await keepFacets(parts, organizationId);
  await say(organizationId, [9_002]);
  expect(await knownOf(organizationId, people)).toMatchObject({ gender: 1 });

  now += 1;
  const breaking: Columnar = {
    ...world.columnar,
    insert: async (table, rows, token) => {
      if (token.endsWith('end')) throw new Error('The server ends here.');
      return world.columnar.insert(table, rows, token);
    },
  };
  await expect(keepFacets({ ...parts, columnar: breaking }, organizationId)).rejects.toThrow('ends here');
  expect(await knownOf(organizationId, people)).toMatchObject({ gender: 1 });
  expect(await facetsKeptAsOf(world.columnar, organizationId)).toBe(nowMs);
  for (let time = 0; time < 3; time++) {
    now += 1;
    await keepFacets(parts, organizationId);
    expect(await facetsKeptAsOf(world.columnar, organizationId)).toBe(now);
    expect(await knownOf(organizationId, people)).toMatchObject({ gender: 2, category: 0 });
  }
  expect(await knownOf(organizationId, people, now)).not.toBeNull();
  expect(await knownOf(organizationId, people, now + 1)).toBeNull();
});

it('holds nobody who was erased, before, since or while it was read', async () => {
  const [mine, theirs] = [newId('organization'), newId('organization')];
  const persons = [8_001, 8_002, 8_003, 8_004];
  for (const organizationId of [mine, theirs]) await say(organizationId, persons);
  const people = PeopleSet.of(persons);
  const forgotten = new Forgotten(world.records);
  await forgotten.note(PeopleSet.of([8_001]));
  await keepFacets(
    partsAt(mine, () => nowMs),
    mine,
  );
  await keepFacets(
    partsAt(theirs, () => nowMs),
    theirs,
  );
  expect(await knownOf(mine, people)).toMatchObject({ gender: 3 });
  const erase = async (person: number) => {
    await forgotten.note(PeopleSet.of([person]));
    await forgetInColumns(world.columnar, PeopleSet.of([person]));
  };
  await erase(8_002);
  await erase(8_002);
  for (const organizationId of [mine, theirs])
    expect(await knownOf(organizationId, people)).toMatchObject({ gender: 2 });
  // Erased while they are being kept: erasing waits, or it would look through what does not hold them yet.
  let erased = Promise.resolve();
  const slow: Columnar = {
    ...world.columnar,
    insert: async (table, rows, token) => {
      if (token.endsWith(' 0')) erased = erase(8_003);
      return world.columnar.insert(table, rows, token);
    },
  };
  await keepFacets({ ...partsAt(mine, () => nowMs + 1), columnar: slow }, mine);
  await erased;
  expect(await knownOf(mine, people, nowMs + 1)).toMatchObject({ gender: 1 });
});

it('is read anew where many facts changed and there are audiences, once an hour', async () => {
  const [large, small, idle] = [
    await world.newOrganization(),
    await world.newOrganization(),
    await world.newOrganization(),
  ];
  const view = (organizationId: OrganizationId, receivedMs: number) => ({
    organization_id: organizationId,
    day: new Date(nowMs).toISOString().slice(0, 10),
    event: 'Product Viewed',
    person: 7_001,
    event_id: newId('event'),
    at: new Date(nowMs - 1_000).toISOString(),
    received_at: new Date(receivedMs).toISOString(),
    category: 'tents',
  });
  const tell = (rows: readonly object[]) => world.columnar.insert('events', rows, newId('request'));
  await tell([large, large, small, idle, idle].map((id) => view(id, nowMs)));
  for (const id of [large, small])
    await world.records.organization(id, (trx) =>
      trx
        .insertInto('audiences')
        .values({
          id: newId('audience'),
          organization_id: id,
          name: 'Everybody who came',
          note: '',
          kind: 'list',
          people: Buffer.from(PeopleSet.none.toBytes()),
          list_rows: 0,
          list_known: 0,
          made_by: 'test',
        })
        .execute(),
    );
  let now = nowMs;
  const seen: Seen = new Map();
  const keep = async () => {
    const parts = {
      ...partsAt(large, () => now),
      structureOf: async (id: OrganizationId) => structureOf(id),
      onError: (error: unknown) => {
        throw error;
      },
    };
    const read = await keepWhereChanged(parts, seen, 2);
    return read.filter((id) => [large, small, idle].includes(id));
  };
  expect(await keep()).toEqual([large]);
  expect(await knownOf(large, PeopleSet.of([7_001]))).toMatchObject({ content_taste: 0, category: 1 });
  await tell([view(large, nowMs + 1)]);
  now += 1_800_000;
  expect(await keep()).toEqual([]);
  now += 1_800_000;
  expect(await keep()).toEqual([large]);
  now += 3_600_000;
  expect(await keep()).toEqual([]);
  // The ninety days that it looks back at move with the day.
  now += 86_400_000;
  expect(await keep()).toEqual([large]);
});

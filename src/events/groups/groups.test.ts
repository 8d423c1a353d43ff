import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type GroupId, newId, type OrganizationId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { Forgotten } from '../forgotten/forgotten-store.ts';
import { recordMerges } from '../identity/merges-store.ts';
import type { GroupPurpose } from './group-purposes.ts';
import { Groups } from './groups.ts';
import { closeGroup, forgetInGroups, keepGroup, listGroups } from './groups-store.ts';

let world: TestWorld;
let mine: OrganizationId;
beforeAll(async () => {
  world = await openTestWorld();
  mine = await world.newOrganization();
});
afterAll(() => world?.close());

const open: Groups[] = [];
const server = async () => {
  const groups = await Groups.open(world.records, (error) => {
    throw error;
  });
  open.push(groups);
  return groups;
};
let one: Groups;
let other: Groups;
beforeEach(async () => {
  [one, other] = [await server(), await server()];
});
afterEach(async () => {
  for (const groups of open.splice(0)) await groups.close();
});

const keep = (id: GroupId, people: readonly number[], heldOut: readonly number[] = [], name = 'Group') =>
  world.records.organization(mine, (trx) =>
    keepGroup(trx, mine, {
      id,
      purpose: 'ads',
      name,
      people: PeopleSet.of(people),
      heldOut: PeopleSet.of(heldOut),
    }),
  );
let numbers = 1_000;
const persons = <Count extends number>(count: Count) =>
  Array.from({ length: count }, () => numbers++) as number[] & { readonly length: Count };

it('is known to every server as soon as it is committed, as it is then', async () => {
  const id = newId('group');
  const [a, b, c] = persons(3) as [number, number, number];
  await keep(id, [a], [b]);
  for (const groups of [one, other]) {
    await expect.poll(() => groups.isMember(id, a)).toBe(true);
    expect([groups.isMember(id, b), groups.isHeldOut(id, b), groups.isHeldOut(id, a)]).toEqual([
      false,
      true,
      false,
    ]);
  }
  await keep(id, [b, c]);
  for (const groups of [one, other]) {
    await expect.poll(() => groups.isMember(id, c)).toBe(true);
    expect([groups.isMember(id, a), groups.isMember(id, b), groups.isHeldOut(id, b)]).toEqual([
      false,
      true,
      false,
    ]);
  }
  await world.records.organization(mine, (trx) => closeGroup(trx, id));
  for (const groups of [one, other]) {
    await expect.poll(() => groups.isOpen(id)).toBe(false);
    expect(groups.isMember(id, c)).toBe(false);
  }
  // A late rewrite does not open it again.
  await keep(id, [c]);
  await one.catchUp();
  expect(one.isOpen(id)).toBe(false);
});

it('looks persons up as who they are now', async () => {
  const id = newId('group');
  const [guest, member, stranger, old] = persons(4) as [number, number, number, number];
  await keep(id, [member, old]);
  await recordMerges({ ...world, forgotten: new Forgotten(world.records) }, mine, [
    { from: guest, into: member, reason: 'identify' },
    { from: old, into: stranger, reason: 'identify' },
  ]);
  for (const groups of [one, other, await server()]) {
    await expect.poll(() => groups.isMember(id, guest)).toBe(true);
    expect(groups.isMember(id, old)).toBe(false);
    expect(groups.isMember(id, stranger)).toBe(false);
  }
});

it('answers as the sets do, whatever the order of changes', async () => {
  const number = fc.integer({ min: 1, max: 60 });
  const set = fc.array(number, { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), set, set), { minLength: 1 }),
      async (changes) => {
        const ids = [newId('group'), newId('group'), newId('group')];
        const truth = new Map<string, { people: Set<number>; heldOut: Set<number> }>();
        for (const [place, people, out] of changes) {
          const heldOut = out.filter((person) => !people.includes(person));
          await keep(ids[place] as GroupId, people, heldOut);
          truth.set(ids[place] as string, { people: new Set(people), heldOut: new Set(heldOut) });
        }
        await one.catchUp();
        for (const id of ids)
          for (let person = 1; person <= 60; person++) {
            expect(one.isMember(id, person)).toBe(truth.get(id)?.people.has(person) ?? false);
            expect(one.isHeldOut(id, person)).toBe(truth.get(id)?.heldOut.has(person) ?? false);
          }
      },
    ),
    { numRuns: 15 },
  );
});

it('forgets a person in the groups of every organisation, held out or not', async () => {
  const theirs = await world.newOrganization();
  const [gone, stays] = persons(2) as [number, number];
  const [first, second] = [newId('group'), newId('group')];
  await keep(first, [gone, stays]);
  await world.records.organization(theirs, (trx) =>
    keepGroup(trx, theirs, {
      id: second,
      purpose: 'slots',
      name: 'Theirs',
      people: PeopleSet.of([stays]),
      heldOut: PeopleSet.of([gone]),
    }),
  );
  await forgetInGroups(world.records, PeopleSet.of([gone]));
  await one.catchUp();
  expect([one.isMember(first, gone), one.isHeldOut(second, gone)]).toEqual([false, false]);
  expect([one.isMember(first, stays), one.isMember(second, stays)]).toEqual([true, true]);
  const rows = await world.records.organization(theirs, (trx) => listGroups(trx, 'slots', null));
  expect(rows.map(({ size, heldOut }) => [size, heldOut])).toEqual([[1, 0]]);
});

it('shows an organisation its own groups only, and keeps nobody in and out at once', async () => {
  const stranger = await world.newOrganization();
  const id = newId('group');
  await keep(id, persons(2), [], 'Named');
  const seen = (who: OrganizationId, ids: readonly string[] | null) =>
    world.records.organization(who, async (trx) =>
      (await listGroups(trx, 'ads', ids)).map(({ name }) => name),
    );
  expect(await seen(mine, [id])).toEqual(['Named']);
  expect(await seen(stranger, [id])).toEqual([]);
  expect(await seen(stranger, null)).toEqual([]);
  await expect(keep(newId('group'), [7], [7])).rejects.toThrow();
});

it('is listed for its own purpose only, which it keeps', async () => {
  const id = newId('group');
  const kept = (purpose: GroupPurpose) =>
    world.records.organization(mine, (trx) =>
      keepGroup(trx, mine, {
        id,
        purpose,
        name: 'Slots',
        people: PeopleSet.of([1]),
        heldOut: PeopleSet.none,
      }),
    );
  await kept('slots');
  await kept('ads');
  const listed = (purpose: GroupPurpose) =>
    world.records.organization(mine, async (trx) => (await listGroups(trx, purpose, [id])).length);
  expect([await listed('ads'), await listed('slots')]).toEqual([0, 1]);
});

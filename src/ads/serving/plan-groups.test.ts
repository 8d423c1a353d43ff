import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { closeGroup, type GroupPurpose, Groups, keepGroup, openEvents } from '#events';
import { type GroupId, newId, type OrganizationId, showId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { addAdvertiser, addPlan, newShopper, type PlanOptions, requestBy } from '../ads-fixture.ts';
import { run } from '../billing/books-fixture-store.ts';
import { changePlan } from '../plans/change-plan.ts';
import { findPlan } from '../plans/plan-store.ts';
import { statusOf } from '../plans/show-plan.ts';
import { openServing, type Serving } from './open-serving.ts';

let world: TestWorld;
let organizationId: OrganizationId;
let groups: Groups;
let server: Serving;
const raise = (error: unknown) => {
  throw error;
};

beforeAll(async () => {
  world = await openTestWorld();
  groups = await Groups.open(world.records, raise);
  const { records, instanceSecret } = world;
  server = await openServing({ records, instanceSecret, groups, onError: raise });
});
afterAll(async () => {
  await server?.close();
  await groups?.close();
  await world?.close();
});
beforeEach(async () => {
  await run(world.records, sql`UPDATE ad_plans SET state = 'off', updated_at = now()`);
  organizationId = await world.newOrganization();
});

async function keep(
  id: GroupId,
  people: Iterable<number>,
  heldOut: Iterable<number> = [],
  purpose: GroupPurpose = 'ads',
): Promise<void> {
  await world.records.organization(organizationId, (trx) =>
    keepGroup(trx, organizationId, {
      id,
      purpose,
      name: 'Group',
      people: PeopleSet.of(people),
      heldOut: PeopleSet.of(heldOut),
    }),
  );
  await groups.catchUp();
}

/** A plan of an account of its own, because one account has one slot. */
async function planFor(options: PlanOptions) {
  const advertiser = await addAdvertiser(world.records, organizationId, 500_000_000);
  return (await addPlan(world.records, advertiser, { targetCost: 9_000, dayBudget: 50_000_000, ...options }))
    .planId;
}

/** Plans that are shown to a person, each time somebody new in the eyes of the frequency cap. */
const shownTo = (person: number): string[] =>
  server.decide(requestBy(newShopper(person), Date.now(), { slots: 8 })).map(({ planId }) => planId);

/** Until every plan has money at hand: the first decisions only ask for it. */
async function fund(expected: readonly (readonly [person: number, planId: string])[]): Promise<void> {
  for (const [person, planId] of expected)
    await expect
      .poll(async () => {
        await server.catchUp();
        return shownTo(person);
      })
      .toContain(planId);
}

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);

it('decides for members only, and never for somebody held out of any group that a plan names', async () => {
  const people = numbers(2_000_000, 120);
  // Everybody stands in each of three groups, is held out of it, or is a stranger to it: all 27 ways occur.
  const standing = (person: number, place: number) => Math.floor((person - 2_000_000) / 3 ** place) % 3;
  const ids = [newId('group'), newId('group'), newId('group')] as const;
  for (const [place, id] of ids.entries())
    await keep(
      id,
      people.filter((person) => standing(person, place) === 1),
      people.filter((person) => standing(person, place) === 2),
    );
  const [a, b, c] = ids;
  const plans = [
    { groups: [a], groupsExcluded: [] },
    { groups: [a, b], groupsExcluded: [] },
    { groups: [a, b], groupsExcluded: [c] },
    { groups: undefined, groupsExcluded: [b, c] },
  ];
  const wanted = (plan: (typeof plans)[number], person: number) => {
    const stands = (id: GroupId) => standing(person, ids.indexOf(id));
    if (plan.groupsExcluded.some((id) => stands(id) !== 0)) return false;
    const named = plan.groups;
    return !named || (named.some((id) => stands(id) === 1) && named.every((id) => stands(id) !== 2));
  };
  const planIds: string[] = [];
  for (const { groups: named, groupsExcluded } of plans)
    planIds.push(await planFor({ groupsExcluded, ...(named ? { groups: named } : {}) }));
  await fund(
    plans.map((plan, n) => [people.find((one) => wanted(plan, one)) as number, planIds[n] as string]),
  );
  for (const person of people)
    expect(new Set(shownTo(person)), `person ${person}`).toEqual(
      new Set(planIds.filter((_, n) => wanted(plans[n] as (typeof plans)[number], person))),
    );
});

it('follows a group as it changes, is withdrawn, and as its people turn out to be others', async () => {
  const id = newId('group');
  const [first, second, guest] = numbers(3_000_000, 3) as [number, number, number];
  await keep(id, [first], [second]);
  const planId = await planFor({ groups: [id] });
  await fund([[first, planId]]);
  expect(shownTo(second)).toEqual([]);
  await keep(id, [second], [first]);
  expect([shownTo(first), shownTo(second)]).toEqual([[], [planId]]);

  // A guest who signs in as somebody held out was shown it as nobody, and is not as who they are.
  const { records, columnar } = world;
  const events = openEvents({
    records,
    columnar,
    findWriteKey: async () => null,
    structureOf: () => Promise.reject(new Error('not asked')),
    instanceSecret: world.instanceSecret,
  });
  await keep(id, [second, guest], [first]);
  expect(shownTo(guest)).toEqual([planId]);
  await events.joinShoppers(guest, first);
  await expect.poll(() => shownTo(guest)).toEqual([]);
  await events.close();

  await records.organization(organizationId, (trx) => closeGroup(trx, id));
  await expect.poll(() => shownTo(second)).toEqual([]);
  const row = await records.organization(organizationId, (trx) => findPlan(trx, planId));
  expect(row && statusOf(row, 1, Date.now())).toBe('groups_closed');
});

it('names groups of its own organisation only', async () => {
  const mine = newId('group');
  await keep(mine, [1]);
  const planId = await planFor({});
  const stranger = await world.newOrganization();
  const theirs = newId('group');
  await world.records.organization(stranger, (trx) =>
    keepGroup(trx, stranger, {
      id: theirs,
      purpose: 'ads',
      name: 'Theirs',
      people: PeopleSet.of([1]),
      heldOut: PeopleSet.none,
    }),
  );
  const asker = {
    actor: {
      kind: 'api_key' as const,
      organizationId,
      keyId: crypto.randomUUID() as never,
      name: 'Tester',
      permissions: new Set<never>(),
    },
    ipAddress: null,
  };
  const change = (patch: object, version = 1) =>
    changePlan({ records: world.records, now: Date.now }, asker, planId as never, { ...patch, version });
  const shown = (id: GroupId) => showId('group', id);
  expect(await change({ audience: 'group', groups: [shown(theirs)] })).toMatchObject({
    ok: false,
    refusal: { code: 'unprocessable', field: 'groups' },
  });
  expect(await change({ groupsExcluded: [shown(theirs)] })).toMatchObject({ ok: false });
  // Nor one that was delivered to something else.
  const ofSlots = newId('group');
  await keep(ofSlots, [1], [], 'slots');
  expect(await change({ audience: 'group', groups: [shown(ofSlots)] })).toMatchObject({ ok: false });
  expect(await change({ audience: 'group' })).toMatchObject({ ok: false, refusal: { field: 'groups' } });
  expect(await change({ groups: [shown(mine)] })).toMatchObject({ ok: false, refusal: { field: 'groups' } });
  expect(await change({ audience: 'group', groups: [shown(mine)] })).toMatchObject({ ok: true });
  // Whoever is for everybody again names no groups.
  expect(await change({ audience: 'all' }, 2)).toMatchObject({ ok: true, value: { groups: [] } });
});

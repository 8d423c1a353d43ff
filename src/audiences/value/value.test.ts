import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Forgotten } from '#events';
import { newId, type OrganizationId } from '#kernel/ids';
import { dateOf, daysBetween } from '#kernel/time';
import type { Structure } from '#organisations';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { randomOf } from '#science/random';
import type { Asked } from '../rules/condition-kind.ts';
import { openRules } from '../rules/open-rules.ts';
import { writeMerges } from '../rules/random-world-fixture.ts';
import { askFit, currentFit } from './fits-store.ts';
import { readBuyers, readHistories, readSpending } from './histories-store.ts';
import { fitOrganization, type ValueParts } from './keep-value.ts';
import { lifeOf, type Purchase, writePurchases } from './purchases-fixture.ts';
import { scoreOf } from './scores-store.ts';
import { valueCondition } from './value-condition.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const zone = 'Asia/Shanghai';
const dayMs = 86_400_000;
/** Noon in Shanghai; the last whole day is the one before. */
const nowMs = Math.floor(Date.now() / dayMs) * dayMs + 4 * 3_600_000;
const today = dateOf(nowMs, zone);
const lastDay = dateOf(nowMs - dayMs, zone);

const structureOf = async (id: OrganizationId): Promise<Structure> => ({
  organization: { id, name: 'Value', zone, currency: 'CNY', simulated: false },
  brands: [],
  shops: [],
  accounts: [],
});
const parts = (): ValueParts => ({
  records: world.records,
  columnar: world.columnar,
  forgotten: new Forgotten(world.records),
  structureOf,
  now: () => nowMs,
  onError: (error) => {
    throw error;
  },
});
const askedBy = async (organizationId: OrganizationId): Promise<Asked> => ({
  organizationId,
  structure: await structureOf(organizationId),
  nowMs,
});
async function fitted(organizationId: OrganizationId) {
  const id = newId('valueFit');
  await world.records.organization(organizationId, (trx) =>
    askFit(trx, organizationId, { id, by: 'Ann', at: new Date(nowMs) }),
  );
  await fitOrganization(parts(), organizationId, id, new AbortController().signal);
  const kept = await world.records.organization(organizationId, currentFit);
  if (kept?.id !== id) throw new Error('The fit is not the one that holds.');
  return kept;
}

/** Histories by looking at each person: days of purchase in the zone, several orders of a day being one. */
function byHand(purchases: readonly Purchase[], until: string, canonical: (person: number) => number) {
  const kept = purchases.filter(
    (one) => !one.deleted && one.person !== 0 && dateOf(one.atMs, zone) <= lastDay,
  );
  return [...Map.groupBy(kept, ({ person }) => canonical(person))].flatMap(([person, own]) => {
    const days = [...new Set(own.map(({ atMs }) => dateOf(atMs, zone)))].sort();
    const known = days.filter((day) => day <= until);
    const [first] = known;
    if (first === undefined) return [];
    const paidOn = (day: string) =>
      own
        .filter(({ atMs, currency = 'CNY' }) => dateOf(atMs, zone) === day && currency === 'CNY')
        .reduce((sum, { paid }) => sum + paid, 0);
    const worth = days
      .slice(1)
      .map(paidOn)
      .filter((paid) => paid > 0);
    return [
      {
        person,
        repeats: known.length - 1,
        lastAt: daysBetween(first, known.at(-1) ?? first),
        seenFor: daysBetween(first, until),
        later: days.filter((day) => day > until).map((day) => Math.floor((daysBetween(until, day) - 1) / 7)),
        purchases: worth.length,
        mean: worth.length === 0 ? 0 : worth.reduce((sum, paid) => sum + paid, 0) / worth.length,
      },
    ];
  });
}

let base = 0;
it('reads histories as looking at each buyer by hand does', async () => {
  const purchase: fc.Arbitrary<Purchase> = fc.record({
    person: fc.integer({ min: 0, max: 15 }),
    // Often right at an edge of a day of the zone, up to today, which is not whole yet.
    atMs: fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(-1, 0, 1, 3_600_000))
      .map(([days, by]) => nowMs - 12 * 3_600_000 - days * dayMs + by),
    paid: fc.constantFrom(0, 100, 990, 12_345),
    currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'USD'),
    deleted: fc.constantFrom<0 | 1>(0, 0, 0, 1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(purchase, { minLength: 30, maxLength: 90, size: 'max' }), async (given) => {
      base += 20;
      const from = base;
      const organizationId = newId('organization');
      const number = (person: number) => (person === 0 ? 0 : from + person);
      await writePurchases(
        world,
        organizationId,
        given.map((one) => ({ ...one, person: number(one.person) })),
      );
      await writeMerges(
        world,
        [13, 14, 15].map((old) => [from + old, from + old - 12] as const),
      );
      const canonical = (person: number) => (person > 12 ? person - 12 : person);
      const bought = { organizationId, zone, day: lastDay };
      const until = dateOf(nowMs - 22 * dayMs, zone);

      for (const [day, weeks] of [
        [until, 3],
        [lastDay, 0],
      ] as const) {
        const read = await readHistories(world.columnar, bought, { until: day, weeks, stepDays: 1 });
        const expected = Map.groupBy(byHand(given, day, canonical), (one) =>
          [one.repeats, one.lastAt, one.seenFor].join(' '),
        );
        expect(read.length).toBe(expected.size);
        for (const group of read) {
          const own = expected.get([group.repeats, group.lastAt, group.seenFor].join(' ')) ?? [];
          expect(group.people).toBe(own.length);
          const weekly = Array.from({ length: weeks }, (_, week) =>
            own.reduce((sum, { later }) => sum + later.filter((one) => one === week).length, 0),
          );
          expect(group.later).toEqual(weekly);
        }
      }
      const buyers = await readBuyers(world.columnar, bought, { currency: 'CNY', from, to: from + 20 });
      const own = byHand(given, lastDay, canonical).map(({ later: _, ...one }) => ({
        ...one,
        person: from + one.person,
      }));
      const inOrder = <Row extends { readonly person: number }>(rows: readonly Row[]) =>
        rows.toSorted((one, other) => one.person - other.person);
      expect(inOrder(buyers)).toEqual(inOrder(own));
      const spending = await readSpending(world.columnar, bought, { currency: 'CNY', peopleMax: 100 });
      expect(spending.length).toBe(own.filter(({ purchases }) => purchases > 0).length);
    }),
    { numRuns: 5, endOnFailure: true },
  );
});

describe('the value of customers who live as the model says', () => {
  const model = { r: 0.9, alpha: 5, a: 0.9, b: 2.2 };
  let organizationId: OrganizationId;
  const people = 1_500;
  const first = 700_000;
  beforeAll(async () => {
    organizationId = await world.newOrganization();
    const random = randomOf('customers');
    const purchases = Array.from({ length: people }, (_, place) => {
      const weeks = 20 + 40 * random();
      const level = 2_000 * Math.exp(random());
      return lifeOf(model, weeks, random).map((at) => ({
        person: first + place,
        atMs: nowMs - dayMs - (weeks - at) * 7 * dayMs,
        paid: Math.round(level * (0.5 + random())),
      }));
    }).flat();
    await writePurchases(world, organizationId, purchases);
  });

  it('is fitted, held against the last weeks, and told person by person', async () => {
    const { found, id, day } = await fitted(organizationId);
    if (found.state !== 'fitted') throw new Error('There is enough to fit.');
    expect([day, found.people, found.isSettled]).toEqual([lastDay, people, true]);
    // Purchases of one day are one here, so parameters are near those that were lived by, not equal to them.
    expect(found.model.r / model.r).toBeGreaterThan(0.6);
    expect(found.model.r / model.r).toBeLessThan(1.6);
    const { holdOut, spending } = found;
    expect(holdOut?.weeks).toBe(13);
    expect(holdOut?.byWeek).toHaveLength(13);
    const sum = (of: 'people' | 'expectedPeople' | 'later' | 'expectedLater') =>
      holdOut?.byFrequency.reduce((total, row) => total + row[of], 0) ?? 0;
    const last = holdOut?.byWeek.at(-1);
    expect(sum('people')).toBe(holdOut?.people);
    expect(sum('expectedPeople')).toBeCloseTo(holdOut?.people ?? 0, 6);
    expect(sum('later')).toBe(last?.real);
    expect(sum('expectedLater')).toBeCloseTo(last?.expected ?? 0, 6);
    expect(['good', 'fair']).toContain(found.verdict);
    expect(spending).toMatchObject({ currency: 'CNY', isUnrelated: true });

    const asked = await askedBy(organizationId);
    const rules = openRules(parts(), () => ({ value: valueCondition(parts()) }));
    const find = (
      measure: 'alive' | 'purchases' | 'amount',
      op: 'at_least' | 'at_most' | 'top_percent',
      value: number,
    ) => rules.people(asked, { kind: 'value', measure, op, value });
    const scores = new Map<number, NonNullable<Awaited<ReturnType<typeof scoreOf>>>>();
    for (const person of [first, first + 1, first + 2, first + 777, first + people - 1]) {
      const score = await scoreOf(world.columnar, asked, id, person);
      if (!score) throw new Error('Everybody who bought is scored.');
      scores.set(person, score);
    }
    for (const [measure, times] of [
      ['alive', 100],
      ['purchases', 1],
      ['amount', 1],
    ] as const) {
      const bound = Math.max(...[...scores.values()].map((score) => score[measure])) * times * 0.6;
      const [least, most] = [await find(measure, 'at_least', bound), await find(measure, 'at_most', bound)];
      expect(least.size + most.size).toBe(people);
      for (const [person, score] of scores) {
        expect(least.has(person)).toBe(score[measure] * times >= bound);
        expect(most.has(person)).toBe(score[measure] * times <= bound);
      }
      const top = await find(measure, 'top_percent', 10.01);
      expect(top.size).toBe(151);
      expect(top.sharedWith(await find(measure, 'top_percent', 20))).toBe(151);
    }
    expect((await find('alive', 'at_least', 0)).size).toBe(people);
    const explained = await rules.explain(
      asked,
      { kind: 'value', measure: 'purchases', op: 'at_least', value: 0 },
      first,
    );
    const expected = Math.round((scores.get(first)?.purchases ?? 0) * 100) / 100;
    expect(explained).toEqual({
      holds: true,
      conditions: [{ holds: true, evidence: [{ code: 'value_purchases', values: { expected, day } }] }],
    });
    // Two of them turn out to be one, who is worth what both were.
    const [one, other] = [scores.get(first), scores.get(first + 1)];
    await writeMerges(world, [[first + 1, first]]);
    expect((await scoreOf(world.columnar, asked, id, first))?.purchases).toBeCloseTo(
      (one?.purchases ?? 0) + (other?.purchases ?? 0),
      9,
    );
    expect(await scoreOf(world.columnar, asked, id, first + 1)).toBeNull();
  });
});

it('says so where too little was bought to learn from, and finds nobody', async () => {
  const organizationId = await world.newOrganization();
  const rules = openRules(parts(), () => ({ value: valueCondition(parts()) }));
  const asked = await askedBy(organizationId);
  const rule = { kind: 'value' as const, measure: 'alive' as const, op: 'at_least' as const, value: 0 };
  expect((await rules.estimate(asked, rule)).conditions).toEqual([
    { size: 0, lack: { code: 'value_no_fit', values: {} } },
  ]);
  await writePurchases(
    world,
    organizationId,
    Array.from({ length: 40 }, (_, place) => ({
      person: 800_000 + (place % 20),
      atMs: nowMs - place * dayMs,
      paid: 100,
    })),
  );
  const { found } = await fitted(organizationId);
  // One bought today for the first time... and today is not whole: it does not count.
  expect(found).toMatchObject({ state: 'too_little', people: 20, repeaters: 19 });
  const again = openRules(parts(), () => ({ value: valueCondition(parts()) }));
  expect((await again.estimate(asked, rule)).conditions).toEqual([
    { size: 0, lack: { code: 'value_too_little', values: { people: 20, repeaters: 19 } } },
  ]);
  expect(today > lastDay).toBe(true);
});

const folder = resolve(process.env.MEADOW_TEST_DATA ?? '../shared/data', 'cdnow');
if (!existsSync(folder)) console.log(`Skipped: ${folder} is absent (purchases of CDNOW, 1997-98).`);

it.skipIf(!existsSync(folder))(
  'gives the published parameters from the orders of CDNOW',
  async () => {
    const organizationId = await world.newOrganization();
    const lines = readFileSync(resolve(folder, 'cdnow_customers_summary.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const purchases = lines.flatMap((line) => {
      const [id = 0, repeats = 0, lastAt = 0, seenFor = 0] = line.split(',').map(Number);
      const [last, seen] = [Math.round(lastAt * 7), Math.round(seenFor * 7)];
      // Only the first and the last purchase and how many lie between them are told: the days between are free.
      const days = [0, ...Array.from({ length: repeats }, (_, n) => (n === repeats - 1 ? last : n + 1))];
      return days.map((day) => ({
        person: 900_000 + id,
        atMs: nowMs - dayMs - (seen - day) * dayMs,
        paid: 1_000 + ((id * 37 + day * 11) % 900),
      }));
    });
    await writePurchases(world, organizationId, purchases);
    const { found } = await fitted(organizationId);
    if (found.state !== 'fitted') throw new Error('CDNOW has customers enough.');
    expect(found.people).toBe(2_357);
    expect(found.model.r).toBeCloseTo(0.243, 3);
    expect(found.model.alpha).toBeCloseTo(4.414, 2);
    expect(found.model.a).toBeCloseTo(0.793, 2);
    expect(found.model.b).toBeCloseTo(2.426, 2);
  },
  120_000,
);

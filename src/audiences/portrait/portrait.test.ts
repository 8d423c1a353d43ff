import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Forgotten } from '#events';
import { cityTiers } from '#events/contract';
import { newId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { attributeCondition } from '../attributes/attribute-condition.ts';
import type { Asked } from '../rules/condition-kind.ts';
import { factKinds } from '../rules/kinds/fact-kinds.ts';
import { openRules } from '../rules/open-rules.ts';
import { nowMs, randomWorld, writeWorld } from '../rules/random-world-fixture.ts';
import { type Condition, condition, personAttributes } from '../rules/rule.ts';
import { gatherFacets } from './keep-facets.ts';
import { countFacet, type Facet, portraitOf } from './portrait.ts';
import { type PortraitDimension, portraitDimensions } from './portrait-contract.ts';
import { bandsOf } from './price-bands.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

/** The condition of a rule that asks for the same people; null where rules have no such condition. */
function sameByRule(dimension: PortraitDimension, value: string): Condition | null {
  const attribute = personAttributes.find((one) => one === dimension);
  if (attribute) return condition.parse({ kind: 'attribute', attribute, values: [value] });
  if (dimension === 'category') return condition.parse({ kind: 'taste', of: 'category', values: [value] });
  if (dimension === 'content_taste')
    return condition.parse({ kind: 'taste', of: 'content_category', values: [value] });
  if (dimension === 'active_hour') return condition.parse({ kind: 'active', by: 'hour', values: [value] });
  return null;
}

let base = 0;
it('tells people apart as the conditions of rules do, which are proved by hand', async () => {
  const traits = fc.array(
    fc.record({
      person: fc.integer({ min: 1, max: 12 }),
      birth_year: fc.constantFrom(0, 1950, 1985, 2002, 2012),
      gender: fc.constantFrom('', 'female', 'male'),
      city_tier: fc.constantFrom('', ...cityTiers),
      consumption_level: fc.constantFrom('', 'high', 'low'),
    }),
    { minLength: 6, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(randomWorld, traits, async (given, said) => {
      base += 20;
      const from = base;
      const { columnar } = world;
      const written = await writeWorld(world, given, from);
      const { organizationId } = written;
      await columnar.insert(
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
      const asked: Asked = { ...written, nowMs };
      const rules = openRules({ columnar, forgotten: new Forgotten(world.records) }, () => kinds);
      const kinds = {
        ...factKinds({ columnar, everyone: rules.everyone }),
        attribute: attributeCondition({ columnar, everyone: rules.everyone }),
      };
      const everyone = await rules.everyone(asked);
      const { facets } = await gatherFacets(columnar, asked);
      expect(facets.map(({ dimension }) => dimension)).toEqual(portraitDimensions);
      for (const facet of facets) {
        const { dimension } = facet;
        for (const [value, people] of facet.values) {
          expect(people.without(facet.known).size, `${dimension} ${value}`).toBe(0);
          const same = sameByRule(dimension, value);
          if (same === null) continue;
          const found = await rules.people(asked, same);
          expect([...people.and(everyone)], `${dimension} ${value}`).toEqual([...found]);
        }
      }

      // Price bands by hand: what an item cost a buyer on average in a year, in the organisation's money.
      const canonical = (person: number) => given.merges.get(person) ?? person;
      const bought = given.orders.filter(
        (one) => one.person !== 0 && one.currency === 'USD' && one.atMs <= nowMs,
      );
      const facet = facets.find(({ dimension }) => dimension === 'price_band');
      if (!facet) throw new Error('There are no price bands.');
      const buyers = Map.groupBy(bought, ({ person }) => canonical(person));
      expect([...facet.known].map((person) => person - from)).toEqual(
        [...buyers.keys()].sort((one, other) => one - other),
      );
      for (const [name, people] of facet.values) {
        const [least = 0, most = Number.POSITIVE_INFINITY] = name
          .split('-')
          .map((edge) => (edge === '' ? Number.POSITIVE_INFINITY : Number(edge)));
        const inBand = [...buyers].filter(([, lines]) => {
          const paid = lines.reduce((sum, { userPaid }) => sum + userPaid, 0);
          const price = paid / lines.reduce((sum, { quantity }) => sum + quantity, 0);
          return price >= least && price < most;
        });
        expect([...people].map((person) => person - from)).toEqual(
          inBand.map(([person]) => person).sort((one, other) => one - other),
        );
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
});

it('counts shares of those of whom it is known, and says how sure each index is', () => {
  const range = (from: number, to: number) =>
    PeopleSet.of(Array.from({ length: to - from }, (_, place) => from + place));
  const facet: Facet = {
    dimension: 'gender',
    // Of 1 to 1,000 nothing is known of the last hundred.
    values: new Map([
      ['female', range(1, 301)],
      ['male', range(301, 899)],
      ['other', range(899, 901)],
    ]),
    known: range(1, 901),
    isRanked: false,
  };
  const everybody = range(1, 1_001);
  const audience = range(101, 501);
  const found = portraitOf(countFacet(facet, audience, everybody), 100);
  expect(found).toMatchObject({ known: 400, baseKnown: 900, isShown: true });
  const [female, male, other] = found.values;
  expect(female).toMatchObject({ people: 200, basePeople: 300, share: 0.5, isSure: true, isFew: false });
  expect(female?.tgi?.value).toBeCloseTo(150, 9);
  expect(female?.tgi?.low).toBeGreaterThan(130);
  expect(female?.tgi?.high).toBeLessThan(175);
  expect(male?.tgi?.value).toBeCloseTo(((200 / 400) * 900 * 100) / 598, 9);
  expect(male?.isSure).toBe(true);
  // Nobody of two: the index is 0, and the sample too small to make anything of it.
  expect(other).toMatchObject({ people: 0, share: 0, isFew: true });
  expect(other?.tgi).toMatchObject({ value: 0, low: 0 });

  // Everybody against everybody is 100 for sure; who is no part of the base is compared all the same.
  for (const { tgi } of portraitOf(countFacet(facet, everybody, everybody), 100).values)
    expect(tgi).toEqual({ value: 100, low: 100, high: 100 });
  const apart = portraitOf(countFacet(facet, range(1, 201), range(201, 901)), 100);
  expect(apart.values.map(({ people, basePeople }) => [people, basePeople])).toEqual([
    [200, 100],
    [0, 598],
    [0, 2],
  ]);

  // Of an audience of 150 it is known of 50 only: nothing is told.
  const few = portraitOf(countFacet(facet, range(851, 1_001), everybody), 100);
  expect(few).toEqual({ dimension: 'gender', known: 50, baseKnown: 900, isShown: false, values: [] });
});

it('cuts prices where people can say them', () => {
  expect(bandsOf([]).map(({ name }) => name)).toEqual(['0-']);
  expect(bandsOf([1_234, 4_987, 4_993, 25_449]).map(({ name }) => name)).toEqual([
    '0-1200',
    '1200-5000',
    '5000-25000',
    '25000-',
  ]);
});

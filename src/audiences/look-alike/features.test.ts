import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PeopleSet } from '#platform/people-sets';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { nowMs, type RandomWorld, randomWorld, writeWorld, zone } from '../rules/random-world-fixture.ts';
import { actions } from '../rules/rule.ts';
import { behaviourDays, compared, type Feature, featuresOf, measuresOf, purchaseDays } from './features.ts';
import {
  countPeople,
  frequentCategories,
  heardLately,
  highestScores,
  inMillionths,
} from './look-alike-store.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

const named = ['tea', 'tents'];
const features = featuresOf({ category: named, content_category: named });
const local = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
const daysSince = (ms: number) =>
  local(ms).toPlainDate().until(local(nowMs).toPlainDate(), { largestUnit: 'days' }).days;
const isLately = (ms: number, days: number) => ms <= nowMs && daysSince(ms) < days;

/** The measures of one person by going through plain arrays; null where nothing was heard of them. */
function measuresByHand(given: RandomWorld, person: number): number[] | null {
  const isOf = (one: { readonly person: number }) => (given.merges.get(one.person) ?? one.person) === person;
  const events = given.events.filter((one) => isOf(one) && isLately(one.atMs, behaviourDays));
  const orders = given.orders.filter(
    (one) => isOf(one) && isLately(one.atMs, purchaseDays) && one.currency === 'USD',
  );
  if (events.length + orders.length === 0) return null;
  const visits = events.filter(({ event }) => event !== 'Content Impression');
  const turned = {
    category: events.filter(
      ({ event, category }) => ['Product Viewed', 'Product Added'].includes(event) && category !== '',
    ),
    content_category: events.filter(
      ({ event, category, watchMs }) => event === 'Content Played' && watchMs >= 3_000 && category !== '',
    ),
  };
  const share = <Fact>(facts: readonly Fact[], is: (fact: Fact) => boolean) =>
    facts.length === 0 ? 0 : facts.filter(is).length / facts.length;
  const last = (facts: readonly { readonly atMs: number }[], never: number) =>
    facts.length === 0 ? never : daysSince(Math.max(...facts.map(({ atMs }) => atMs)));
  return features.map(({ of, value }) => {
    switch (of) {
      case 'visits':
        return visits.length;
      case 'recency':
        return last(events, behaviourDays);
      case 'orders':
        return new Set(orders.map(({ orderId }) => orderId)).size;
      case 'amount':
        return orders.reduce((sum, { userPaid }) => sum + userPaid, 0);
      case 'order_recency':
        return last(orders, purchaseDays);
      case 'action': {
        const names: readonly string[] = actions[value as keyof typeof actions] ?? [];
        return share(events, ({ event }) => names.includes(event));
      }
      case 'carrier':
        return share(
          events.filter(({ carrier }) => carrier !== ''),
          ({ carrier }) => carrier === value,
        );
      case 'daypart':
        return share(visits, ({ atMs }) => Math.floor(local(atMs).hour / 6) * 6 === Number(value));
      default:
        return share(turned[of], ({ category }) => category === value);
    }
  });
}

const peopleOf = ({ events, orders, merges }: RandomWorld) =>
  [...new Set([...events, ...orders].map(({ person }) => merges.get(person) ?? person))]
    .filter((person) => person !== 0)
    .sort((one, other) => one - other);

let base = 800_000;
const run = { numRuns: 6, endOnFailure: true };

it('measures people as counting by hand does', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, async (given) => {
      base += 20;
      const from = base;
      const asked = { ...(await writeWorld(world, given, from)), nowMs };
      const people = peopleOf(given);
      const counted = await countPeople(
        world.columnar,
        asked,
        features,
        people.map((one) => from + one),
      );
      const byHand = people.flatMap((person) => {
        const measures = measuresByHand(given, person);
        return measures === null ? [] : [{ person: from + person, measures }];
      });
      expect(
        counted.map((one) => ({ person: one.person, measures: [...measuresOf(features, one)] })),
      ).toEqual(byHand);
      expect([...(await heardLately(world.columnar, asked))]).toEqual(byHand.map(({ person }) => person));
    }),
    run,
  );
});

it('finds who scores highest, without those who are left out', async () => {
  const weights = fc.array(fc.integer({ min: -3_000_000, max: 3_000_000 }), {
    minLength: features.length,
    maxLength: features.length,
    size: 'max',
  });
  await fc.assert(
    fc.asyncProperty(
      randomWorld,
      weights,
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      async (given, millionths, excluded, count) => {
        base += 20;
        const from = base;
        const asked = { ...(await writeWorld(world, given, from)), nowMs };
        const weighed = features.map((feature: Feature, place) => ({
          feature,
          weight: (millionths[place] ?? 0) / 1e6,
        }));
        const without = PeopleSet.of(excluded.map((person) => from + person));
        const found = await highestScores(world.columnar, asked, weighed, { without, count });
        const scored = peopleOf(given).flatMap((person) => {
          const measures = measuresByHand(given, person);
          if (measures === null || without.has(from + person)) return [];
          const own = compared(features, Float64Array.from(measures));
          const score = own.reduce(
            (sum, value, at) => sum + value * inMillionths(weighed[at]?.weight ?? 0),
            0,
          );
          return [{ person: from + person, score }];
        });
        expect(found.size).toBe(Math.min(count, scored.length));
        const isIn = ({ person }: { readonly person: number }) => found.has(person);
        const lowest = Math.min(...scored.filter(isIn).map(({ score }) => score));
        const next = Math.max(...scored.filter((one) => !isIn(one)).map(({ score }) => score));
        expect(scored.filter(isIn)).toHaveLength(found.size);
        // In millionths; a logarithm may differ in its last digits.
        expect(lowest).toBeGreaterThanOrEqual(next - 0.001);
        const again = await highestScores(world.columnar, asked, weighed, { without, count });
        expect(again.equals(found)).toBe(true);
      },
    ),
    run,
  );
});

it('compares the categories that are turned to most, each kind by itself', async () => {
  base += 20;
  const event = { person: 1, atMs: nowMs - 1_000, carrier: '', query: '', platform: '', watchMs: 5_000 };
  const given: RandomWorld = {
    events: [
      ...['tea', 'tents', 'tents', ''].map((category) => ({ ...event, event: 'Product Viewed', category })),
      ...['tea', 'boats'].map((category) => ({ ...event, event: 'Content Played', category })),
      { ...event, event: 'Content Played', category: 'swiped away', watchMs: 10 },
    ].map((one, place) => ({ ...one, id: `00000000-0000-4000-8000-00000000000${place}` })),
    orders: [],
    refunds: [],
    merges: new Map(),
  };
  const asked = { ...(await writeWorld(world, given, base)), nowMs };
  expect(await frequentCategories(world.columnar, asked)).toEqual({
    category: ['tents', 'tea'],
    content_category: ['boats', 'tea'],
  });
});

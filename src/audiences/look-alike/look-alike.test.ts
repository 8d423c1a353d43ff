import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AudienceId, newId, showId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { type Random, randomOf } from '#science/random';
import { lookAlikeCondition as lookAlikeShape } from '../rules/rule.ts';
import { verdictOf } from './fit-look-alike.ts';
import { lookAlikeCondition } from './look-alike-condition.ts';
import { isModel, lookAlikeModels } from './look-alike-model.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

const nowMs = Date.UTC(2026, 2, 20, 12);
const hourMs = 3_600_000;
const organizationId = newId('organization');
const asked = {
  organizationId,
  structure: {
    organization: { id: organizationId, name: 'Any', zone: 'UTC', currency: 'USD', simulated: false },
    brands: [],
    shops: [],
    accounts: [],
  },
  nowMs,
};

/** People 1-300 drink tea in the evening, and so do 301-600; the other 1,800 do a bit of everything. */
const teaDrinkers = 600;
const everyone = 2_400;
const base = 1_000_000;
const numbered = (from: number, to: number) =>
  PeopleSet.of(Array.from({ length: to - from + 1 }, (_, place) => base + from + place));

function eventsOf(person: number, random: Random): object[] {
  const isFond = person <= teaDrinkers;
  return Array.from({ length: 4 + Math.floor(random() * 8) }, () => {
    const [likes, late] = [isFond && random() < 0.6, isFond && random() < 0.5];
    const hour = late ? 19 : Math.floor(random() * 24);
    const at = new Date(
      nowMs - 12 * hourMs - Math.floor(random() * 60) * 24 * hourMs + hour * hourMs - 24 * hourMs,
    );
    return {
      organization_id: organizationId,
      day: at.toISOString().slice(0, 10),
      at: at.toISOString(),
      received_at: at.toISOString(),
      event: ['Product Viewed', 'Product Added', 'Content Played', 'Content Liked'][Math.floor(random() * 4)],
      person: base + person,
      event_id: randomUUID(),
      category: likes ? 'tea' : (['tea', 'tents', 'boats', 'shoes'][Math.floor(random() * 4)] ?? ''),
      watch_ms: 5_000,
    };
  });
}

let isFilled = false;
async function opened(seed: PeopleSet, smallest = 100) {
  if (!isFilled) {
    const random = randomOf('look-alike');
    const rows = Array.from({ length: everyone }, (_, place) => eventsOf(place + 1, random)).flat();
    await world.columnar.insert('events', rows, randomUUID());
    isFilled = true;
  }
  const parts = {
    columnar: world.columnar,
    peopleOf: async () => seed,
    smallestOf: async () => smallest,
    everyone: async () => numbered(1, everyone),
  };
  const modelOf = lookAlikeModels(parts);
  const kind = lookAlikeCondition(parts, modelOf);
  const audienceId: AudienceId = newId('audience');
  const condition = (size: number, sizeIn: 'people' | 'percent') =>
    lookAlikeShape.parse({ kind: 'look_alike', audienceId: showId('audience', audienceId), size, sizeIn });
  return { kind, condition, model: () => modelOf(asked, audienceId) };
}

const tea = numbered(1, 300);

it('finds the people who are like an audience, leaves its own out, and answers the same each time', async () => {
  const { kind, condition, model } = await opened(tea);
  const found = await kind.people(asked, condition(300, 'people'));
  expect(found.size).toBe(300);
  expect(found.sharedWith(tea)).toBe(0);
  // One in seven of the others is; of those found most are.
  expect(found.sharedWith(numbered(301, 600))).toBeGreaterThan(200);
  const learned = await model();
  if (!isModel(learned)) throw new Error(learned.lack);
  expect(learned.auc).toBeGreaterThan(0.8);
  expect(verdictOf(learned)).toBe('good');
  const telling = [...learned.weighed].sort((one, other) => Math.abs(other.apart) - Math.abs(one.apart));
  const names = telling.slice(0, 4).map(({ feature }) => `${feature.of} ${feature.value}`);
  expect(names).toEqual(expect.arrayContaining(['category tea', 'content_category tea', 'daypart 18']));
  expect(await kind.lacks?.(asked, condition(300, 'people'))).toBeNull();

  const another = await opened(tea);
  expect((await another.kind.people(asked, condition(300, 'people'))).equals(found)).toBe(true);
});

it('takes so many in a hundred of everybody known, the larger holding the smaller', async () => {
  const { kind, condition } = await opened(tea);
  const [five, ten] = [
    await kind.people(asked, condition(5, 'percent')),
    await kind.people(asked, condition(10, 'percent')),
  ];
  expect([five.size, ten.size]).toEqual([everyone / 20, everyone / 10]);
  expect(five.sharedWith(ten)).toBe(five.size);
  expect((await kind.people(asked, condition(10_000, 'people'))).size).toBe(everyone - tea.size);
});

it('tells by what somebody is like the audience, and by what not', async () => {
  const { kind, condition } = await opened(tea);
  const found = await kind.people(asked, condition(50, 'people'));
  const [first] = found;
  const reasons = await kind.evidence(asked, condition(50, 'people'), first ?? 0);
  expect(reasons.map(({ code }) => code)).toContain('look_alike_for');
  const sizes = reasons.map(({ values }) => Math.abs(Number(values.by)));
  expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
  expect(await kind.evidence(asked, condition(50, 'people'), base + 1)).toEqual([
    { code: 'look_alike_seed', values: {} },
  ]);
  expect(await kind.evidence(asked, condition(50, 'people'), base - 1)).toEqual([
    { code: 'look_alike_silent', values: {} },
  ]);
});

it('says that an audience of people picked by chance is like nobody', async () => {
  const random = randomOf('anybody');
  const anybody = PeopleSet.of([...numbered(1, everyone)].filter(() => random() < 0.1));
  const { kind, condition, model } = await opened(anybody);
  const learned = await model();
  if (!isModel(learned)) throw new Error(learned.lack);
  expect(verdictOf(learned)).toBe('chance');
  expect(await kind.lacks?.(asked, condition(100, 'people'))).toMatchObject({ code: 'look_alike_chance' });
});

it('does not look into an audience that is too small, or silent', async () => {
  const small = await opened(numbered(1, 99));
  expect(await small.kind.people(asked, small.condition(100, 'people'))).toBe(PeopleSet.none);
  expect(await small.kind.lacks?.(asked, small.condition(100, 'people'))).toEqual({
    code: 'seed_too_small',
    values: { smallest: 100 },
  });
  const silent = await opened(numbered(everyone + 1, everyone + 500));
  expect(await silent.kind.lacks?.(asked, silent.condition(100, 'people'))).toMatchObject({
    code: 'seed_silent',
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Forgotten, importSender, openEvents } from '#events';
import { cityTiers } from '#events/contract';
import { newId, type OrganizationId } from '#kernel/ids';
import type { Structure } from '#organisations';
import { startRelay } from '#platform/outbox';
import { openTestWorld, type TestWorld } from '#platform/testing';
import type { Asked } from '../rules/condition-kind.ts';
import { openRules } from '../rules/open-rules.ts';
import { writeMerges } from '../rules/random-world-fixture.ts';
import { type PersonAttribute, personAttributes } from '../rules/rule.ts';
import { attributeValues, cohortStarts } from './attribute.ts';
import { attributeCondition } from './attribute-condition.ts';
import { attributesSubscriber } from './copy-attributes.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const zone = 'Asia/Shanghai';
/** The first hours of 2027 in Shanghai, still 2026 in UTC: ages are those of the local year. */
const nowMs = Date.UTC(2026, 11, 31, 17);
const thisYear = 2027;

const structureOf = (id: OrganizationId): Structure => ({
  organization: { id, name: 'Attributes', zone, currency: 'CNY', simulated: false },
  brands: [],
  shops: [],
  accounts: [],
});
const askedBy = (organizationId: OrganizationId, atMs = nowMs): Asked => ({
  organizationId,
  structure: structureOf(organizationId),
  nowMs: atMs,
});
const openKinds = () => {
  const rules = openRules({ ...world, forgotten: new Forgotten(world.records) }, () => kinds);
  const kinds = { attribute: attributeCondition({ columnar: world.columnar, everyone: rules.everyone }) };
  return rules;
};

type Traits = {
  readonly person: number;
  readonly version: number;
  readonly year: number;
  readonly sex: string;
  readonly tier: string;
  readonly level: string;
};
const traits: fc.Arbitrary<Traits> = fc.record({
  person: fc.integer({ min: 1, max: 30 }),
  version: fc.integer({ min: 1, max: 4 }),
  year: fc.oneof(
    fc.constantFrom(0, 1959, ...cohortStarts, ...cohortStarts.map((start) => start - 1)),
    // Ages at the edges of the strategy groups.
    fc.constantFrom(17, 18, 24, 25, 35, 36, 50, 51).map((age) => thisYear - age),
  ),
  sex: fc.constantFrom('', 'female', 'male', 'other'),
  tier: fc.constantFrom('', ...cityTiers),
  level: fc.constantFrom('', 'high', 'middle', 'low'),
});

/** The words of the definitions and nothing else. */
function byHand({
  year,
  sex,
  tier,
  level,
}: Omit<Traits, 'person' | 'version'>): Record<PersonAttribute, string> {
  const cohort = cohortStarts.findLast((start) => start <= year);
  return {
    gender: sex,
    city_tier: tier,
    consumption_level: level,
    birth_cohort: year === 0 ? '' : String(cohort ?? 'before_1960'),
    strategy_group: groupByHand(year === 0 ? null : thisYear - year, sex, tier, level),
  };
}

function groupByHand(age: number | null, sex: string, tier: string, level: string): string {
  if (age !== null && age < 18) return 'none';
  if (age === null || tier === '') return '';
  if (tier === 'tier_4' || tier === 'tier_5') return age <= 35 ? 'small_town_youth' : 'small_town_elder';
  if (age <= 24) return 'gen_z';
  if (age >= 51) return 'urban_silver';
  // A man is no mother, so his level decides between the other two only.
  if (age <= 35 && level === 'high' && sex === '') return '';
  if (age <= 35 && level === 'high' && sex === 'female') return 'refined_mother';
  if (level === '') return '';
  if (level === 'low') return 'urban_blue_collar';
  return age <= 35 ? 'new_white_collar' : 'established_middle_class';
}

let base = 0;
it('finds people by what was said last, merged or not, as looking at each by hand does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(traits, {
        minLength: 30,
        maxLength: 60,
        size: 'max',
        selector: ({ person, version }) => `${person} ${version}`,
      }),
      async (said) => {
        base += 40;
        const from = base;
        const organizationId = newId('organization');
        // Persons 28 to 30 turn out to be 1 to 3; 25 to 27 are known by what was said of them alone.
        const canonical = (person: number) => (person > 27 ? person - 27 : person);
        const at = (version: number) => new Date(nowMs - 1_000_000 + version * 1_000).toISOString();
        const rows = said.map((one) => ({
          organization_id: organizationId,
          person: from + one.person,
          version: one.version,
          said_at: at(one.version),
          birth_year: one.year,
          gender: one.sex,
          city_tier: one.tier,
          consumption_level: one.level,
        }));
        await world.columnar.insert('person_attributes', rows, newId('request'));
        await world.columnar.insert('person_attributes', rows.slice(0, 9), newId('request'));
        await world.columnar.insert(
          'events',
          Array.from({ length: 24 }, (_, place) => ({
            organization_id: organizationId,
            day: '2026-12-30',
            event: 'Page Viewed',
            person: from + place + 1,
            event_id: newId('event'),
            at: '2026-12-30T00:00:00Z',
            received_at: '2026-12-30T00:00:00Z',
          })),
          newId('request'),
        );
        await writeMerges(
          world,
          [28, 29, 30].map((old) => [from + old, from + canonical(old)] as const),
        );

        // A copy replaces the one before of the same number; of several numbers each trait is the one said last.
        const copies = [...Map.groupBy(said, ({ person }) => person)].map(([, of]) =>
          of.reduce((one, other) => (one.version > other.version ? one : other)),
        );
        const known = new Map<number, Record<PersonAttribute, string>>();
        for (let person = 1; person <= 24; person++) {
          const own = copies
            .filter((one) => canonical(one.person) === person)
            .sort((one, other) => other.version - one.version);
          const last = <Value>(of: (one: Traits) => Value, none: Value) =>
            own.map(of).find((value) => value !== none) ?? none;
          known.set(
            person,
            byHand({
              year: last(({ year }) => year, 0),
              sex: last(({ sex }) => sex, ''),
              tier: last(({ tier }) => tier, ''),
              level: last(({ level }) => level, ''),
            }),
          );
        }
        const isUndecided = (person: number) => {
          const versions = copies.filter((one) => canonical(one.person) === person).map((one) => one.version);
          return new Set(versions).size < versions.length;
        };

        const rules = openKinds();
        for (const attribute of personAttributes) {
          for (const values of [
            ...attributeValues[attribute].map((value) => [value]),
            [''],
            ['', 'high', 'male'],
          ]) {
            const condition = { kind: 'attribute' as const, attribute, values };
            const found = await rules.people(askedBy(organizationId), condition);
            const expected = [...known]
              .filter(([, of]) => values.includes(of[attribute]))
              .map(([one]) => one);
            const decided = (people: readonly number[]) => people.filter((person) => !isUndecided(person));
            expect(decided([...found].map((person) => person - from)), JSON.stringify(condition)).toEqual(
              decided(expected),
            );
          }
          const first = await rules.explain(
            askedBy(organizationId),
            { kind: 'attribute', attribute, values: ['male'] },
            from + 4,
          );
          const value = known.get(4)?.[attribute];
          expect(first.conditions[0]?.evidence).toEqual([
            { code: value === '' ? 'attribute_unknown' : 'attribute_is', values: { attribute, value } },
          ]);
        }
      },
    ),
    { numRuns: 4, endOnFailure: true },
  );
});

it('learns of traits when they are said, and of what was said later', async () => {
  const organizationId = await world.newOrganization();
  const { records, columnar } = world;
  const events = openEvents({
    records,
    columnar,
    findWriteKey: async () => null,
    structureOf: async () => structureOf(organizationId),
    instanceSecret: world.instanceSecret,
  });
  const say = (userId: string, said: object, timestamp: string) =>
    events.ingest({
      sender: importSender(organizationId),
      events: [{ type: 'identify', userId, traits: said, timestamp, messageId: `${userId} ${timestamp}` }],
    });
  const women = { kind: 'attribute' as const, attribute: 'gender' as const, values: ['female'] };
  const lacking = await openKinds().estimate(askedBy(organizationId, Date.now()), women);
  expect(lacking.conditions).toEqual([
    { size: 0, lack: { code: 'no_attributes', values: { attribute: 'gender' } } },
  ]);

  await say('ann', { gender: '女', city_tier: 'tier_1' }, '2026-03-01T00:00:00Z');
  await say('bea', { gender: 'f' }, '2026-03-01T00:00:00Z');
  await say('bea', { gender: 'other' }, '2026-03-02T00:00:00Z');
  // Said before, arrived after: it does not win.
  await say('ann', { gender: 'male', consumption_level: 'high' }, '2026-02-01T00:00:00Z');
  const relay = startRelay(
    records,
    [attributesSubscriber({ records, columnar, forgotten: new Forgotten(records) })],
    () => undefined,
  );
  try {
    const persons = await events.personNumbers.resolve(organizationId, ['uann', 'ubea']);
    const of = async (attribute: PersonAttribute, value: string) => [
      ...(await openKinds().people(askedBy(organizationId, Date.now()), {
        kind: 'attribute',
        attribute,
        values: [value],
      })),
    ];
    const ann = [persons.get('uann')];
    await expect.poll(() => of('consumption_level', 'high')).toEqual(ann);
    expect(await of('gender', 'female')).toEqual(ann);
    expect(await of('gender', 'other')).toEqual([persons.get('ubea')]);
    expect(await of('city_tier', '')).toEqual([persons.get('ubea')]);
  } finally {
    await relay.stop();
    await events.close();
  }
});

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Forgotten } from '#events';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { fulfilsByHand } from '../count-by-hand-fixture.ts';
import { openRules } from '../open-rules.ts';
import { carriers, categories, eventNames, nowMs, randomWorld, writeWorld } from '../random-world-fixture.ts';
import { type Condition, rule } from '../rule.ts';
import { factKinds } from './fact-kinds.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

const comparison = fc.constantFrom('at_least' as const, 'at_most' as const, 'exactly' as const);
const window = fc.oneof(
  fc.constant(null),
  fc.record({ lastDays: fc.constantFrom(1, 2, 7, 14, 30) }),
  fc.constantFrom(
    { from: '2026-03-01', to: '2026-03-08' },
    { from: '2026-03-08', to: '2026-03-08' },
    { from: '2026-03-09', to: '2026-03-01' },
  ),
);
const op = fc.constantFrom('in' as const, 'not_in' as const);
const some = (values: readonly string[]) => fc.subarray([...values], { minLength: 1 });
const touched = fc.oneof(
  fc.record({ dimension: fc.constant('category' as const), op, values: some(categories) }),
  fc.record({ dimension: fc.constant('carrier' as const), op, values: some(carriers) }),
);
const where = fc.oneof(fc.constant([]), fc.array(touched, { minLength: 1, maxLength: 2 }));
const searched = fc.record({ dimension: fc.constant('query' as const), op, values: some(['', 'green tea']) });
const doing = fc.oneof(
  fc.record({
    action: fc.constantFrom('visited', 'viewed_product', 'added_to_cart', 'was_shown', 'watched'),
  }),
  fc.record({ event: fc.constantFrom(...eventNames) }),
);
const deed = fc.oneof(doing, fc.constant('bought' as const));
const days = fc.constantFrom(1, 2, 7, 14, 30);

const conditions: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  did: fc.record({
    kind: fc.constant('did'),
    what: doing,
    times: fc.record({ op: comparison, value: fc.integer({ min: 0, max: 4 }) }),
    window,
    where: fc.oneof(where, fc.array(searched, { minLength: 1, maxLength: 1 })),
  }),
  bought: fc.record({
    kind: fc.constant('bought'),
    measure: fc.constantFrom('orders', 'items', 'amount', 'refunds'),
    op: comparison,
    value: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 900 })),
    currency: fc.constantFrom(null, 'USD', 'CNY'),
    window,
    where,
  }),
  last: fc.record({
    kind: fc.constant('last'),
    what: deed,
    op: fc.constantFrom('within', 'longer_ago'),
    days,
    where,
  }),
  sequence: fc.record({
    kind: fc.constant('sequence'),
    steps: fc.array(fc.record({ what: deed, where }), { minLength: 2, maxLength: 4 }),
    withinHours: fc.constantFrom(1, 5, 48, 400),
    window,
  }),
  taste: fc.record({
    kind: fc.constant('taste'),
    of: fc.constantFrom('category', 'content_category'),
    values: some(['tea', 'tents']),
    share: fc.constantFrom(0, 0.3, 0.5, 1),
    timesMin: fc.integer({ min: 1, max: 3 }),
    lastDays: fc.constantFrom(7, 30, 90),
  }),
  active: fc.oneof(
    fc.record({
      kind: fc.constant('active'),
      by: fc.constant('hour'),
      values: some(['0', '11', '12', '13', '23']),
      lastDays: fc.constantFrom(7, 90),
    }),
    fc.record({
      kind: fc.constant('active'),
      by: fc.constant('weekday'),
      values: some(['0', '4', '6']),
      lastDays: fc.constantFrom(7, 90),
    }),
    fc.record({
      kind: fc.constant('active'),
      by: fc.constant('platform'),
      values: some(['ios', 'web']),
      lastDays: fc.constantFrom(7, 90),
    }),
  ),
};

/** Worlds share the instance, so each counts its people from a number of its own. */
let base = 0;

function rulesOverFacts() {
  const rules = openRules({ ...world, forgotten: new Forgotten(world.records) }, () => kinds);
  const kinds = factKinds({ columnar: world.columnar, everyone: rules.everyone });
  return rules;
}

it.each(Object.entries(conditions))(
  'finds who fulfils "%s" as counting by hand does',
  async (_, condition) => {
    await fc.assert(
      fc.asyncProperty(
        randomWorld,
        fc.array(condition, { minLength: 12, maxLength: 12 }),
        async (given, asked) => {
          base += 20;
          const from = base;
          const written = await writeWorld(world, given, from);
          const rules = rulesOverFacts();
          const people = new Set(
            [...given.events, ...given.orders, ...given.refunds]
              .map(({ person }) => given.merges.get(person) ?? person)
              .filter((person) => person !== 0),
          );
          const everyone = await rules.everyone({ ...written, nowMs });
          expect([...everyone]).toEqual([...people].map((person) => from + person).sort((a, b) => a - b));
          for (const one of asked) {
            const parsed = rule.parse(one) as Condition;
            const found = await rules.people({ ...written, nowMs }, parsed);
            const byHand = [...people].filter((person) => fulfilsByHand(given, parsed, person));
            expect(
              [...found].map((person) => person - from),
              JSON.stringify(one),
            ).toEqual(byHand.sort((a, b) => a - b));
            for (const person of [...people].slice(0, 2)) {
              const explained = await rules.explain({ ...written, nowMs }, parsed, from + person);
              expect(explained.holds).toBe(byHand.includes(person));
              expect(explained.conditions[0]?.evidence.length).toBeGreaterThan(0);
            }
          }
        },
      ),
      // A failure is told as it was found: shrinking would ask the store a thousand times.
      { numRuns: 5, endOnFailure: true },
    );
  },
  180_000,
);

it('takes facts of one instant in the order of their ids as numbers, whichever half decides', async () => {
  const ids = ['10000000-0000-4000-bfff-000000000000', '20000000-0000-4000-8000-000000000000'] as const;
  const deed = { atMs: nowMs, category: '', carrier: '', query: '', platform: '', watchMs: 0 };
  const events = [
    { ...deed, person: 1, event: 'Product Added', id: ids[0] },
    { ...deed, person: 1, event: 'Product Viewed', id: ids[1] },
    { ...deed, person: 2, event: 'Product Added', id: ids[1] },
    { ...deed, person: 2, event: 'Product Viewed', id: ids[0] },
  ];
  base += 20;
  const written = await writeWorld(world, { events, orders: [], refunds: [], merges: new Map() }, base);
  const steps = [{ what: { event: 'Product Added' } }, { what: { event: 'Product Viewed' } }];
  const sequence = rule.parse({ kind: 'sequence', steps, withinHours: 1, window: null }) as Condition;
  expect([...(await rulesOverFacts().people({ ...written, nowMs }, sequence))]).toEqual([base + 1]);
});

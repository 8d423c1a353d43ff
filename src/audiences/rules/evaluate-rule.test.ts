import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PeopleSet } from '#platform/people-sets';
import { evaluateRule, fulfils } from './evaluate-rule.ts';
import { type Condition, conditionsOf, depthOf, type Rule, rule } from './rule.ts';

const city = (value: string): Condition => ({ kind: 'attribute', attribute: 'city_tier', values: [value] });
const everyone = PeopleSet.of(Array.from({ length: 60 }, (_, n) => n + 1));
/** Somebody lives in every city whose number divides theirs. */
const livesIn = (person: number, { values }: Extract<Condition, { kind: 'attribute' }>) =>
  person % Number(values[0]) === 0;

const rules = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.integer({ min: 1, max: 9 }).map((number) => city(String(number))),
    fc.array(tie('rule'), { minLength: 1, maxLength: 4 }).map((all): Rule => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 4 }).map((any): Rule => ({ any })),
    tie('rule').map((not): Rule => ({ not })),
  ),
})).rule;

it('finds who fulfils a rule, one by one or all together', async () => {
  await fc.assert(
    fc.asyncProperty(rules, async (given) => {
      const found = await evaluateRule(given, {
        everyone: async () => everyone,
        condition: async (condition) =>
          PeopleSet.of(
            [...everyone].filter((person) => condition.kind === 'attribute' && livesIn(person, condition)),
          ),
      });
      const one = async (person: number) =>
        fulfils(given, async (condition) => condition.kind === 'attribute' && livesIn(person, condition));
      for (const person of everyone) expect(found.has(person)).toBe(await one(person));
      expect([...found.without(everyone)]).toEqual([]);
    }),
  );
});

it('asks for everybody only where nothing else bounds a rule', async () => {
  const bounded: Rule = { all: [city('2'), { not: city('3') }] };
  const found = await evaluateRule(bounded, {
    everyone: async () => Promise.reject(new Error('asked for everybody')),
    condition: async (condition) => PeopleSet.of(condition === bounded.all[0] ? [2, 4, 6] : [6, 9]),
  });
  expect([...found]).toEqual([2, 4]);
});

it('takes what it can store, and says where it cannot', () => {
  expect(rule.safeParse({ all: [city('2'), { not: { any: [city('3')] } }] }).success).toBe(true);
  for (const wrong of [
    {},
    { all: [] },
    { all: [city('1')], any: [city('2')] },
    { kind: 'did', what: { action: 'flew' }, times: { op: 'at_least', value: 1 }, window: null },
    { kind: 'audience', audienceId: 'ord_01h455vb4pex5vsknk084sn02q' },
  ])
    expect(rule.safeParse(wrong).success).toBe(false);
  let deep: Rule = city('1');
  for (let level = 0; level < 5; level++) deep = { not: deep };
  expect(depthOf(deep)).toBe(6);
  expect(rule.safeParse(deep).success).toBe(true);
  expect(rule.safeParse({ not: deep }).success).toBe(false);
  const wide = { all: Array.from({ length: 17 }, () => ({ any: [city('1'), city('2'), city('3')] })) };
  expect(conditionsOf(wide)).toHaveLength(51);
  expect(rule.safeParse(wide).success).toBe(false);
});

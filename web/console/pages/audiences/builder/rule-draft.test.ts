import { expect, it } from 'vitest';
import type { Condition, Rule } from '#audiences/contract';
import { conditionsIn, draftOf, isGroup, movePart, newCondition, newGroup, ruleOf } from './rule-draft.ts';

const condition = (days: number): Condition => ({
  kind: 'last',
  what: { action: 'visited' },
  op: 'within',
  days,
  where: [],
});

it('reads a rule and writes it back, turned round and nested', () => {
  const rules: Rule[] = [
    condition(1),
    { not: condition(1) },
    { all: [condition(1), { not: condition(2) }] },
    { not: { any: [condition(1), { all: [condition(2), { not: { any: [condition(3), condition(4)] } }] }] } },
  ];
  for (const rule of rules) expect(ruleOf(draftOf(rule))).toEqual(rule);
  expect(ruleOf(draftOf({ not: { not: condition(1) } }))).toEqual(condition(1));
});

it('leaves out what is not said to its end', () => {
  const taste: Condition = {
    kind: 'taste',
    of: 'category',
    values: [],
    share: 0.3,
    timesMin: 2,
    lastDays: 90,
  };
  const narrowed: Condition = {
    ...condition(1),
    where: [{ dimension: 'category', op: 'in', values: [] }],
  } as Condition;
  const draft = newGroup([
    newCondition(taste),
    newCondition(narrowed),
    newCondition({ kind: 'audience', audienceId: '' }),
  ]);
  expect(ruleOf(draft)).toEqual(condition(1));
  expect(conditionsIn(draft)).toHaveLength(1);
});

it('leaves out groups in which nothing is yet', () => {
  expect(ruleOf(newGroup())).toBeNull();
  const draft = newGroup([newGroup(), newCondition(condition(7)), newGroup([newGroup()])]);
  expect(ruleOf(draft)).toEqual(condition(7));
});

it('numbers conditions from left to right, and moves them', () => {
  const draft = draftOf({ all: [condition(1), { any: [condition(2), condition(3)] }, condition(4)] });
  const days = (group: typeof draft) =>
    conditionsIn(group).map((one) => (one.condition.kind === 'last' ? one.condition.days : 0));
  expect(days(draft)).toEqual([1, 2, 3, 4]);
  const group = draft.parts[1];
  expect(group && isGroup(group)).toBe(true);
  expect(days(movePart(draft, group?.key ?? '', -1))).toEqual([2, 3, 1, 4]);
  expect(days(movePart(draft, draft.parts[0]?.key ?? '', -1))).toEqual([1, 2, 3, 4]);
});

import { PeopleSet } from '#platform/people-sets';
import { type Condition, childrenOf, isCondition, type Rule } from './rule.ts';

/** What evaluating asks for: the people of a condition, and everybody there is. */
export type PeopleOf = {
  readonly condition: (condition: Condition) => Promise<PeopleSet>;
  readonly everyone: () => Promise<PeopleSet>;
};

/** The people of a rule by the algebra of sets. Everybody is only asked for where nothing else bounds a `not`. */
export async function evaluateRule(rule: Rule, people: PeopleOf): Promise<PeopleSet> {
  if (isCondition(rule)) return people.condition(rule);
  if ('not' in rule) return (await people.everyone()).without(await evaluateRule(rule.not, people));
  if ('any' in rule)
    return PeopleSet.anyOf(await Promise.all(rule.any.map((part) => evaluateRule(part, people))));
  const kept = rule.all.filter((part) => !isNot(part));
  const taken = rule.all.filter(isNot);
  const [within, without] = await Promise.all([
    kept.length === 0
      ? people.everyone().then((everyone) => [everyone])
      : Promise.all(kept.map((part) => evaluateRule(part, people))),
    Promise.all(taken.map(({ not }) => evaluateRule(not, people))),
  ]);
  // The smallest first: what is cut away early need not be looked at again.
  const [smallest = PeopleSet.none, ...others] = within.sort((one, other) => one.size - other.size);
  const inAll = others.reduce((left, set) => left.and(set), smallest);
  return without.reduce((left, set) => left.without(set), inAll);
}

const isNot = (rule: Rule): rule is { readonly not: Rule } => !isCondition(rule) && 'not' in rule;

/** Whether somebody fulfils a rule, by the same tree. */
export async function fulfils(
  rule: Rule,
  holds: (condition: Condition) => Promise<boolean>,
): Promise<boolean> {
  if (isCondition(rule)) return holds(rule);
  const parts = await Promise.all(childrenOf(rule).map((part) => fulfils(part, holds)));
  if ('not' in rule) return !parts[0];
  return 'all' in rule ? parts.every(Boolean) : parts.some(Boolean);
}

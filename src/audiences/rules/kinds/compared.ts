import type { PeopleSet } from '#platform/people-sets';
import type { ConditionOf } from '../rule.ts';

export type Comparison = ConditionOf<'did'>['times'];

/**
 * Who compares as asked by a measure that is 0 for everybody of whom there is no fact. `having` answers the people
 * who have a fact and whose measure compares so; 0 therefore never has to be looked for in the store.
 */
export async function compared(
  { op, value }: Comparison,
  having: (operator: '>=' | '>' | '=', value: number) => Promise<PeopleSet>,
  everyone: () => Promise<PeopleSet>,
): Promise<PeopleSet> {
  if (op === 'at_least') return value === 0 ? everyone() : having('>=', value);
  if (op === 'exactly' && value > 0) return having('=', value);
  const [all, more] = await Promise.all([everyone(), having('>', value)]);
  return all.without(more);
}

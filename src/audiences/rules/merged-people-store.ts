import type { Columnar } from '#platform/columnar';
import { PeopleSet, peopleState } from '#platform/people-sets';

/** Numbers that one statement maps. */
const statementMax = 50_000;

/**
 * A set that was kept, with everybody who was merged since as the person they are now. Merges are read where facts
 * are, so a set is as far merged as what conditions find.
 */
export async function withMerges(columnar: Columnar, kept: PeopleSet): Promise<PeopleSet> {
  const scope = { kind: 'market' } as const;
  const { rows } = await columnar.query<{ people: string }>(scope, {
    sql: `SELECT ${peopleState('person')} AS people FROM $person_merges`,
  });
  const old = kept.and(PeopleSet.fromState(rows[0]?.people ?? ''));
  if (old.size === 0) return kept;
  const persons = [...old];
  const now: number[] = [];
  for (let from = 0; from < persons.length; from += statementMax) {
    const found = await columnar.query<{ canonical: number }>(scope, {
      sql: 'SELECT DISTINCT canonical FROM $person_merges WHERE person IN {persons:Array(UInt32)}',
      params: { persons: persons.slice(from, from + statementMax) },
    });
    for (const { canonical } of found.rows) now.push(canonical);
  }
  return kept.without(old).or(PeopleSet.of(now));
}

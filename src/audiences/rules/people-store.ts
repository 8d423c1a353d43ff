import type { Columnar } from '#platform/columnar';
import { PeopleSet, peopleState } from '#platform/people-sets';
import type { Asked, Evidence } from './condition-kind.ts';
import { and, type Statement } from './statement.ts';

/** The people that `from` (what follows FROM, with its conditions) yields in a column. */
export async function peopleFrom(
  columnar: Columnar,
  { organizationId, signal }: Asked,
  statement: Statement,
  { column, from }: { readonly column: string; readonly from: string },
): Promise<PeopleSet> {
  const { rows } = await columnar.query<{ people: string }>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT ${peopleState(column)} AS people FROM ${from}`,
      params: statement.params,
      ...(signal ? { signal } : {}),
    },
  );
  return rows[0] ? PeopleSet.fromState(rows[0].people) : PeopleSet.none;
}

/** One row of what is known of one person, for evidence. */
export async function factOf(
  columnar: Columnar,
  { organizationId, signal }: Asked,
  statement: Statement,
  sql: string,
): Promise<Evidence['values']> {
  const { rows } = await columnar.query<Record<string, string | number | null>>(
    { kind: 'organization', organizationId },
    { sql, params: statement.params, ...(signal ? { signal } : {}) },
  );
  return rows[0] ?? {};
}

/** Whether an organisation has any fact of this sort. */
export async function hasFact(
  columnar: Columnar,
  { organizationId }: Asked,
  table: string,
  statement: Statement,
  conditions: readonly string[],
): Promise<boolean> {
  const { rows } = await columnar.query<{ found: number }>(
    { kind: 'organization', organizationId },
    // As written: whether there is one does not depend on repeats.
    { sql: `SELECT 1 AS found FROM $${table} WHERE ${and(conditions)} LIMIT 1`, params: statement.params },
  );
  return rows.length > 0;
}

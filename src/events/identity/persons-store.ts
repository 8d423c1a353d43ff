import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';

/**
 * Every number that each of these persons has or had: its own, the one it was merged into, and all that were merged
 * into that one. A person who was never merged has one.
 */
export async function numbersOfPersons(
  records: Records,
  namespace: OrganizationId,
  persons: readonly number[],
): Promise<Map<number, readonly number[]>> {
  if (persons.length === 0) return new Map();
  const { rows } = await records.organization(namespace, (trx) =>
    sql<{ person: number; numbers: number[] }>`
      SELECT p.person, array_agg(s.number) AS numbers FROM unnest(${persons as number[]}::int[]) AS p (person)
      LEFT JOIN person_merges m ON m.person = p.person
      CROSS JOIN LATERAL (
        SELECT p.person AS number UNION SELECT m.canonical WHERE m.canonical IS NOT NULL
        UNION SELECT o.person FROM person_merges o WHERE o.canonical = coalesce(m.canonical, p.person)) s
      GROUP BY p.person`.execute(trx),
  );
  return new Map(rows.map(({ person, numbers }) => [person, numbers]));
}

import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';

/** The user ids by which an organisation knows persons; one without is left out, of several the oldest stands. */
export async function userIdsOf(
  records: Records,
  namespace: OrganizationId,
  persons: readonly number[],
): Promise<Map<number, string>> {
  if (persons.length === 0) return new Map();
  const { rows } = await records.organization(namespace, (trx) =>
    sql<{ person: number; user_id: string }>`
      SELECT DISTINCT ON (person) person, substr(identity, 2) AS user_id FROM person_identities
      WHERE person = ANY (${persons as number[]}) AND identity LIKE 'u%'
      ORDER BY person, created_at, identity`.execute(trx),
  );
  return new Map(rows.map(({ person, user_id }) => [person, user_id]));
}

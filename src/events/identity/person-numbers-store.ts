import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';

export type NumberedIdentity = { readonly identity: string; readonly person: number };

/**
 * The numbers of these identities, given out now where there is none. Several servers that meet the same new
 * identity agree, because it is unique; a number drawn by the one that comes second is skipped, never reused.
 * Identities must come sorted, so that two of these transactions wait for each other in one direction only.
 */
export async function numberIdentities(
  records: Records,
  namespace: OrganizationId,
  sorted: readonly string[],
): Promise<NumberedIdentity[]> {
  return records.organization(namespace, async (trx) => {
    const known = await findNumbers(trx, namespace, sorted);
    if (known.length === sorted.length) return known;
    const knownIdentities = new Set(known.map(({ identity }) => identity));
    const missing = sorted.filter((identity) => !knownIdentities.has(identity));
    const { rows: fresh } = await sql<NumberedIdentity>`
      INSERT INTO person_identities (namespace, identity, person)
      SELECT ${namespace}, identity, nextval('person_numbers') FROM unnest(${missing}::text[]) AS identity
      ON CONFLICT DO NOTHING RETURNING identity, person`.execute(trx);
    if (fresh.length === missing.length) return [...known, ...fresh];
    const freshIdentities = new Set(fresh.map(({ identity }) => identity));
    const raced = missing.filter((identity) => !freshIdentities.has(identity));
    return [...known, ...fresh, ...(await findNumbers(trx, namespace, raced))];
  });
}

async function findNumbers(trx: Trx, namespace: OrganizationId, identities: readonly string[]) {
  const { rows } = await sql<NumberedIdentity>`
    SELECT identity, person FROM person_identities
    WHERE namespace = ${namespace} AND identity = ANY (${identities as string[]}::text[])`.execute(trx);
  return rows;
}

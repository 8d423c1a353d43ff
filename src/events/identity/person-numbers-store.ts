import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { MarkOf } from '../erasing/erased-mark.ts';
import type { Identity } from './person-numbers.ts';

export type NumberedIdentity = { readonly identity: Identity; readonly person: number };

/**
 * The numbers of these identities, given out now where there is none. Several servers that meet the same new
 * identity agree, because it is unique; a number drawn by the one that comes second is skipped, never reused.
 * Whoever was erased keeps the number, found by a mark. Identities must come sorted, so that two of these transactions
 * wait for each other in one direction only.
 */
export async function numberIdentities(
  records: Records,
  namespace: OrganizationId,
  sorted: readonly Identity[],
  markOf: MarkOf,
): Promise<NumberedIdentity[]> {
  return records.organization(namespace, async (trx) => {
    const known = await findNumbers(trx, namespace, sorted);
    if (known.length === sorted.length) return known;
    const erased = await findErased(trx, namespace, without(sorted, known), markOf);
    const found = [...known, ...erased];
    const missing = without(sorted, found);
    if (missing.length === 0) return found;
    const { rows: fresh } = await sql<NumberedIdentity>`
      INSERT INTO person_identities (namespace, identity, person)
      SELECT ${namespace}, identity, nextval('person_numbers') FROM unnest(${missing}::text[]) AS identity
      ON CONFLICT DO NOTHING RETURNING identity, person`.execute(trx);
    if (fresh.length === missing.length) return [...found, ...fresh];
    return [...found, ...fresh, ...(await findNumbers(trx, namespace, without(missing, fresh)))];
  });
}

function without(identities: readonly Identity[], found: readonly NumberedIdentity[]): Identity[] {
  const known = new Set(found.map(({ identity }) => identity));
  return identities.filter((identity) => !known.has(identity));
}

async function findNumbers(
  trx: Trx,
  namespace: OrganizationId,
  identities: readonly string[],
): Promise<NumberedIdentity[]> {
  const { rows } = await sql<NumberedIdentity>`
    SELECT identity, person FROM person_identities
    WHERE namespace = ${namespace} AND identity = ANY (${identities as string[]}::text[])`.execute(trx);
  return rows;
}

/** Those of them that were erased. Where nobody ever was, which is nearly everywhere, nothing is hashed. */
async function findErased(
  trx: Trx,
  namespace: OrganizationId,
  identities: readonly Identity[],
  markOf: MarkOf,
): Promise<NumberedIdentity[]> {
  const { rows } = await sql<{ wasErased: boolean }>`
    SELECT EXISTS (SELECT FROM person_identities
      WHERE namespace = ${namespace} AND identity >= 'x' AND identity < 'y') AS "wasErased"`.execute(trx);
  if (!rows[0]?.wasErased) return [];
  const identityOf = new Map<string, Identity>(identities.map((one) => [markOf(namespace, one), one]));
  const marked = await findNumbers(trx, namespace, [...identityOf.keys()]);
  return marked.map(({ identity, person }) => ({ identity: identityOf.get(identity) as Identity, person }));
}

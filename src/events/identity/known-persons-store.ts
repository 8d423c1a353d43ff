import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { Identity } from './person-numbers.ts';

/** Ids that one statement looks for. */
const statementMax = 50_000;

/** The numbers of those identities that are known; unlike `PersonNumbers.resolve` it numbers nobody. */
export async function knownPersons(
  records: Records,
  namespace: OrganizationId,
  identities: readonly Identity[],
): Promise<Map<Identity, number>> {
  const found = new Map<Identity, number>();
  for (let from = 0; from < identities.length; from += statementMax) {
    const part = identities.slice(from, from + statementMax) as string[];
    const { rows } = await records.organization(namespace, (trx) =>
      sql<{ identity: Identity; person: number }>`
        SELECT identity, person FROM person_identities
        WHERE namespace = ${namespace} AND identity = ANY (${part}::text[])`.execute(trx),
    );
    for (const { identity, person } of rows) found.set(identity, person);
  }
  return found;
}

/** The same for user ids of which only the SHA-256 is told, in lower-case hexadecimal digits. */
export async function knownByHash(
  records: Records,
  namespace: OrganizationId,
  hashes: readonly string[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let from = 0; from < hashes.length; from += statementMax) {
    // As an array of values, not as rows to join: then each is looked up whatever the planner knows of the table.
    const part = hashes.slice(from, from + statementMax).map((hash) => Buffer.from(hash, 'hex'));
    const { rows } = await records.organization(namespace, (trx) =>
      sql<{ hash: string; person: number }>`
        SELECT encode(user_id_hash, 'hex') AS hash, person FROM person_identities
        WHERE namespace = ${namespace} AND user_id_hash = ANY (${part}::bytea[])`.execute(trx),
    );
    for (const { hash, person } of rows) found.set(hash, person);
  }
  return found;
}

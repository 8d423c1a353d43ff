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
  if (hashes.length === 0) return new Map();
  const { rows } = await records.organization(namespace, (trx) =>
    sql<{ hash: string; person: number }>`
      WITH wanted AS (SELECT DISTINCT decode(one, 'hex') AS hash FROM unnest(${hashes as string[]}::text[]) AS one)
      SELECT encode(w.hash, 'hex') AS hash, i.person FROM person_identities i
      JOIN wanted w ON w.hash = sha256(convert_to(substr(i.identity, 2), 'UTF8'))
      WHERE i.namespace = ${namespace} AND i.identity LIKE 'u%'`.execute(trx),
  );
  return new Map(rows.map(({ hash, person }) => [hash, person]));
}

import { sql } from 'kysely';
import type { Records, Trx } from '#platform/records';

/** What both kinds of keys have in common, whichever table they live in. */
export type KeyTable = 'api_keys' | 'write_keys';

/** When each key was last used, by id. */
export type UsedMarks = ReadonlyMap<string, Date>;

export async function markKeysUsed(records: Records, table: KeyTable, used: UsedMarks): Promise<void> {
  await records.market((trx) =>
    sql`UPDATE ${sql.table(table)} AS keys SET last_used_at = used.at
        FROM unnest(${[...used.keys()]}::uuid[], ${[...used.values()]}::timestamptz[]) AS used (id, at)
        WHERE keys.id = used.id`.execute(trx),
  );
}

/** Null when there is no such key, or it was revoked before. */
export async function revokeKey(trx: Trx, table: KeyTable, id: string): Promise<{ name: string } | null> {
  const { rows } = await sql<{ name: string }>`UPDATE ${sql.table(table)} SET revoked_at = now()
    WHERE id = ${id} AND revoked_at IS NULL RETURNING name`.execute(trx);
  return rows[0] ?? null;
}

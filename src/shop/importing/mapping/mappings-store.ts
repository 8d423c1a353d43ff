import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import { normalName } from './order-fields.ts';

export type RememberedMapping = {
  readonly mapping: Record<string, string>;
  readonly options: Record<string, unknown>;
};

/** A header is the same when its columns are, whatever their case and punctuation. */
export function headerHash(columns: readonly string[]): Buffer {
  return createHash('sha256').update(columns.map(normalName).join('\n')).digest();
}

export async function recallMapping(
  records: Records,
  organizationId: OrganizationId,
  kind: string,
  columns: readonly string[],
): Promise<RememberedMapping | null> {
  return records.organization(organizationId, async (trx) => {
    const { rows } = await sql<RememberedMapping>`
      SELECT mapping, options FROM import_mappings WHERE kind = ${kind} AND header_hash = ${headerHash(columns)}`.execute(
      trx,
    );
    return rows[0] ?? null;
  });
}

export async function rememberMapping(
  trx: Trx,
  organizationId: OrganizationId,
  kind: string,
  columns: readonly string[],
  remembered: RememberedMapping,
): Promise<void> {
  await sql`
    INSERT INTO import_mappings (organization_id, kind, header_hash, mapping, options)
    VALUES (${organizationId}, ${kind}, ${headerHash(columns)}, ${JSON.stringify(remembered.mapping)}::jsonb, ${JSON.stringify(remembered.options)}::jsonb)
    ON CONFLICT (organization_id, kind, header_hash)
    DO UPDATE SET mapping = excluded.mapping, options = excluded.options, updated_at = now()`.execute(trx);
}

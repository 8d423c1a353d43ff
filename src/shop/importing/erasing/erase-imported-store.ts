import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';

/** Whether a file is being read, from which rows may come that name anybody. */
export function isImporting(records: Records, organizationId: OrganizationId): Promise<boolean> {
  return records.organization(organizationId, async (trx) => {
    const row = await trx
      .selectFrom('imports')
      .select('id')
      .where('state', '=', 'running')
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  });
}

/** Files of imports that nothing reads now. */
export function restingFiles(
  records: Records,
  organizationId: OrganizationId,
): Promise<{ id: string; fileKey: string }[]> {
  return records.organization(organizationId, (trx) =>
    trx
      .selectFrom('imports')
      .select(['id', 'file_key as fileKey'])
      .where('state', '<>', 'running')
      .where('file_removed_at', 'is', null)
      .execute(),
  );
}

/** False where the import was started meanwhile, and needs its file. */
export function noteFileRemoved(
  records: Records,
  organizationId: OrganizationId,
  id: string,
): Promise<boolean> {
  return records.organization(organizationId, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('imports')
      .set({ file_removed_at: sql<Date>`now()` })
      .where('id', '=', id)
      .where('state', '<>', 'running')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  });
}

/** What stands before and behind an id that is named by itself, and is no part of a longer one. */
const edge = '[^[:alnum:]_-]';

/** Empties rejected rows that name any of these ids; that they were rejected, and as what, stays. */
export function emptyRejectsOf(
  records: Records,
  organizationId: OrganizationId,
  ids: readonly string[],
): Promise<void> {
  const patterns = ids.map(
    (id) => `(^|${edge})${id.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(${edge}|$)`,
  );
  return records.organization(organizationId, async (trx) => {
    await sql`
      UPDATE import_rejects SET raw = '', reason = 'row_erased', reason_values = '{}',
        detail = 'The row named somebody who was erased since.'
      WHERE organization_id = ${organizationId} AND raw ~ ANY (${patterns}::text[])`.execute(trx);
  });
}

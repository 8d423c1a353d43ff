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

/** Files of imports that nothing reads now, those included that were to be removed before: it may not have come to it. */
export function restingFiles(
  records: Records,
  organizationId: OrganizationId,
): Promise<{ id: string; fileKey: string }[]> {
  return records.organization(organizationId, (trx) =>
    trx.selectFrom('imports').select(['id', 'file_key as fileKey']).where('state', '<>', 'running').execute(),
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
      .set({ file_removed_at: sql<Date>`coalesce(file_removed_at, now())` })
      .where('id', '=', id)
      .where('state', '<>', 'running')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  });
}

/** What stands before and behind an id that is named by itself, and is no part of a longer one. */
const edge = '[^[:alnum:]_-]';

/**
 * Empties rejected rows that name any of these ids; that they were rejected, and as what, stays. An id that is a usual
 * number is found in rows of others too: rather too many are emptied than one is left.
 */
export function emptyRejectsOf(
  records: Records,
  organizationId: OrganizationId,
  ids: readonly string[],
): Promise<void> {
  const patterns = ids.map(
    (id) => `(^|${edge})${id.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(${edge}|$)`,
  );
  return records.organization(organizationId, async (trx) => {
    // A thousand ids in a hundred thousand rows take 18 seconds; the pool ends statements after a minute.
    await sql`SET LOCAL statement_timeout = '30min'`.execute(trx);
    // A pattern is compiled anew for each row when there are many: only where the id stands at all is it asked.
    await sql`
      UPDATE import_rejects SET raw = '', reason = 'row_erased', reason_values = '{}',
        detail = 'The row named somebody who was erased since.'
      WHERE organization_id = ${organizationId} AND EXISTS (
        SELECT FROM unnest(${ids as string[]}::text[], ${patterns}::text[]) AS named (id, pattern)
        WHERE CASE WHEN strpos(raw, id) > 0 THEN raw ~ pattern ELSE false END)`.execute(trx);
  });
}

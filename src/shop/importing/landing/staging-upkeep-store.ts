import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import { emptySummary, type ImportPosition, startPosition } from '../import-job.ts';

/** How many rows of an import are staged; fewer than its position says after PostgreSQL itself crashed. */
export async function countStaged(
  records: Records,
  organizationId: OrganizationId,
  importId: string,
): Promise<number> {
  return records.organization(organizationId, async (trx) => {
    const { rows } = await sql<{
      rows: number;
    }>`SELECT count(*)::int AS rows FROM import_rows WHERE import_id = ${importId}`.execute(trx);
    return rows[0]?.rows ?? 0;
  });
}

/** Forgets what was read, so that the file is read again from its first row. Landed orders stay and match. */
export async function restartReading(
  records: Records,
  organizationId: OrganizationId,
  importId: string,
): Promise<ImportPosition> {
  await records.organization(organizationId, async (trx) => {
    await dropStaged(trx, importId);
    await trx.deleteFrom('import_rejects').where('import_id', '=', importId).execute();
    await sql`UPDATE imports SET position = ${JSON.stringify(startPosition)}::jsonb, summary = ${JSON.stringify(emptySummary)}::jsonb,
      rows_read = 0, rows_taken = 0, rows_rejected = 0, bytes_read = 0 WHERE id = ${importId}`.execute(trx);
  });
  return startPosition;
}

export async function dropStaged(trx: Trx, importId: string): Promise<void> {
  await sql`SET LOCAL statement_timeout = '30min'`.execute(trx);
  await sql`DELETE FROM import_rows WHERE import_id = ${importId}`.execute(trx);
}

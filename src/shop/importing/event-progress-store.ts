import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { ImportStopped } from './fence-store.ts';
import { finishImport, lockForChange } from './imports-store.ts';
import type { RejectedLine } from './rejects-store.ts';
import { saveRejects } from './rejects-store.ts';

export type EventBatch = {
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  readonly taken: number;
  readonly rejects: readonly RejectedLine[];
  readonly bytesRead: number;
};

/** Moves the position of an event import past a batch that is durable. */
export async function saveEventBatch(
  records: Records,
  organizationId: OrganizationId,
  importId: string,
  batch: EventBatch,
): Promise<void> {
  await records.organization(organizationId, async (trx) => {
    const record = await lockForChange(trx, importId);
    if (record?.state !== 'running') throw new ImportStopped(`The import is ${record?.state ?? 'gone'}.`);
    if (record.rowsRead !== batch.rowsBefore)
      throw new ImportStopped('Another process took the import over.');
    await saveRejects(trx, organizationId, importId, batch.rejects);
    await trx
      .updateTable('imports')
      .set({
        rows_read: batch.rowsAfter,
        rows_taken: record.rowsTaken + batch.taken,
        rows_rejected: record.rowsRejected + batch.rejects.length,
        bytes_read: batch.bytesRead,
      })
      .where('id', '=', importId)
      .execute();
  });
}

export async function completeEventImport(
  records: Records,
  organizationId: OrganizationId,
  importId: string,
): Promise<void> {
  await records.organization(organizationId, async (trx) => {
    const record = await lockForChange(trx, importId);
    if (record?.state === 'running') await finishImport(trx, importId, 'done', null);
  });
}

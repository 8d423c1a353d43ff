import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { TakenLines } from '../../shop-options.ts';
import { ImportStopped } from '../fence-store.ts';
import { finishImport, lockForChange } from '../imports-store.ts';
import type { RejectedLine } from '../rejects-store.ts';
import { saveRejects } from '../rejects-store.ts';
import { restateAfterEventImport } from './restate-events-store.ts';

export type EventBatch = {
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  readonly taken: number;
  readonly span: TakenLines['span'];
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
        ...(batch.span === null ? {} : widened(batch.span)),
      })
      .where('id', '=', importId)
      .execute();
  });
}

/** `least` and `greatest` leave out what is null. */
const widened = ({ fromMs, toMs }: NonNullable<TakenLines['span']>) => ({
  events_from: sql<Date>`least(events_from, ${new Date(fromMs)}::timestamptz)`,
  events_to: sql<Date>`greatest(events_to, ${new Date(toMs)}::timestamptz)`,
});

export async function completeEventImport(
  records: Records,
  organizationId: OrganizationId,
  importId: string,
): Promise<void> {
  await records.organization(organizationId, async (trx) => {
    const record = await lockForChange(trx, importId);
    if (record?.state !== 'running') return;
    await finishImport(trx, importId, 'done', null);
    await restateAfterEventImport(trx, organizationId, importId);
  });
}

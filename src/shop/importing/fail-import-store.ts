import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { finishImport, lockForChange } from './imports-store.ts';

/** Ends a running import with the sentence that says why; it may be started again and goes on from there. */
export async function failImport(
  records: Records,
  organizationId: OrganizationId,
  importId: string,
  reason: string,
): Promise<void> {
  await records.organization(organizationId, async (trx) => {
    const current = await lockForChange(trx, importId);
    if (current?.state === 'running') await finishImport(trx, importId, 'failed', reason.slice(0, 1_000));
  });
}

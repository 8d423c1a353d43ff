import type { OrganizationId } from '#kernel/ids';
import type { Files } from '#platform/files';
import type { Records } from '#platform/records';
import { emptyRejectsOf, noteFileRemoved, restingFiles } from './erase-imported-store.ts';

/**
 * Erases people by their ids from what is kept of imports: rejected rows that name them, and the files that were
 * brought, all of them, because nobody can be cut out of a workbook. Orders and events that came of them stay. Without
 * an id there is nobody to be found, and nothing is done; done again it changes nothing.
 */
export async function eraseImported(
  { records, files }: { readonly records: Records; readonly files: Files },
  organizationId: OrganizationId,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await emptyRejectsOf(records, organizationId, ids);
  for (const { id, fileKey } of await restingFiles(records, organizationId))
    if (await noteFileRemoved(records, organizationId, id)) await files.remove(fileKey);
}

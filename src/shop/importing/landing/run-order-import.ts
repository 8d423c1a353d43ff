import { BrokenFile, openFile } from '#events/file-reading';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { ShopOptions } from '../../shop-options.ts';
import { failImport } from '../fail-import-store.ts';
import { ImportStopped, type Progress } from '../fence-store.ts';
import { type ImportRecord, loadImport } from '../imports-store.ts';
import type { OrderMapping } from '../mapping/order-fields.ts';
import { readingRules, type SettledOptions } from '../mapping/reading-rules.ts';
import { directoryOf } from '../rows/directory.ts';
import { beginLanding, landStep } from './land-staged-store.ts';
import { readIntoStaging } from './read-into-staging.ts';
import { countStaged, restartReading } from './staging-upkeep-store.ts';

export type ImportOptions = Pick<ShopOptions, 'records' | 'files' | 'resolvePersons' | 'structureOf'>;

/**
 * Runs an order import from wherever it stands to its end. May be called again for the same import at any time,
 * also by another process after this one was killed: it goes on, or finds nothing to do.
 */
export async function runOrderImport(
  options: ImportOptions,
  organizationId: OrganizationId,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  const started = await loadImport(options.records, organizationId, importId);
  if (started?.state !== 'running' || started.kind !== 'orders') return;
  try {
    await run(options, organizationId, started, signal);
  } catch (error) {
    if (error instanceof ImportStopped) return;
    if (!(error instanceof BrokenFile)) throw error;
    await failImport(options.records, organizationId, importId, error.message);
  }
}

async function run(
  { records, files, resolvePersons, structureOf }: ImportOptions,
  organizationId: OrganizationId,
  record: ImportRecord,
  signal: AbortSignal,
): Promise<void> {
  const directory = directoryOf(await structureOf(organizationId));
  const opened = await openFile(files.path(record.fileKey));
  if (!opened.ok) throw new BrokenFile(opened.refusal.detail);
  const rules = readingRules(
    opened.value.columns,
    (record.mapping ?? {}) as OrderMapping,
    record.options as SettledOptions,
    directory,
  );
  if (!rules) throw new BrokenFile('The shop that these orders belong to is gone.');
  let progress: Progress | null = await soundProgress(records, organizationId, record);
  const landing = {
    organizationId,
    origin: 'import',
    importId: record.id,
    simulated: directory.simulated,
  } as const;
  if (progress.position.phase === 'reading') {
    const reading = {
      records,
      resolvePersons,
      organizationId,
      importId: record.id,
      file: opened.value,
      rules,
      signal,
    };
    await readIntoStaging(reading, progress.position);
    const read = await loadImport(records, organizationId, record.id);
    if (!read) return;
    progress = await beginLanding(records, landing, read, read.position.staged);
  }
  while (progress) {
    signal.throwIfAborted();
    progress = await landStep(records, landing, progress);
  }
}

/** Staged rows are lost when PostgreSQL itself crashes; then the file is read again. */
async function soundProgress(
  records: Records,
  organizationId: OrganizationId,
  record: ImportRecord,
): Promise<Progress> {
  const { position, summary } = record;
  if ((await countStaged(records, organizationId, record.id)) === position.staged)
    return { position, summary };
  const restarted = await restartReading(records, organizationId, record.id);
  const again = await loadImport(records, organizationId, record.id);
  return { position: restarted, summary: again?.summary ?? summary };
}

import { BrokenFile, type FileShape, type RawLine, type ReadProgress, readLines } from '#events/file-reading';
import type { OrganizationId } from '#kernel/ids';
import type { RefusedLine, ShopOptions } from '../shop-options.ts';
import { completeEventImport, saveEventBatch } from './event-progress-store.ts';
import { failImport } from './fail-import-store.ts';
import { ImportStopped } from './fence-store.ts';
import { type ImportRecord, loadImport } from './imports-store.ts';

const linesAtOnce = 2_000;

/**
 * Reads a file of Segment-like JSON lines and hands them to the collector's own door, so that they are checked,
 * counted once and tied to persons like any event. A batch is acknowledged by the columnar store before the
 * position moves; one repeated after a kill has the same event ids and counts once.
 */
export async function runEventImport(
  options: Pick<ShopOptions, 'records' | 'files' | 'takeEvents'>,
  organizationId: OrganizationId,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  const record = await loadImport(options.records, organizationId, importId);
  if (record?.state !== 'running' || record.kind !== 'events') return;
  try {
    await run(options, organizationId, record, signal);
  } catch (error) {
    if (error instanceof ImportStopped) return;
    if (!(error instanceof BrokenFile)) throw error;
    await failImport(options.records, organizationId, importId, error.message);
  }
}

async function run(
  { records, files, takeEvents }: Pick<ShopOptions, 'records' | 'files' | 'takeEvents'>,
  organizationId: OrganizationId,
  record: ImportRecord,
  signal: AbortSignal,
): Promise<void> {
  const progress: ReadProgress = { bytesRead: 0 };
  let done = record.rowsRead;
  const take = async (lines: readonly RawLine[]) => {
    signal.throwIfAborted();
    const refused = await takeEvents(organizationId, lines);
    const texts = new Map(lines.map((line) => [line.number, line.text]));
    const rejects = refused.map((one: RefusedLine) => ({ ...one, raw: texts.get(one.number) ?? '' }));
    const rowsAfter = lines.at(-1)?.number ?? done;
    await saveEventBatch(records, organizationId, record.id, {
      rowsBefore: done,
      rowsAfter,
      taken: lines.length - rejects.length,
      rejects,
      bytesRead: progress.bytesRead,
    });
    done = rowsAfter;
  };
  let lines: RawLine[] = [];
  for await (const line of readLines(
    files.path(record.fileKey),
    record.shape as unknown as FileShape,
    progress,
  )) {
    if (line.number <= record.rowsRead) continue;
    lines.push(line);
    if (lines.length < linesAtOnce) continue;
    await take(lines);
    lines = [];
  }
  if (lines.length > 0) await take(lines);
  await completeEventImport(records, organizationId, record.id);
}

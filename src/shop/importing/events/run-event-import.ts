import { BrokenFile, type RawLine, type ReadProgress, readLines } from '#events/file-reading';
import type { OrganizationId } from '#kernel/ids';
import type { ShopOptions } from '../../shop-options.ts';
import { failImport } from '../fail-import-store.ts';
import { ImportStopped } from '../fence-store.ts';
import { type ImportRecord, loadImport } from '../imports-store.ts';
import { completeEventImport, type EventBatch, saveEventBatch } from './event-progress-store.ts';

const linesAtOnce = 5_000;
/** Batches handed over before the first is durable; the collector writes them as one group. */
const batchesUnderWayMax = 4;

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
  const underWay: Promise<EventBatch>[] = [];
  let position = record.rowsRead;
  // Positions are saved in the file's order, whichever batch is durable first.
  const settleOldest = async () => {
    const batch = await underWay[0];
    underWay.shift();
    if (batch) await saveEventBatch(records, organizationId, record.id, batch);
  };
  const take = async (lines: readonly RawLine[]) => {
    signal.throwIfAborted();
    if (underWay.length >= batchesUnderWayMax) await settleOldest();
    const rowsBefore = position;
    position = lines.at(-1)?.number ?? position;
    const batch = takeBatch(takeEvents, organizationId, lines, {
      rowsBefore,
      rowsAfter: position,
      bytesRead: progress.bytesRead,
    });
    batch.catch(() => undefined);
    underWay.push(batch);
  };
  let lines: RawLine[] = [];
  for await (const line of readLines(files.path(record.fileKey), record.shape, progress)) {
    if (line.number <= record.rowsRead) continue;
    lines.push(line);
    if (lines.length < linesAtOnce) continue;
    await take(lines);
    lines = [];
  }
  if (lines.length > 0) await take(lines);
  while (underWay.length > 0) await settleOldest();
  await completeEventImport(records, organizationId, record.id);
}

async function takeBatch(
  takeEvents: ShopOptions['takeEvents'],
  organizationId: OrganizationId,
  lines: readonly RawLine[],
  place: Pick<EventBatch, 'rowsBefore' | 'rowsAfter' | 'bytesRead'>,
): Promise<EventBatch> {
  const { refused, span } = await takeEvents(organizationId, lines);
  const texts = new Map(refused.length > 0 ? lines.map((line) => [line.number, line.text]) : []);
  const rejects = refused.map((one) => ({ ...one, raw: texts.get(one.number) ?? '' }));
  return { ...place, taken: lines.length - rejects.length, span, rejects };
}

import { showId } from '#kernel/ids';
import type { ImportView } from '../contract.ts';
import type { ImportRecord } from './imports-store.ts';

/** Shares of the phases in an import's time, as measured on half a million real lines. */
const readingShare = 0.4;
const ordersShare = 0.55;

/** How far an import is, 0 to 1. Orders land in the order of their hashed ids, so the id itself says how far. */
export function doneShare(
  record: Pick<ImportRecord, 'state' | 'kind' | 'bytesRead' | 'fileBytes' | 'position'>,
): number {
  if (record.state === 'done') return 1;
  const read = record.fileBytes === 0 ? 1 : Math.min(1, record.bytesRead / record.fileBytes);
  if (record.kind === 'events') return read;
  const { position } = record;
  if (position.phase === 'reading') return readingShare * read;
  if (position.phase === 'orders')
    return readingShare + ordersShare * (Number.parseInt(position.after.slice(0, 8), 16) / 2 ** 32);
  return readingShare + ordersShare;
}

export function showImport(record: ImportRecord, nowMs: number): ImportView {
  const done = doneShare(record);
  const endMs = record.finishedAt?.getTime() ?? nowMs;
  const seconds = record.startedAt ? Math.max(0, endMs - record.startedAt.getTime()) / 1000 : 0;
  const running = record.state === 'running';
  return {
    id: showId('import', record.id),
    kind: record.kind,
    fileName: record.fileName,
    fileBytes: record.fileBytes,
    state: record.state,
    format: record.shape.format,
    preset: record.shape.proposal?.presetId ?? null,
    progress: {
      phase: running && record.kind === 'orders' ? record.position.phase : record.state,
      done,
      rowsRead: record.rowsRead,
      rowsTaken: record.rowsTaken,
      rowsRejected: record.rowsRejected,
      rowsTotal: record.rowsTotal,
      bytesRead: Math.min(record.bytesRead, record.fileBytes),
      rowsPerSecond: seconds > 0 ? Math.round(record.rowsRead / seconds) : null,
      secondsLeft: running && done > 0.01 ? Math.round((seconds * (1 - done)) / done) : null,
    },
    summary: record.kind === 'orders' ? record.summary : {},
    error: record.error,
    hasFile: record.fileRemovedAt === null,
    createdBy: record.createdBy,
    createdAt: record.createdAt.toISOString(),
    startedAt: record.startedAt?.toISOString() ?? null,
    finishedAt: record.finishedAt?.toISOString() ?? null,
  };
}

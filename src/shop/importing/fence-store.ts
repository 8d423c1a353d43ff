import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import type { ImportPosition, ImportSummary } from './import-job.ts';

/** What every step of an import reads first, locked, and writes last, in its own transaction. */
export type Progress = { readonly position: ImportPosition; readonly summary: ImportSummary };

/** Thrown when an import was cancelled, or another process took it over while this one was thought dead. */
export class ImportStopped extends Error {
  override readonly name = 'ImportStopped';
}

/** Locks the import and proves that it is still ours and still where we left it. */
export async function lockImport(trx: Trx, importId: string, expected: ImportPosition): Promise<void> {
  // The pool ends statements after a minute, which is right for requests and too soon for a file of millions.
  await sql`SET LOCAL statement_timeout = '30min'`.execute(trx);
  const row = await trx
    .selectFrom('imports')
    .select(['state', 'position'])
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
  if (row?.state !== 'running') throw new ImportStopped(`The import is ${row?.state ?? 'gone'}.`);
  if (!samePosition(row.position, expected)) throw new ImportStopped('Another process took the import over.');
}

/** jsonb orders its keys by itself, so positions are compared key by key. */
function samePosition(stored: unknown, expected: ImportPosition): boolean {
  const known = stored as Record<string, unknown>;
  const entries = Object.entries(expected);
  return (
    Object.keys(known).length === entries.length && entries.every(([key, value]) => known[key] === value)
  );
}

export async function saveProgress(trx: Trx, importId: string, progress: Progress): Promise<void> {
  await sql`UPDATE imports SET position = ${JSON.stringify(progress.position)}::jsonb, summary = ${JSON.stringify(progress.summary)}::jsonb
    WHERE id = ${importId}`.execute(trx);
}

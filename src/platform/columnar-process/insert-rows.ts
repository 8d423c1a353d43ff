import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RawInsertFormat, Session } from 'chdb';
import { ColumnarException } from './exception.ts';
import type { RawInsert } from './statement.ts';

export type RowsWritten = { readonly rows: number; readonly bytes: number; readonly seconds: number };

/** Formats chDB parses from the caller's bytes without making a JavaScript string of them. */
const inlineFormats = new Set([
  'JSONEachRow',
  'JSONCompactEachRow',
  'TabSeparated',
  'TSV',
  'CSV',
  'TabSeparatedWithNames',
  'TSVWithNames',
  'CSVWithNames',
]);

/**
 * The engine looks through rows that follow a statement for the end of that statement, all of them, at half
 * the price of the whole insert: more than this many bytes come cheaper by way of a file.
 */
const inlineBytesMax = 32 * 1024;

/** Hands rows as they came over the wire to the engine, in any format that it reads. */
export class RowDoor {
  readonly #folder: string;

  /** Empties the folder: what an earlier process left there was never acknowledged. */
  constructor(folder: string) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
  }

  insert(session: Session, insert: RawInsert, format: string, rows: Buffer): Promise<RowsWritten> {
    if (rows.length <= inlineBytesMax && inlineFormats.has(format))
      return insertInline(session, insert, format, rows);
    return this.#insertByFile(session, insert, format, rows);
  }

  /** The file is not synced and lives for one insert, so it seldom reaches the disk. */
  async #insertByFile(
    session: Session,
    { table, columns }: RawInsert,
    format: string,
    rows: Buffer,
  ): Promise<RowsWritten> {
    const path = join(this.#folder, randomUUID());
    try {
      await writeFile(path, rows, { mode: 0o600 }).catch(refuseForWantOfRoom);
      const list = columns === null ? '' : ` (${columns.join(', ')})`;
      const result = await session.queryAsync(
        `INSERT INTO ${table}${list} FROM INFILE '${path.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'
         COMPRESSION 'none' FORMAT ${format}`,
      );
      // The engine takes a file that is not there for one without rows.
      if (result.rowsRead === 0 && rows.length > 0)
        throw new ColumnarException(49, 'LOGICAL_ERROR', 'No row was found in the body of an INSERT');
      return { rows: result.rowsRead, bytes: rows.length, seconds: result.elapsed };
    } finally {
      await unlink(path).catch(() => undefined);
    }
  }
}

async function insertInline(
  session: Session,
  insert: RawInsert,
  format: string,
  values: Buffer,
): Promise<RowsWritten> {
  const { rowsWritten, bytesWritten, elapsed } = await session.insert({
    table: insert.table,
    values,
    format: format as RawInsertFormat,
    ...(insert.columns ? { columns: [...insert.columns] } : {}),
  });
  return { rows: rowsWritten, bytes: bytesWritten, seconds: elapsed };
}

function refuseForWantOfRoom(error: NodeJS.ErrnoException): never {
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT')
    throw new ColumnarException(243, 'NOT_ENOUGH_SPACE', 'There is no room left for the rows of an INSERT');
  throw error;
}

import { stat } from 'node:fs/promises';
import {
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { BrokenFile, type ReadProgress, type SourceRow } from './source-file.ts';

/** Rows decoded at a time: a row group may hold millions, memory must not. */
const rowsAtOnce = 20_000;

export type ParquetTable = {
  readonly columns: readonly string[];
  readonly rowsTotal: number;
  readonly metadata: FileMetaData;
};

export async function inspectParquet(path: string): Promise<ParquetTable> {
  try {
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(path));
    const columns = parquetSchema(metadata).children.map((child) => child.element.name);
    return { columns, rowsTotal: Number(metadata.num_rows), metadata };
  } catch (error) {
    throw new BrokenFile(`This is not a readable Parquet file: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

export async function* readParquet(
  path: string,
  table: ParquetTable,
  progress?: ReadProgress,
): AsyncGenerator<SourceRow> {
  const file = await asyncBufferFromFile(path);
  const { size } = await stat(path);
  for (let rowStart = 0; rowStart < table.rowsTotal; rowStart += rowsAtOnce) {
    const rowEnd = Math.min(rowStart + rowsAtOnce, table.rowsTotal);
    let rows: Record<string, unknown>[];
    try {
      rows = await parquetReadObjects({ file, metadata: table.metadata, compressors, rowStart, rowEnd });
    } catch (error) {
      throw new BrokenFile(
        `The file cannot be read further after row ${rowStart}: ${(error as Error).message}.`,
        { cause: error },
      );
    }
    if (progress) progress.bytesRead = Math.round((size * rowEnd) / table.rowsTotal);
    for (const [index, row] of rows.entries()) {
      yield { number: rowStart + index + 1, cells: table.columns.map((column) => cellText(row[column])) };
    }
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (typeof value === 'object') {
    return JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? inner.toString() : inner));
  }
  return String(value);
}

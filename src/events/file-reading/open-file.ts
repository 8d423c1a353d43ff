import { stat } from 'node:fs/promises';
import { ok, type Refusal, type Refused, type Result, refuse } from '#kernel/result';
import { readSample } from './byte-stream.ts';
import { detectDelimiter } from './delimiter.ts';
import { detectFormat } from './file-format.ts';
import { columnNames, isHeader, numberedColumns } from './header-row.ts';
import { readDelimited } from './read-delimited.ts';
import { jsonColumns, readJsonLines } from './read-json-lines.ts';
import { inspectParquet, readParquet } from './read-parquet.ts';
import { inspectXlsx, readXlsx } from './read-xlsx.ts';
import { BrokenFile, type FileShape, type SourceFile } from './source-file.ts';
import { decodeSample, detectEncoding } from './text-encoding.ts';

export type FileRefusal = Refusal<'file_empty' | 'file_unknown_format' | 'file_broken'>;

/** More is no table of orders; each column costs work when a mapping is sought. */
const columnsMax = 2_000;

/** Looks into a file and answers how to read it; rows are read only when asked for. */
export async function openFile(path: string): Promise<Result<SourceFile, FileRefusal>> {
  const opened = await look(path);
  if (opened.ok && opened.value.columns.length > columnsMax)
    return refuse('file_unknown_format', `The file has more than ${columnsMax} columns.`);
  return opened;
}

async function look(path: string): Promise<Result<SourceFile, FileRefusal>> {
  try {
    const { size } = await stat(path);
    const { compressed, sample } = await readSample(path);
    if (sample.length === 0) return refuse('file_empty', 'The file is empty.');
    const format = detectFormat(sample);
    if (format === null) return unknownFormat();
    if (format === 'xlsx' || format === 'parquet') {
      if (compressed)
        return refuse(
          'file_unknown_format',
          'Unpack this file first: Excel and Parquet files are compressed already.',
        );
      return ok(format === 'xlsx' ? await openXlsx(path, size) : await openParquet(path, size));
    }
    return format === 'json_lines'
      ? ok(openJsonLines(path, size, compressed, sample))
      : await openDelimited(path, size, compressed, sample);
  } catch (error) {
    const broken = error instanceof BrokenFile ? error.message : unreadable(error);
    if (broken === null) throw error;
    return refuse('file_broken', broken);
  }
}

function unknownFormat(): Refused<FileRefusal> {
  return refuse(
    'file_unknown_format',
    'This is not a CSV, TSV, XLSX, Parquet or JSON lines file (.gz of a text file is fine; save an old .xls as .xlsx).',
  );
}

function unreadable(error: unknown): string | null {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && code.startsWith('Z_')
    ? 'The compressed file is damaged or cut off.'
    : null;
}

async function openDelimited(
  path: string,
  bytes: number,
  compressed: boolean,
  sample: Uint8Array,
): Promise<Result<SourceFile, FileRefusal>> {
  const encoding = detectEncoding(sample);
  const delimiter = detectDelimiter(decodeSample(sample, encoding));
  const unheaded: FileShape = { format: 'delimited', compressed, encoding, delimiter, hasHeader: false };
  let first: readonly string[] | null = null;
  for await (const row of readDelimited(path, unheaded)) {
    if ('cells' in row) first = row.cells;
    break;
  }
  if (first === null) return refuse('file_empty', 'The file has no rows.');
  const shape = { ...unheaded, hasHeader: isHeader(first) };
  return ok({
    shape,
    columns: shape.hasHeader ? columnNames(first) : numberedColumns(first.length),
    bytes,
    rowsTotal: null,
    rows: (progress) => readDelimited(path, shape, progress),
  });
}

function openJsonLines(path: string, bytes: number, compressed: boolean, sample: Uint8Array): SourceFile {
  const encoding = detectEncoding(sample);
  const shape: FileShape = { format: 'json_lines', compressed, encoding, hasHeader: true };
  const columns = jsonColumns(decodeSample(sample, encoding));
  return {
    shape,
    columns,
    bytes,
    rowsTotal: null,
    rows: (progress) => readJsonLines(path, shape, columns, progress),
  };
}

async function openParquet(path: string, bytes: number): Promise<SourceFile> {
  const table = await inspectParquet(path);
  const shape: FileShape = { format: 'parquet', compressed: false, hasHeader: true };
  return {
    shape,
    columns: table.columns,
    bytes,
    rowsTotal: table.rowsTotal,
    rows: (progress) => readParquet(path, table, progress),
  };
}

async function openXlsx(path: string, bytes: number): Promise<SourceFile> {
  const book = await inspectXlsx(path);
  const shape: FileShape = { format: 'xlsx', compressed: false, hasHeader: isHeader(book.firstRow) };
  const columns = shape.hasHeader ? columnNames(book.firstRow) : numberedColumns(book.firstRow.length);
  return {
    shape,
    columns,
    bytes,
    rowsTotal: null,
    rows: (progress) => readXlsx(book, shape.hasHeader, columns.length, progress),
  };
}

import type { FileFormat } from './file-format.ts';
import type { TextEncoding } from './text-encoding.ts';

/** How a file is to be read; kept with the import, so that reading on after a crash reads the same way. */
export type FileShape = {
  readonly format: FileFormat;
  readonly compressed: boolean;
  readonly encoding?: TextEncoding;
  readonly delimiter?: string;
  readonly hasHeader: boolean;
};

/**
 * One row of the file, numbered from 1 without the header. A row that cannot even be split into cells comes
 * with its problem and its raw text, so that it can be kept and shown.
 */
export type SourceRow =
  | { readonly number: number; readonly cells: readonly string[] }
  | { readonly number: number; readonly problem: string; readonly raw: string };

export type SourceFile = {
  readonly shape: FileShape;
  readonly columns: readonly string[];
  /** Size on disk, which progress is measured against, also for a compressed file. */
  readonly bytes: number;
  readonly rowsTotal: number | null;
  rows(progress?: ReadProgress): AsyncIterable<SourceRow>;
};

/** Filled by the reader as it goes. */
export type ReadProgress = { bytesRead: number };

/** A file that turns out broken while it is read: cut off, a quote never closed, a damaged archive. */
export class BrokenFile extends Error {
  override readonly name = 'BrokenFile';
}

/** Longest single record taken; an unclosed quote would otherwise swallow the rest of the file. */
export const recordBytesMax = 1_000_000;

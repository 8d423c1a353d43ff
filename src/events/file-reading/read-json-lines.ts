import { openText } from './byte-stream.ts';
import {
  BrokenFile,
  type FileShape,
  type ReadProgress,
  recordBytesMax,
  type SourceRow,
} from './source-file.ts';

/** One line of a file of JSON lines, not yet parsed. */
export type RawLine = { readonly number: number; readonly text: string };

/** The lines of a text file that are not empty, numbered from 1. */
export async function* readLines(
  path: string,
  shape: FileShape,
  progress?: ReadProgress,
): AsyncGenerator<RawLine> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let number = 0;
  try {
    for await (const chunk of openText(path, shape.compressed, shape.encoding ?? 'utf-8', progress)) {
      const text =
        rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk as Buffer, { stream: true }));
      const lines = text.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') yield { number: ++number, text: line };
      if (rest.length > recordBytesMax) throw new Error(`a line is longer than ${recordBytesMax} bytes`);
    }
  } catch (error) {
    throw new BrokenFile(
      `The file cannot be read further after line ${number}: ${(error as Error).message}.`,
      { cause: error },
    );
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield { number: ++number, text: rest };
}

/** JSON lines as a table: nested objects become dotted columns, lists stay JSON text. */
export async function* readJsonLines(
  path: string,
  shape: FileShape,
  columns: readonly string[],
  progress?: ReadProgress,
): AsyncGenerator<SourceRow> {
  for await (const line of readLines(path, shape, progress)) {
    const cells = flattenLine(line.text);
    if (cells === null)
      yield { number: line.number, problem: 'This line is not a JSON object.', raw: line.text };
    else yield { number: line.number, cells: columns.map((column) => cells.get(column) ?? '') };
  }
}

/** The columns that occur in a sample of lines, in order of appearance. */
export function jsonColumns(sample: string): string[] {
  const columns = new Set<string>();
  for (const line of sample.split('\n').slice(0, 1000)) {
    for (const column of flattenLine(line)?.keys() ?? []) columns.add(column);
  }
  return [...columns];
}

export function flattenLine(text: string): Map<string, string> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const cells = new Map<string, string>();
  flatten(value as Record<string, unknown>, '', cells, 0);
  return cells;
}

function flatten(
  object: Record<string, unknown>,
  prefix: string,
  cells: Map<string, string>,
  depth: number,
): void {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix + key;
    if (value === null || value === undefined) continue;
    if (typeof value !== 'object') cells.set(name, String(value));
    else if (Array.isArray(value) || depth === 4) cells.set(name, JSON.stringify(value));
    else flatten(value as Record<string, unknown>, `${name}.`, cells, depth + 1);
  }
}

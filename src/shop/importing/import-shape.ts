import { z } from 'zod';
import type { FileShape } from '#events/file-reading';
import { orderFieldNames } from './mapping/order-fields.ts';
import type { Proposal } from './receiving/settle-options.ts';

/** What was recognised of a file when it came. */
export type ImportShape = FileShape & {
  /** How its rows may be read; null for events, which need no mapping. */
  readonly proposal: Proposal | null;
};

const fileShape = z
  .object({
    format: z.enum(['delimited', 'json_lines', 'xlsx', 'parquet']),
    compressed: z.boolean(),
    encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252']).exactOptional(),
    delimiter: z.string().exactOptional(),
    hasHeader: z.boolean(),
  })
  .readonly() satisfies z.ZodType<FileShape>;

const suggestion = z.object({ column: z.string(), confidence: z.number() });
const proposalShape = z.object({
  columns: z.array(z.string()),
  presetId: z.string(),
  fields: z.object(Object.fromEntries(orderFieldNames.map((field) => [field, suggestion.exactOptional()]))),
  dateOrder: z.enum(['day_first', 'month_first', 'unsure', 'not_needed', 'contradictory']),
  decimalMark: z.enum(['.', ',']),
  remembered: z
    .object({ mapping: z.record(z.string(), z.string()), options: z.record(z.string(), z.unknown()) })
    .nullable(),
}) satisfies z.ZodType<Proposal>;

/** Reads what the record holds, written flat by `receiveFile`; anything else in there is a bug of ours. */
export function readShape(stored: unknown): ImportShape {
  const file = fileShape.parse(stored);
  const isProposed = typeof stored === 'object' && stored !== null && 'presetId' in stored;
  return { ...file, proposal: isProposed ? proposalShape.parse(stored) : null };
}

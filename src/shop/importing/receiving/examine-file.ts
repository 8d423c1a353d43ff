import {
  DateOrderEvidence,
  type DateOrderFinding,
  type DecimalMark,
  detectDecimalMark,
  type SourceFile,
} from '#events/file-reading';
import { type OrderFieldName, type OrderMapping, orderFields } from '../mapping/order-fields.ts';
import { type Suggestion, suggestMapping } from '../mapping/suggest-mapping.ts';

const sampleRows = 1_000;
/** Rows looked at to decide day or month first; a file sorted by time may be silent for its first weeks. */
const dateRowsMax = 2_000_000;

/** What a file of orders says about itself, before anybody answers a question. */
export type Examination = {
  readonly presetId: string;
  readonly fields: { readonly [Field in OrderFieldName]?: Suggestion };
  readonly dateOrder: DateOrderFinding;
  readonly decimalMark: DecimalMark;
};

/** Looks with the mapping that was confirmed for this header before, where there is one. */
export async function examineFile(file: SourceFile, remembered: OrderMapping | null): Promise<Examination> {
  const sample = await sampleOf(file);
  const { preset, fields } = suggestMapping(file.columns, sample);
  const suggested = Object.fromEntries(Object.entries(fields).map(([field, { column }]) => [field, column]));
  return { presetId: preset.id, fields, ...(await examineColumns(file, remembered ?? suggested, sample)) };
}

/** How the columns of a mapping write their times and amounts. */
export async function examineColumns(
  file: SourceFile,
  mapping: OrderMapping,
  sample?: readonly (readonly string[])[],
): Promise<Pick<Examination, 'dateOrder' | 'decimalMark'>> {
  return {
    dateOrder: await findDateOrder(file, mapping),
    decimalMark: findDecimalMark(file, mapping, sample ?? (await sampleOf(file))),
  };
}

async function sampleOf(file: SourceFile): Promise<(readonly string[])[]> {
  const sample: (readonly string[])[] = [];
  for await (const row of file.rows()) {
    if ('cells' in row) sample.push(row.cells);
    if (sample.length >= sampleRows) break;
  }
  return sample;
}

const placesOf = (file: SourceFile, mapping: OrderMapping, kind: string) =>
  Object.entries(mapping)
    .filter(([field]) => orderFields[field as OrderFieldName].kind === kind)
    .map(([, column]) => file.columns.indexOf(column));

function findDecimalMark(
  file: SourceFile,
  mapping: OrderMapping,
  sample: readonly (readonly string[])[],
): DecimalMark {
  const places = placesOf(file, mapping, 'money');
  return detectDecimalMark(sample.flatMap((row) => places.map((place) => row[place] ?? '')));
}

async function findDateOrder(file: SourceFile, mapping: OrderMapping): Promise<DateOrderFinding> {
  const places = placesOf(file, mapping, 'time');
  const evidence = new DateOrderEvidence();
  let rows = 0;
  for await (const row of file.rows()) {
    if ('cells' in row) for (const place of places) evidence.see(row.cells[place] ?? '');
    rows++;
    if (
      rows >= dateRowsMax ||
      (rows >= sampleRows && (evidence.decided || evidence.finding() === 'not_needed'))
    )
      break;
  }
  return evidence.finding();
}

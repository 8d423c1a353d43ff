import {
  DateOrderEvidence,
  type DateOrderFinding,
  type DecimalMark,
  detectDecimalMark,
  type SourceFile,
} from '#events/file-reading';
import { type OrderFieldName, type OrderMapping, orderFields } from './order-fields.ts';
import { type Suggestion, suggestMapping } from './suggest-mapping.ts';

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

export async function examineFile(file: SourceFile): Promise<Examination> {
  const sample: (readonly string[])[] = [];
  for await (const row of file.rows()) {
    if ('cells' in row) sample.push(row.cells);
    if (sample.length >= sampleRows) break;
  }
  const { preset, fields } = suggestMapping(file.columns, sample);
  const mapping = Object.fromEntries(Object.entries(fields).map(([field, { column }]) => [field, column]));
  return {
    presetId: preset.id,
    fields,
    dateOrder: await findDateOrder(file, mapping),
    decimalMark: findDecimalMark(file, mapping, sample),
  };
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

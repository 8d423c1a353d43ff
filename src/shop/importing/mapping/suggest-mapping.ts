import { parseDecimal, parseTime } from '#events/file-reading';
import { fill, type TextValues } from '#kernel/text';
import {
  normalName,
  type OrderFieldName,
  type OrderMapping,
  orderFieldNames,
  orderFields,
} from './order-fields.ts';
import type { OrderPreset } from './preset.ts';
import { genericPreset, orderPresets } from './presets/index.ts';

/** A column proposed for a field; 1 is a known export's own column, under 0.8 a person should look. */
export type Suggestion = { readonly column: string; readonly confidence: number };
export type SuggestedMapping = {
  readonly preset: OrderPreset;
  readonly fields: { readonly [Field in OrderFieldName]?: Suggestion };
};

/** Recognises a known export by its header, or else maps columns by their names and what stands in them. */
export function suggestMapping(
  columns: readonly string[],
  sample: readonly (readonly string[])[],
): SuggestedMapping {
  const byName = new Map(columns.map((column) => [normalName(column), column]));
  const preset = orderPresets.find((one) => one.signature.every((column) => byName.has(normalName(column))));
  if (!preset) return { preset: genericPreset, fields: byWords(columns, sample) };
  const fields: { [Field in OrderFieldName]?: Suggestion } = {};
  for (const field of orderFieldNames) {
    const column = preset.columns[field]
      ?.map((name) => byName.get(normalName(name)))
      .find((name) => name !== undefined);
    if (column !== undefined) fields[field] = { column, confidence: 1 };
  }
  return { preset, fields };
}

function byWords(
  columns: readonly string[],
  sample: readonly (readonly string[])[],
): SuggestedMapping['fields'] {
  const pairs = orderFieldNames.flatMap((field) =>
    columns.map((column, index) => ({
      field,
      column,
      confidence: score(
        field,
        column,
        sample.map((row) => row[index] ?? ''),
      ),
    })),
  );
  const fields: { [Field in OrderFieldName]?: Suggestion } = {};
  const taken = new Set<string>();
  for (const { field, column, confidence } of pairs.sort((a, b) => b.confidence - a.confidence)) {
    if (confidence < 0.4) break;
    if (fields[field] || taken.has(column)) continue;
    fields[field] = { column, confidence };
    taken.add(column);
  }
  return fields;
}

/** How well the name fits, times the share of values that the field's kind can read. */
function score(field: OrderFieldName, column: string, values: readonly string[]): number {
  const name = normalName(column);
  const words = orderFields[field].words.map(normalName);
  const fit =
    words.includes(name) || name === normalName(field)
      ? 0.95
      : words.some((word) => word.length > 3 && name.includes(word))
        ? 0.6
        : 0;
  if (fit === 0) return 0;
  const filled = values.filter((value) => value.trim() !== '');
  const readable = filled.filter((value) => canRead(field, value)).length / Math.max(filled.length, 1);
  return filled.length === 0 ? fit * 0.7 : fit * readable;
}

function canRead(field: OrderFieldName, value: string): boolean {
  const kind = orderFields[field].kind;
  if (kind === 'time')
    return ['month_first', 'day_first'].some(
      (dateOrder) => parseTime(value, { zone: 'UTC', dateOrder: dateOrder as 'day_first' }) !== null,
    );
  if (kind === 'money' || kind === 'whole')
    return parseDecimal(value) !== null || parseDecimal(value, ',') !== null;
  return true;
}

/** What a mapping can lack, in English. The console has its own texts for both languages. */
const sentences = {
  column_needed: 'Choose the column that holds it.',
  amount_column_needed: 'Choose the column with the amount of a line or with the unit price.',
  time_column_needed: 'Choose the column with the time of the order or of its payment.',
  product_column_needed: 'Choose the column with the SKU or the product.',
  column_gone: 'The file has no column "{column}".',
} as const;

export type MissingField = {
  readonly field: string;
  readonly detail: string;
  readonly reason: keyof typeof sentences;
  readonly values: TextValues;
};

/** What a mapping still lacks before a file can be read by it, as sentences by field. */
export function missingFields(mapping: OrderMapping, columns: readonly string[]): MissingField[] {
  const missing: MissingField[] = [];
  const lack = (field: string, reason: MissingField['reason'], values: TextValues = {}) =>
    missing.push({ field: `mapping.${field}`, detail: fill(sentences[reason], values), reason, values });
  for (const field of ['order_id', 'quantity'] as const) if (!mapping[field]) lack(field, 'column_needed');
  if (!mapping.unit_price && !mapping.line_amount) lack('line_amount', 'amount_column_needed');
  if (!mapping.ordered_at && !mapping.paid_at) lack('paid_at', 'time_column_needed');
  if (!mapping.sku && !mapping.product_id && !mapping.product_name) lack('sku', 'product_column_needed');
  for (const [field, column] of Object.entries(mapping)) {
    if (column !== undefined && !columns.includes(column)) lack(field, 'column_gone', { column });
  }
  return missing;
}

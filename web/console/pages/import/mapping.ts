/** The mapping of an import's fields to the columns of its file, while a person corrects it. Pure. */
import type { ImportPreview } from '#shop/contract';

export type Field = ImportPreview['fields'][number];
/** Column by field, null where a field was taken off; only what somebody changed. */
export type Changes = Readonly<Record<string, string | null>>;

export function columnOf(field: Field, changes: Changes): string | null {
  return Object.hasOwn(changes, field.field) ? (changes[field.field] ?? null) : field.column;
}

/** A choice equal to the proposal is no change, so it is not sent. */
export function withChange(
  fields: readonly Field[],
  changes: Changes,
  name: string,
  column: string | null,
): Changes {
  const { [name]: _before, ...rest } = changes;
  const proposed = fields.find(({ field }) => field === name)?.column ?? null;
  return column === proposed ? rest : { ...rest, [name]: column };
}

/** What people call a confidence: a number of two decimals promises more than it knows. */
export function sureness(confidence: number): 'sure' | 'likely' | 'unsure' {
  if (confidence >= 0.9) return 'sure';
  return confidence >= 0.6 ? 'likely' : 'unsure';
}

/** The first values of a column that say something, to recognise it by. */
export function examplesOf(
  preview: Pick<ImportPreview, 'columns' | 'rows'>,
  column: string,
  count = 2,
): string[] {
  const place = preview.columns.indexOf(column);
  const values = preview.rows.map((row) => row[place]?.trim() ?? '').filter((value) => value !== '');
  return [...new Set(values)].slice(0, count);
}

/**
 * The few elements of SpreadsheetML (ECMA-376 part 1, §18) that hold values. Rows are cut out of the stream as
 * text and matched with expressions; a general XML parser measured several times slower and gives nothing more.
 */
import { serialToText } from './sheet-dates.ts';

export type SheetContext = {
  readonly strings: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly from1904: boolean;
};

const cellPattern = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
const textPattern = /<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g;
const valuePattern = /<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/;

/** The cells of one `<row>` element, placed by their reference, because empty cells are left out of the file. */
export function parseRow(xml: string, context: SheetContext): string[] {
  const cells: string[] = [];
  for (const [, attributes = '', body = ''] of xml.matchAll(cellPattern)) {
    const reference = /\br="([A-Z]+)/.exec(attributes)?.[1];
    const column = reference ? columnIndex(reference) : cells.length;
    if (column >= 16_384) continue;
    while (cells.length < column) cells.push('');
    cells[column] = cellValue(attributes, body, context);
  }
  return cells;
}

function cellValue(attributes: string, body: string, context: SheetContext): string {
  const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n';
  if (type === 'inlineStr') return joinText(body);
  const raw = valuePattern.exec(body)?.[1];
  if (raw === undefined) return '';
  if (type === 's') return context.strings[Number(raw)] ?? '';
  if (type !== 'n') return unescapeXml(raw);
  const style = Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? -1);
  return context.dateStyles.has(style) ? serialToText(Number(raw), context.from1904) : plainNumber(raw);
}

/** Excel writes 0.1+0.2 as 0.30000000000000004; people typed 15 digits at most. */
function plainNumber(raw: string): string {
  if (!/[eE]/.test(raw) && raw.length <= 15) return raw;
  const value = Number(raw);
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : raw;
}

/** The text of a shared or inline string; its runs of formatting are joined, phonetic hints left out. */
export function joinText(xml: string): string {
  const spoken = xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '');
  let text = '';
  for (const [, run = ''] of spoken.matchAll(textPattern)) text += run;
  return unescapeXml(text);
}

export function parseSharedStrings(xml: string): string[] {
  const strings: string[] = [];
  for (const [, body = ''] of xml.matchAll(/<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g))
    strings.push(joinText(body));
  return strings;
}

export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

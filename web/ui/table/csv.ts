/** Tables as text for other programs. Pure, except `download`. */
import { saveFile } from '../api/save-file.ts';

export type Cell = string | number | null;

/**
 * RFC 4180 with a byte-order mark, so that spreadsheets read Chinese. A text that begins like a formula gets a
 * quote before it, because a spreadsheet would run it (OWASP, CSV injection); numbers stay numbers.
 */
export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => cells.map(cellText).join(',');
  return `\ufeff${[columns, ...rows].map(line).join('\r\n')}\r\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function download(name: string, text: string): void {
  saveFile(name, new Blob([text], { type: 'text/csv;charset=utf-8' }));
}

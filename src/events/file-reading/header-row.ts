const valueLike = /^[-+(]?[¥￥$€£]?[\d.,/:\-\sT]+[Z)]?$/;

/**
 * Whether a first row names its columns: names are words, mostly filled and mostly different. A row with
 * numbers or times in it is data.
 */
export function isHeader(row: readonly string[]): boolean {
  const filled = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length === 0 || filled.length * 2 < row.length) return false;
  if (filled.some((cell) => valueLike.test(cell))) return false;
  return new Set(filled).size * 2 > filled.length;
}

/** Column names as shown and mapped: trimmed, never empty, told apart where a file repeats one. */
export function columnNames(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((cell, index) => {
    const name = cell.replace(/^\uFEFF/, '').trim() || `column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** Names for a file without a header. */
export function numberedColumns(width: number): string[] {
  return Array.from({ length: width }, (_, index) => `column ${index + 1}`);
}

/** Built-in number formats that show a date or time (ECMA-376 part 1, §18.8.30, with the East Asian ones). */
const builtInDates = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
]);

/** The cell styles of `styles.xml` that show their number as a date. */
export function parseDateStyles(xml: string): Set<number> {
  const custom = new Map<number, string>();
  for (const [, tag = ''] of xml.matchAll(/<(?:\w+:)?numFmt\b([^>]*)/g)) {
    const id = Number(/\bnumFmtId="(\d+)"/.exec(tag)?.[1]);
    custom.set(id, /\bformatCode="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  const styles = new Set<number>();
  const formats = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? '';
  let index = 0;
  for (const [, tag = ''] of formats.matchAll(/<(?:\w+:)?xf\b([^>]*)/g)) {
    const id = Number(/\bnumFmtId="(\d+)"/.exec(tag)?.[1] ?? 0);
    const code = custom.get(id);
    if (code === undefined ? builtInDates.has(id) : showsDate(code)) styles.add(index);
    index++;
  }
  return styles;
}

function showsDate(code: string): boolean {
  const bare = code.replace(/"[^"]*"|&quot;.*?&quot;|\[[^\]]*\]|\\./g, '');
  return /[ymdhs年月日]/i.test(bare);
}

/**
 * A serial day number as local date text. Day 60 of the 1900 system is a 29 February that never was, which is
 * why dates after it count from 30 December 1899.
 */
export function serialToText(serial: number, from1904: boolean): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return String(serial);
  const epochDays = serial - (from1904 ? 24_107 : serial < 60 ? 25_568 : 25_569);
  // A thousandth of a second is what a double still holds of a day number; the rest is noise.
  const text = new Date(Math.round(epochDays * 86_400_000)).toISOString();
  return text.slice(0, 19).replace('T', ' ') + (text.slice(20, 23) === '000' ? '' : text.slice(19, 23));
}

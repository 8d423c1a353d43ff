/** Exchange rates as they are pasted from a sheet or a bank's page: one a line. Pure. */
import type { CurrencyRate } from '#metrics/contract';

export type WrongLine = {
  /** As people count: the first is 1. */
  readonly line: number;
  readonly text: string;
  readonly why: 'day' | 'currency' | 'rate' | 'parts' | 'same' | 'twice';
};
export type ReadLines = { readonly rates: readonly CurrencyRate[]; readonly wrong: readonly WrongLine[] };

export const linesMax = 1_000;

/**
 * `2026-11-27 USD 7.12`, separated by spaces, tabs, commas or semicolons; a fourth part names another base.
 * Empty lines and a heading are passed over. Nothing is guessed: 7,12 would be two parts.
 */
export function readLines(text: string, base: string): ReadLines {
  const rates: CurrencyRate[] = [];
  const wrong: WrongLine[] = [];
  const known = new Set<string>();
  for (const [place, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.normalize('NFKC').trim();
    if (line === '' || (rates.length + wrong.length === 0 && isHeading(line))) continue;
    const refuse = (why: WrongLine['why']) => wrong.push({ line: place + 1, text: raw.trim(), why });
    const parts = line.split(/[\s,;]+/);
    const [dayText = '', currencyText = '', rateText = '', baseText = base] = parts;
    if (parts.length < 3 || parts.length > 4) {
      refuse('parts');
      continue;
    }
    const day = readDay(dayText);
    const currency = currencyText.toUpperCase();
    const into = baseText.toUpperCase();
    const rate = /^\d+(\.\d+)?$/.test(rateText) ? Number(rateText) : 0;
    if (day === null) refuse('day');
    else if (!isCurrency(currency) || !isCurrency(into)) refuse('currency');
    else if (currency === into) refuse('same');
    else if (rate < 1e-9 || rate > 1e9) refuse('rate');
    else if (known.has(`${day} ${currency} ${into}`)) refuse('twice');
    else {
      known.add(`${day} ${currency} ${into}`);
      rates.push({ day, currency, base: into, rate });
    }
  }
  return { rates, wrong };
}

const isCurrency = (text: string) => /^[A-Z]{3}$/.test(text);
/** A first line without any digit names the columns. */
const isHeading = (line: string) => !/\d/.test(line);

/** Year first, as it is written by ISO 8601 and in Chinese, there with a word after each part; other orders cannot be told apart. */
function readDay(text: string): string | null {
  const found = /^(\d{4})[-/.\p{sc=Han}](\d{1,2})[-/.\p{sc=Han}](\d{1,2})\p{sc=Han}?$/u.exec(text);
  if (!found) return null;
  const [, year = '', month = '', date = ''] = found;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day ? null : day;
}

/**
 * Numbers as people and systems write them, exactly: digits are kept as an integer and a scale, never as a
 * float, because 0.1 + 0.2 in somebody's ledger is a bug report.
 */
export type Decimal = { readonly digits: number; readonly scale: number };

/** Which character is the decimal mark; the other one groups thousands. */
export type DecimalMark = '.' | ',';

const plain = /^-?\d{1,15}(?:\.\d{1,6})?$/;
const grouped: Readonly<Record<DecimalMark, RegExp>> = {
  // Groups of two as well, as in Indian 1,23,456.
  '.': /^(?:\d+|\d{1,3}(?:[,' ]\d{2,3})*[,' ]\d{3})?(?:\.(\d*))?$/,
  ',': /^(?:\d+|\d{1,3}(?:[.' ]\d{2,3})*[.' ]\d{3})?(?:,(\d*))?$/,
};
const currencyMarks = /[¥￥$€£₩₹฿₫₱元]|(?:CNY|RMB|USD|EUR|GBP|JPY|HKD|US|HK|RM|Rp)/gi;

/** `¥1,234.50`, `1.234,50`, `(12.00)`, `１２．５０元`, `-3.2万`, `1e-7`; null for anything that is not one number. */
export function parseDecimal(text: string, mark: DecimalMark = '.'): Decimal | null {
  if (mark === '.' && plain.test(text)) return fromParts(text, text.indexOf('.'));
  let rest = text
    .normalize('NFKC')
    .replace(currencyMarks, '')
    .replace(/[\u2212\u2013]/g, '-')
    .trim();
  const enclosed = /^\((.*)\)$/.exec(rest);
  let negative = false;
  if (enclosed) [rest, negative] = [(enclosed[1] ?? '').trim(), true];
  const sign = /^([+-])\s*(.+)$/.exec(rest) ?? /^(.+?)\s*([-])$/.exec(rest);
  if (sign) {
    const leading = sign[1] === '+' || sign[1] === '-';
    if (enclosed) return null;
    negative = (leading ? sign[1] : sign[2]) === '-';
    rest = (leading ? sign[2] : sign[1]) ?? '';
  }
  let shift = 0;
  const unit = /^(.*?)\s*(万|亿)$/.exec(rest);
  if (unit) [rest, shift] = [unit[1] ?? '', unit[2] === '万' ? 4 : 8];
  const power = /^(.*)e([+-]?\d{1,2})$/i.exec(rest);
  if (power) [rest, shift] = [power[1] ?? '', shift + Number(power[2])];
  const spaced = rest.replace(/[\u00a0\u202f]/g, ' ');
  const match = grouped[mark].exec(spaced);
  if (!match || !/\d/.test(spaced)) return null;
  const fraction = match[1] ?? '';
  const whole = spaced
    .slice(0, spaced.length - (match[1] === undefined ? 0 : fraction.length + 1))
    .replace(/\D/g, '');
  const decimal = shifted(whole + fraction, fraction.length - shift);
  return decimal && negative ? { digits: -decimal.digits || 0, scale: decimal.scale } : decimal;
}

function fromParts(text: string, point: number): Decimal | null {
  if (point < 0) return safe(Number(text), 0);
  return safe(Number(text.slice(0, point) + text.slice(point + 1)), text.length - point - 1);
}

function shifted(digits: string, scale: number): Decimal | null {
  return scale < 0 ? safe(Number(digits + '0'.repeat(-scale)), 0) : safe(Number(digits), scale);
}

function safe(digits: number, scale: number): Decimal | null {
  return Number.isSafeInteger(digits) && scale <= 20 ? { digits: digits || 0, scale } : null;
}

/**
 * The number in units of 10^-places, rounded half away from zero where it has more decimals than the currency
 * (unit prices of a tenth of a penny exist); null beyond what an integer holds exactly.
 */
export function toUnits(decimal: Decimal, places: number, times = 1): number | null {
  if (decimal.scale <= places) {
    const value = decimal.digits * times * 10 ** (places - decimal.scale);
    return Number.isSafeInteger(value) ? value || 0 : null;
  }
  const product = BigInt(decimal.digits) * BigInt(times);
  const divisor = 10n ** BigInt(decimal.scale - places);
  const half = product < 0n ? -divisor / 2n : divisor / 2n;
  const value = Number((product + half) / divisor);
  return Number.isSafeInteger(value) ? value : null;
}

/** A whole number such as a quantity; `6.0` is one, `6.5` is not. */
export function toWhole(decimal: Decimal): number | null {
  const divisor = 10 ** decimal.scale;
  return decimal.digits % divisor === 0 ? decimal.digits / divisor || 0 : null;
}

/**
 * The decimal mark of a column, from what its values can only mean: a separator with one or two digits after
 * it, or the last of two kinds. `1,234` alone says nothing; then the point it is.
 */
export function detectDecimalMark(values: Iterable<string>): DecimalMark {
  let commas = 0;
  let points = 0;
  for (const value of values) {
    const text = value.normalize('NFKC');
    const comma = text.lastIndexOf(',');
    const point = text.lastIndexOf('.');
    if (comma >= 0 && point >= 0) comma > point ? commas++ : points++;
    else if (/,\d{1,2}\D*$/.test(text)) commas++;
    else if (/\.\d{1,2}\D*$/.test(text)) points++;
  }
  return commas > points ? ',' : '.';
}

/**
 * Money is an integer number of minor units (fen, pence, cents) with its ISO 4217 currency.
 * Sums over several currencies are refused rather than guessed.
 */
declare const minorBrand: unique symbol;
/** An integer count of a currency's minor unit; ¥12.34 is 1234. */
export type Minor = number & { readonly [minorBrand]: true };

/** Decimal places of a currency's minor unit (ISO 4217); two unless listed. */
const decimalPlaces: Readonly<Record<string, number>> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  ISK: 0,
  UGX: 0,
  XAF: 0,
  XOF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

export function minorDigits(currency: string): number {
  return decimalPlaces[currency] ?? 2;
}

/** Proves that a number is a safe integer before it is treated as money. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value))
    throw new Error(`Money must be a safe integer of minor units, got ${value}`);
  return value as Minor;
}

/** Minor units as a plain decimal string: 1234 CNY → "12.34". */
export function toDecimal(value: number, currency: string): string {
  const digits = minorDigits(currency);
  const sign = value < 0 ? '-' : '';
  const text = String(Math.abs(value)).padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * A plain decimal string (`-12.5`, no grouping) to minor units, exactly; null when it is not one or has more
 * decimals than the currency can hold, since silently rounding somebody's money is worse than asking.
 */
export function fromDecimal(text: string, currency: string): Minor | null {
  const match = /^([+-]?)(\d{1,13})(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const digits = minorDigits(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return null;
  const value = Number(match[2] + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(value) ? ((match[1] === '-' ? -value : value) as Minor) : null;
}

/**
 * Splits a total over weights by largest remainder, in integers: parts sum to the total exactly and no part
 * exceeds its exact share by a unit or more. Weights are non-negative; all-zero weights split evenly.
 */
export function prorate(total: number, weights: readonly number[]): Minor[] {
  if (weights.length === 0) return [];
  const effective = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
  const sum = effective.reduce((a, b) => a + BigInt(b), 0n);
  const amount = BigInt(Math.abs(total));
  const shares = effective.map((weight, index) => {
    const exact = amount * BigInt(weight);
    return { index, part: exact / sum, remainder: exact % sum };
  });
  let left = amount - shares.reduce((a, share) => a + share.part, 0n);
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of byRemainder) {
    if (left === 0n) break;
    share.part += 1n;
    left -= 1n;
  }
  return shares.map((share) => (total < 0 ? -Number(share.part) : Number(share.part)) as Minor);
}

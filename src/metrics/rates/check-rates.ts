import { type Refusal, type Result, refuse } from '#kernel/result';
import type { CurrencyRate } from '../contract.ts';

/** Rates that can be kept together: no currency in itself, and none twice on one day. */
export function checkRates(rates: readonly CurrencyRate[]): Result<void, Refusal<'unprocessable'>> {
  const known = new Set<string>();
  for (const [place, { day, currency, base }] of rates.entries()) {
    if (currency === base) {
      return refuse(
        'unprocessable',
        'A currency has no rate in itself: name another base.',
        `rates.${place}.base`,
      );
    }
    const key = `${day} ${currency} ${base}`;
    if (known.has(key)) {
      return refuse(
        'unprocessable',
        `There are two rates of ${currency} in ${base} for ${day}.`,
        `rates.${place}.day`,
      );
    }
    known.add(key);
  }
  return { ok: true, value: undefined };
}

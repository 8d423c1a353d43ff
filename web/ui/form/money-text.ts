/** Money as it is typed: whole units of its currency with decimals. Pure. */
import { fromDecimal, toDecimal } from '#kernel/money';

/** Minor units as plain text to edit: 1250000 fen is `12500`. */
export function typedMoney(minor: number, currency: string): string {
  const text = toDecimal(minor, currency);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** What was typed as minor units; null for nothing, undefined for what is no amount of this currency. */
export function readMoney(text: string, currency: string): number | null | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '');
  if (plain === '') return null;
  return /^\d+(\.\d+)?$/.test(plain) ? (fromDecimal(plain, currency) ?? undefined) : undefined;
}

/** Targets as they are typed: money in whole currency, shares in percent. Pure. */
import { fromDecimal, toDecimal } from '#kernel/money';
import type { MetricUnit } from '#metrics/contract';

/** The stored value as plain text to edit: 1250000 fen is `12500`, 0.1 is `10`. */
export function typedTarget(value: number, unit: MetricUnit, currency: string): string {
  if (unit === 'money') return trimmed(toDecimal(Math.round(value), currency));
  return trimmed(unit === 'share' ? (value * 100).toFixed(4) : String(value));
}

/** What was typed as the value that is stored; null for nothing, undefined for what is no number. */
export function readTarget(text: string, unit: MetricUnit, currency: string): number | null | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,%]/g, '');
  if (plain === '') return null;
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  if (unit === 'money') return fromDecimal(plain, currency) ?? undefined;
  const value = Number(plain);
  return unit === 'share' ? Number((value / 100).toFixed(8)) : value;
}

const trimmed = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** Numbers as people read them: short on the page, in full on hover. Pure; the language comes in. */
import { minorDigits, toDecimal } from '#kernel/money';
import type { Unit } from '../api/metrics.ts';
import type { Language } from '../language/messages.ts';

const scales: Readonly<Record<Language, readonly { readonly from: number; readonly sign: string }[]>> = {
  zh: [
    { from: 1e8, sign: '\u4ebf' },
    { from: 1e4, sign: '\u4e07' },
  ],
  en: [
    { from: 1e9, sign: 'B' },
    { from: 1e6, sign: 'M' },
    { from: 1e4, sign: 'K' },
  ],
};

const localeOf = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-US');

export function currencySign(currency: string, language: Language): string {
  const parts = new Intl.NumberFormat(localeOf(language), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

export type NumberForm = { readonly unit: Unit; readonly currency: string; readonly language: Language };

/** 128,400.50 is ¥12.84万 in Chinese and ¥128.4K in English; a ratio is a percentage. */
export function shortNumber(value: number, form: NumberForm): string {
  const { unit, currency, language } = form;
  if (unit === 'share') return percent(value, language);
  const money = unit === 'money';
  const amount = money ? value / 10 ** minorDigits(currency) : value;
  const prefix = money ? currencySign(currency, language) : '';
  const size = Math.abs(amount);
  const sign = amount < 0 ? '-' : '';
  const scale = scales[language].find(({ from }) => size >= from);
  if (!scale) {
    const digits = money ? (Number.isInteger(amount) && size >= 1_000 ? 0 : minorDigits(currency)) : 0;
    return `${sign}${prefix}${plain(size, money ? digits : countDigits(size), language)}`;
  }
  const divisor = scale.sign === 'K' ? 1e3 : scale.from;
  const scaled = size / divisor;
  return `${sign}${prefix}${plain(scaled, scaled >= 1_000 ? 0 : scaled >= 100 ? 1 : 2, language)}${scale.sign}`;
}

/** For the marks of an axis, which are round: no zeros behind the point. */
export function axisNumber(value: number, form: NumberForm): string {
  return shortNumber(value, form).replace(/(\.\d*?)0+(?=\D|$)/, (_zeros, kept: string) =>
    kept === '.' ? '' : kept,
  );
}

/** Every digit, for hover, tables that are copied, and CSV readers. */
export function fullNumber(value: number, form: NumberForm): string {
  const { unit, currency, language } = form;
  if (unit === 'share') return percent(value, language, 4);
  if (unit === 'money' && Number.isSafeInteger(value)) {
    const [whole = '0', fraction] = toDecimal(Math.abs(value), currency).split('.');
    const grouped = BigInt(whole).toLocaleString(localeOf(language));
    return `${value < 0 ? '-' : ''}${currencySign(currency, language)}${grouped}${fraction ? `.${fraction}` : ''}`;
  }
  if (unit === 'money') {
    const amount = value / 10 ** minorDigits(currency);
    return `${amount < 0 ? '-' : ''}${currencySign(currency, language)}${plain(Math.abs(amount), 4, language, 2)}`;
  }
  return new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 4 }).format(value);
}

export function percent(ratio: number, language: Language, digits = 2): string {
  return new Intl.NumberFormat(localeOf(language), {
    style: 'percent',
    maximumFractionDigits: digits,
    minimumFractionDigits: Math.min(digits, 1),
  }).format(ratio);
}

const countDigits = (size: number) => (Number.isInteger(size) ? 0 : 2);

function plain(value: number, digitsMax: number, language: Language, digitsMin = digitsMax): string {
  return new Intl.NumberFormat(localeOf(language), {
    minimumFractionDigits: Math.min(digitsMin, digitsMax),
    maximumFractionDigits: digitsMax,
  }).format(value);
}

import type { Language } from '../../../../ui/language/messages.ts';

const offered = [
  'CNY',
  'USD',
  'EUR',
  'GBP',
  'HKD',
  'TWD',
  'JPY',
  'KRW',
  'SGD',
  'MYR',
  'THB',
  'VND',
  'IDR',
  'PHP',
  'AUD',
  'CAD',
  'MXN',
  'BRL',
];

export function currencyOptions(language: Language, current?: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language === 'zh' ? 'zh-CN' : 'en'], { type: 'currency' });
  const codes = current && !offered.includes(current) ? [current, ...offered] : offered;
  return codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
}

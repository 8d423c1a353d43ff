import type { PortraitView } from '#audiences/contract';
import type { Language } from '../../../../ui/language/messages.ts';
import { fullNumber, percent } from '../../../../ui/metric/number-text.ts';
import { attributeText } from '../attribute-text.ts';

type Dimension = PortraitView['dimensions'][number]['dimension'];

/** How people read a value of a dimension. */
export function valueText(
  dimension: Dimension,
  value: string,
  { language, currency }: { readonly language: Language; readonly currency: string },
): string {
  if (dimension === 'category' || dimension === 'content_taste') return value;
  if (dimension === 'active_hour') return `${value.padStart(2, '0')}:00`;
  if (dimension !== 'price_band') return attributeText(language, value);
  const [from = '', to = ''] = value.split('-');
  const money = (minor: string) => fullNumber(Number(minor), { unit: 'money', currency, language });
  return to === '' ? `≥ ${money(from)}` : `${money(from)} – ${money(to)}`;
}

/** 1.5 times the base's share is 150. */
export const indexText = (value: number): string => (value >= 1_000 ? '>999' : String(Math.round(value)));

export const shareText = (share: number | null, language: Language): string =>
  share === null ? '–' : percent(share, language, 1);

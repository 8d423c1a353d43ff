import { countedFeatures, type LookAlikeFeature, sharedFeatures } from '#audiences/contract';
import { fill } from '#kernel/text';
import { type Language, messageOrNull, messages } from '../../../../ui/language/messages.ts';
import { fullNumber, percent } from '../../../../ui/metric/number-text.ts';

type Feature = Pick<LookAlikeFeature, 'of' | 'value'>;

/** A feature as evidence names it: `category:tea`. */
export function featureIn(named: string | number | null | undefined): Feature | null {
  if (typeof named !== 'string') return null;
  const end = named.indexOf(':');
  const of = [...sharedFeatures, ...countedFeatures].find((one) => one === named.slice(0, end));
  return of === undefined ? null : { of, value: named.slice(end + 1) };
}

/** What people are compared by, in words. */
export function featureText(language: Language, { of, value }: Feature): string {
  const known =
    of === 'action'
      ? messageOrNull(language, `audiences.action.${value}`)
      : of === 'carrier'
        ? messageOrNull(language, `audiences.carrier.${value}`)
        : of === 'daypart'
          ? `${value.padStart(2, '0')}:00–${String(Number(value) + 6).padStart(2, '0')}:00`
          : null;
  return fill(messages[language][`audiences.alike.feature.${of}`], { value: known ?? value });
}

/** A measure of it, or a mean of measures: a share, an amount, days or a count. */
export function measureText(
  language: Language,
  { of }: Pick<Feature, 'of'>,
  measure: number,
  currency: string,
): string {
  switch (of) {
    case 'amount':
      return fullNumber(Math.round(measure), { unit: 'money', currency, language });
    case 'visits':
    case 'orders':
    case 'recency':
    case 'order_recency':
      return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-US', {
        maximumFractionDigits: 1,
      }).format(measure);
    default:
      return percent(measure, language);
  }
}

/** What is said of a hold-out's result: number, interval and words from one place, so that they agree. Pure. */
import type { DeliveryResult } from '#audiences/contract';
import type { Language } from '../../../../ui/language/messages.ts';
import { percent } from '../../../../ui/metric/number-text.ts';

/** Which sides had buyers: where one had none there is no ratio, only an end of what it may be. */
type Kind = 'few' | 'both' | 'noneHeldOut' | 'noneDelivered';
export type ResultWords = {
  readonly kind: Kind;
  /** `deliveries.verdict.` and this is the sentence; it names `ratio`, `low` or `high`. */
  readonly verdict:
    | DeliveryResult['verdict']
    | `${'more' | 'unsure'}.noneHeldOut`
    | `${'fewer' | 'unsure'}.noneDelivered`;
  /** As written; empty where there is none. */
  readonly ratio: string;
  readonly low: string;
  readonly high: string;
  /** The large number of the drawer: the ratio, the end that is known, or a dash. */
  readonly value: string;
};

const digitsMax = 8;
const significantDigits = 3;

export function wordsOfResult(result: DeliveryResult, language: Language): ResultWords {
  const { ratio, interval, verdict } = result;
  if (verdict === 'too_few' || !interval)
    return { kind: 'few', verdict: 'too_few', ratio: '', low: '', high: '', value: '–' };
  const low = timesText(interval.low, language);
  const high = interval.high === null ? '' : timesText(interval.high, language);
  if (ratio) {
    const text = timesText(ratio.ratio, language);
    return { kind: 'both', verdict, ratio: text, low, high, value: `${text}×` };
  }
  if (interval.high === null)
    return {
      kind: 'noneHeldOut',
      verdict: verdict === 'more' ? 'more.noneHeldOut' : 'unsure.noneHeldOut',
      ratio: '',
      low,
      high,
      value: `≥ ${low}×`,
    };
  return {
    kind: 'noneDelivered',
    verdict: verdict === 'fewer' ? 'fewer.noneDelivered' : 'unsure.noneDelivered',
    ratio: '',
    low,
    high,
    value: `≤ ${high}×`,
  };
}

/**
 * A share in percent: two digits behind the point, more where it is so small that dividing what is written would not
 * give the ratio; a dash of nobody.
 */
export function shareText({ people, buyers }: DeliveryResult['delivered'], language: Language): string {
  if (people === 0) return '–';
  const share = buyers / people;
  const leading = share === 0 ? 0 : Math.floor(Math.log10(share * 100));
  return percent(share, language, Math.min(digitsMax, Math.max(2, significantDigits - 1 - leading)));
}

/**
 * Two digits behind the point, and as many more as it takes for what is not quite 1, or not quite nothing, not to look
 * like it: "1.00 to 1.90" beside "more of them bought" would contradict itself.
 */
export function timesText(value: number, language: Language): string {
  let digits = 2;
  while (digits < digitsMax && [0, 1].includes(Number(value.toFixed(digits))) && ![0, 1].includes(value))
    digits++;
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

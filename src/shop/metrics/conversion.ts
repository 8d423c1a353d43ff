import type { MetricDefinition } from '#metrics';

const common = {
  timeBasis: 'payments by time of payment, visits by time of the event',
  attribution: 'touch of the order line against touch of the event',
  entity: 'person',
  better: 'up',
  caveat: {
    zh: '没有埋点的店铺没有访客，比值为空。按渠道拆分时，人可能在一个渠道到访、在另一个渠道成交，比值可大于 1。',
    en: 'Missing where no events are sent. By channel, someone may visit by one and buy by another, so it may exceed 1.',
  },
} as const;

export const conversionMetrics: readonly MetricDefinition[] = [
  {
    ...common,
    id: 'uv_value',
    dictionary: 11,
    names: { zh: 'UV价值', en: 'Value per visitor' },
    description: { zh: '平均每位访客带来的成交金额。', en: 'GMV per visitor.' },
    formula: 'gmv / uv',
    unit: 'money',
    computation: { kind: 'ratio', numerator: 'gmv', denominator: 'uv' },
  },
  {
    ...common,
    id: 'cvr',
    dictionary: 12,
    names: { zh: '成交转化率', en: 'Conversion rate' },
    description: { zh: '成交人数占访客数的比例。', en: 'Buyers per visitor.' },
    formula: 'buyers / uv',
    unit: 'share',
    computation: { kind: 'conversion', numerator: 'buyers', denominator: 'uv' },
  },
];

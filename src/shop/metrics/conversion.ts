import { both, conversionOf, family, type MetricDefinition, ratioOf } from '#metrics';

const perVisitor = family({
  unit: 'share',
  timeBasis: 'payments by time of payment, visits by time of the event',
  attribution: 'touch of the order line against touch of the event',
  entity: 'person',
  better: 'up',
  caveat: both(
    '没有埋点的店铺没有访客，比值为空。按渠道拆分时，人可能在一个渠道到访、在另一个渠道成交，比值可大于 1。',
    'Missing where no events are sent. By channel, someone may visit by one and buy by another, so it may exceed 1.',
  ),
});

export const conversionMetrics: readonly MetricDefinition[] = [
  perVisitor({
    id: 'uv_value',
    dictionary: 11,
    names: both('UV价值', 'Value per visitor'),
    description: both('平均每位访客带来的成交金额。', 'GMV per visitor.'),
    unit: 'money',
    ...ratioOf('gmv', 'uv'),
  }),
  perVisitor({
    id: 'cvr',
    dictionary: 12,
    names: both('成交转化率', 'Conversion rate'),
    description: both('成交人数占访客数的比例。', 'Buyers per visitor.'),
    ...conversionOf('buyers', 'uv'),
  }),
];

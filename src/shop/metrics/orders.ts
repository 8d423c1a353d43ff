import type { MetricDefinition } from '#metrics';
import { notPresale, orderLines, presale } from './order-sources.ts';

const common = {
  timeBasis: 'time of payment',
  attribution: 'touch of the order line',
  better: 'up',
} as const;

export const orderMetrics: readonly MetricDefinition[] = [
  {
    ...common,
    id: 'paid_orders',
    dictionary: 6,
    names: { zh: '成交订单数', en: 'Paid orders' },
    description: { zh: '已支付的订单数。', en: 'Orders that were paid.' },
    formula: 'distinct orders of paid order lines',
    unit: 'count',
    entity: 'order',
    caveat: {
      zh: '含之后取消和退款的订单，不含预售。一单多商品时，各商品的订单数相加会大于总数。',
      en: 'Orders cancelled or refunded later are included, presales are not. An order of several products counts for each, so products do not add up.',
    },
    computation: {
      kind: 'simple',
      measure: { source: orderLines, aggregate: 'distinct', column: 'order_id', where: notPresale },
    },
  },
  {
    ...common,
    id: 'presale_orders',
    dictionary: null,
    names: { zh: '预售全款订单数', en: 'Presale orders' },
    description: { zh: '付清全款的预售订单数。', en: 'Presale orders paid in full.' },
    formula: 'distinct presale orders',
    unit: 'count',
    entity: 'order',
    caveat: { zh: '不计入成交订单数。', en: 'Never counted in `paid_orders`.' },
    computation: {
      kind: 'simple',
      measure: { source: orderLines, aggregate: 'distinct', column: 'order_id', where: presale },
    },
  },
  {
    ...common,
    id: 'buyers',
    dictionary: 7,
    names: { zh: '成交人数', en: 'Buyers' },
    description: { zh: '支付过订单的去重人数。', en: 'Distinct people who paid an order.' },
    formula: 'distinct buyers of paid order lines',
    unit: 'people',
    entity: 'person',
    caveat: {
      zh: '未知付款人的订单不计人数，备注中给出其占比。各时段、各渠道的人数不可相加。',
      en: 'Orders without a known payer add nobody; a note tells their share. Never add up over buckets or channels.',
    },
    computation: {
      kind: 'simple',
      measure: {
        source: orderLines,
        aggregate: 'distinct',
        column: 'buyer',
        where: `buyer != 0 AND ${notPresale}`,
      },
    },
  },
  {
    ...common,
    id: 'aov_per_buyer',
    dictionary: 8,
    names: { zh: '客单价', en: 'Spend per buyer' },
    description: { zh: '平均每位成交用户的成交金额。', en: 'GMV per person who bought.' },
    formula: 'gmv / buyers',
    unit: 'money',
    entity: 'person',
    caveat: {
      zh: '未知付款人的订单计入成交金额而不计人数，占比大时会偏高。',
      en: 'Orders without a known payer count in the amount but not among the people; it reads high where they are many.',
    },
    computation: { kind: 'ratio', numerator: 'gmv', denominator: 'buyers' },
  },
  {
    ...common,
    id: 'price_per_item',
    dictionary: 9,
    names: { zh: '件单价', en: 'Price per item' },
    description: { zh: '平均每件商品的成交金额。', en: 'GMV per piece sold.' },
    formula: 'gmv / items',
    unit: 'money',
    entity: 'order line',
    caveat: { zh: '含补贴，不是标价。', en: 'With subsidies; not the list price.' },
    computation: { kind: 'ratio', numerator: 'gmv', denominator: 'items' },
  },
];

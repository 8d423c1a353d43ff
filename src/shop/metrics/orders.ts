import { both, distinctOf, family, type MetricDefinition, ratioOf } from '#metrics';
import { notPresale, orderLines, presale } from './order-sources.ts';

const paid = family({
  timeBasis: 'time of payment',
  attribution: 'touch of the order line',
  unit: 'count',
  entity: 'order',
  better: 'up',
});

export const orderMetrics: readonly MetricDefinition[] = [
  paid({
    id: 'paid_orders',
    dictionary: 6,
    names: both('成交订单数', 'Paid orders'),
    description: both('已支付的订单数。', 'Orders that were paid.'),
    formula: 'distinct orders of paid order lines',
    caveat: both(
      '含之后取消和退款的订单，不含预售。一单多商品时，各商品的订单数相加会大于总数。',
      'Orders cancelled or refunded later are included, presales are not. An order of several products counts for each, so products do not add up.',
    ),
    computation: distinctOf(orderLines, 'order_id', notPresale),
  }),
  paid({
    id: 'presale_orders',
    names: both('预售全款订单数', 'Presale orders'),
    description: both('付清全款的预售订单数。', 'Presale orders paid in full.'),
    formula: 'distinct presale orders',
    caveat: both('不计入成交订单数。', 'Never counted in `paid_orders`.'),
    computation: distinctOf(orderLines, 'order_id', presale),
  }),
  paid({
    id: 'buyers',
    dictionary: 7,
    names: both('成交人数', 'Buyers'),
    description: both('支付过订单的去重人数。', 'Distinct people who paid an order.'),
    formula: 'distinct buyers of paid order lines',
    unit: 'people',
    entity: 'person',
    caveat: both(
      '未知付款人的订单不计人数，备注中给出其占比。各时段、各渠道的人数不可相加。',
      'Orders without a known payer add nobody; a note tells their share. Never add up over buckets or channels.',
    ),
    computation: distinctOf(orderLines, 'buyer', `buyer != 0 AND ${notPresale}`),
  }),
  paid({
    id: 'aov_per_buyer',
    dictionary: 8,
    names: both('客单价', 'Spend per buyer'),
    description: both('平均每位成交用户的成交金额。', 'GMV per person who bought.'),
    unit: 'money',
    entity: 'person',
    caveat: both(
      '未知付款人的订单计入成交金额而不计人数，占比大时会偏高。',
      'Orders without a known payer count in the amount but not among the people; it reads high where they are many.',
    ),
    ...ratioOf('gmv', 'buyers'),
  }),
  paid({
    id: 'price_per_item',
    dictionary: 9,
    names: both('件单价', 'Price per item'),
    description: both('平均每件商品的成交金额。', 'GMV per piece sold.'),
    unit: 'money',
    entity: 'order line',
    caveat: both('含补贴，不是标价。', 'With subsidies; not the list price.'),
    ...ratioOf('gmv', 'items'),
  }),
];

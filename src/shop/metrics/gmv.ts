import { both, family, type MetricDefinition, moneyOf, sumOf } from '#metrics';
import { notPresale, orderLines, presale } from './order-sources.ts';

const paid = family({
  timeBasis: 'time of payment',
  attribution: 'touch of the order line',
  unit: 'money',
  entity: 'order line',
  better: 'up',
  caveat: both(
    '含之后取消和退款的订单；预售全款另计（presale_gmv）。',
    'Orders cancelled or refunded later are included; presales stand apart (presale_gmv).',
  ),
});

export const gmvMetrics: readonly MetricDefinition[] = [
  paid({
    id: 'gmv',
    dictionary: 1,
    names: both('成交金额', 'GMV'),
    description: both(
      '按支付时间统计的成交金额，含平台、达人、支付渠道承担的补贴。',
      'Amount of paid orders by time of payment, with subsidies borne by platform, creator and payment provider.',
    ),
    formula: 'Σ gmv of paid order lines',
    computation: moneyOf(orderLines, 'gmv', notPresale),
  }),
  paid({
    id: 'user_paid',
    dictionary: 1,
    names: both('用户支付金额', 'Paid by shoppers'),
    description: both(
      '按支付时间统计的用户实付金额，不含任何补贴。',
      'What shoppers paid by time of payment, without any subsidy.',
    ),
    formula: 'Σ user_paid of paid order lines',
    computation: moneyOf(orderLines, 'user_paid', notPresale),
  }),
  paid({
    id: 'presale_gmv',
    names: both('预售全款成交金额', 'Presale GMV'),
    description: both(
      '预售订单的全款成交金额，不计入成交金额。',
      'GMV of presale orders, which `gmv` leaves out.',
    ),
    formula: 'Σ gmv of paid presale lines',
    caveat: both('不与成交金额重复。', 'Never overlaps `gmv`.'),
    computation: moneyOf(orderLines, 'gmv', presale),
  }),
  paid({
    id: 'items',
    names: both('成交件数', 'Items sold'),
    description: both('成交的商品件数。', 'Pieces in paid order lines.'),
    formula: 'Σ quantity of paid order lines',
    unit: 'count',
    computation: sumOf(orderLines, 'quantity', notPresale),
  }),
  paid({
    id: 'channel_contribution',
    dictionary: 35,
    names: both('渠道贡献', 'Channel contribution'),
    description: both(
      '某一触点维度（载体、流量来源、自营/合作、付费）下各取值占成交金额的比例。',
      'Share of GMV by the values of one touch axis (carrier, source, self or partner, paid).',
    ),
    formula: 'gmv of the channel / gmv of all channels',
    unit: 'share',
    caveat: both(
      '必须且只能按一个触点维度拆分；四个维度不可混用。筛选条件同样作用于分母。',
      'Split by exactly one touch axis; the four are never mixed. Filters narrow the denominator as well.',
    ),
    better: 'neither',
    computation: { kind: 'ratio', shareOf: 'gmv' },
  }),
];

import type { MetricDefinition } from '#metrics';
import { notPresale, orderLines, presale } from './order-sources.ts';

const payTime = 'time of payment';
const touch = 'touch of the order line';
const presaleApart = {
  zh: '含之后取消和退款的订单；预售全款另计（presale_gmv）。',
  en: 'Orders cancelled or refunded later are included; presales stand apart (presale_gmv).',
};

export const gmvMetrics: readonly MetricDefinition[] = [
  {
    id: 'gmv',
    dictionary: 1,
    names: { zh: '成交金额', en: 'GMV' },
    description: {
      zh: '按支付时间统计的成交金额，含平台、达人、支付渠道承担的补贴。',
      en: 'Amount of paid orders by time of payment, with subsidies borne by platform, creator and payment provider.',
    },
    formula: 'Σ gmv of paid order lines',
    unit: 'money',
    timeBasis: payTime,
    attribution: touch,
    entity: 'order line',
    caveat: presaleApart,
    better: 'up',
    computation: {
      kind: 'simple',
      measure: { source: orderLines, aggregate: 'sum', column: 'gmv', money: true, where: notPresale },
    },
  },
  {
    id: 'user_paid',
    dictionary: 1,
    names: { zh: '用户支付金额', en: 'Paid by shoppers' },
    description: {
      zh: '按支付时间统计的用户实付金额，不含任何补贴。',
      en: 'What shoppers paid by time of payment, without any subsidy.',
    },
    formula: 'Σ user_paid of paid order lines',
    unit: 'money',
    timeBasis: payTime,
    attribution: touch,
    entity: 'order line',
    caveat: presaleApart,
    better: 'up',
    computation: {
      kind: 'simple',
      measure: { source: orderLines, aggregate: 'sum', column: 'user_paid', money: true, where: notPresale },
    },
  },
  {
    id: 'presale_gmv',
    dictionary: null,
    names: { zh: '预售全款成交金额', en: 'Presale GMV' },
    description: {
      zh: '预售订单的全款成交金额，不计入成交金额。',
      en: 'GMV of presale orders, which `gmv` leaves out.',
    },
    formula: 'Σ gmv of paid presale lines',
    unit: 'money',
    timeBasis: payTime,
    attribution: touch,
    entity: 'order line',
    caveat: { zh: '不与成交金额重复。', en: 'Never overlaps `gmv`.' },
    better: 'up',
    computation: {
      kind: 'simple',
      measure: { source: orderLines, aggregate: 'sum', column: 'gmv', money: true, where: presale },
    },
  },
  {
    id: 'items',
    dictionary: null,
    names: { zh: '成交件数', en: 'Items sold' },
    description: { zh: '成交的商品件数。', en: 'Pieces in paid order lines.' },
    formula: 'Σ quantity of paid order lines',
    unit: 'count',
    timeBasis: payTime,
    attribution: touch,
    entity: 'order line',
    caveat: presaleApart,
    better: 'up',
    computation: {
      kind: 'simple',
      measure: { source: orderLines, aggregate: 'sum', column: 'quantity', money: false, where: notPresale },
    },
  },
  {
    id: 'channel_contribution',
    dictionary: 35,
    names: { zh: '渠道贡献', en: 'Channel contribution' },
    description: {
      zh: '某一触点维度（载体、流量来源、自营/合作、付费）下各取值占成交金额的比例。',
      en: 'Share of GMV by the values of one touch axis (carrier, source, self or partner, paid).',
    },
    formula: 'gmv of the channel / gmv of all channels',
    unit: 'share',
    timeBasis: payTime,
    attribution: touch,
    entity: 'order line',
    caveat: {
      zh: '必须且只能按一个触点维度拆分；四个维度不可混用。筛选条件同样作用于分母。',
      en: 'Split by exactly one touch axis; the four are never mixed. Filters narrow the denominator as well.',
    },
    better: 'neither',
    computation: { kind: 'ratio', shareOf: 'gmv' },
  },
];

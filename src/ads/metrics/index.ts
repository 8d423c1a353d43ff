/** Metrics of ads, for the registry that the server puts together. */
import type { MetricDefinition } from '#metrics';
import { adCharges, adConversions } from './ad-sources.ts';

const delivered = {
  timeBasis: 'time of the impression or click',
  attribution: 'the plan that was shown',
} as const;

const attributed = {
  timeBasis: 'time of payment',
  attribution: 'last ad click within 7 days, else last ad view within 1 day, by person and shop',
} as const;

const windows = {
  zh: '同一人在同一店铺：支付前7天内的最后一次广告点击，否则前1天内的最后一次广告曝光。不看订单自带的触点，也不与14天内容引导成交混用；首次记到支付时确定，此后不变。含之后取消和退款的订单，不含预售。',
  en: 'Same person, same shop: the last ad click in the 7 days before payment, else the last ad view in the day before. The order’s own touch is not asked, nor is this ever mixed with content-attributed GMV; it is decided when the payment is first seen. Orders cancelled or refunded later are included, presales are not.',
};
const notPresale = 'presale = 0';

export const adMetrics: readonly MetricDefinition[] = [
  {
    ...delivered,
    id: 'ad_cost',
    dictionary: null,
    names: { zh: '广告消耗', en: 'Ad cost' },
    description: { zh: '已扣费的广告点击金额。', en: 'What paid ad clicks cost.' },
    formula: 'Σ price of paid ad clicks',
    unit: 'money',
    entity: 'ad click',
    caveat: {
      zh: '只来自扣费记录，与广告账户流水逐笔相等；无效点击不扣费。',
      en: 'From charge records only, equal to the purse’s ledger to the cent; invalid clicks are not charged.',
    },
    better: 'neither',
    computation: {
      kind: 'simple',
      measure: { source: adCharges, aggregate: 'sum', column: 'cost', money: true, where: "kind = 'click'" },
    },
  },
  {
    ...delivered,
    id: 'ad_impressions',
    dictionary: null,
    names: { zh: '广告曝光次数', en: 'Ad impressions' },
    description: { zh: '经验证、真正展示过的广告次数。', en: 'Ads that were really shown, verified.' },
    formula: 'count of verified ad impressions',
    unit: 'count',
    entity: 'ad impression',
    caveat: {
      zh: '同一请求中的同一计划只计一次，重复上报不计。',
      en: 'The same plan in the same request counts once, however often it is reported.',
    },
    better: 'up',
    computation: {
      kind: 'simple',
      measure: { source: adCharges, aggregate: 'count', where: "kind = 'impression'" },
    },
  },
  {
    ...delivered,
    id: 'ad_clicks',
    dictionary: null,
    names: { zh: '广告点击次数', en: 'Ad clicks' },
    description: { zh: '已扣费的广告点击次数。', en: 'Ad clicks that were paid.' },
    formula: 'count of paid ad clicks',
    unit: 'count',
    entity: 'ad click',
    caveat: {
      zh: '无效、重复、过期和超出预算的点击不计。',
      en: 'Invalid, repeated, expired clicks and those beyond a budget are not counted.',
    },
    better: 'up',
    computation: {
      kind: 'simple',
      measure: { source: adCharges, aggregate: 'count', where: "kind = 'click'" },
    },
  },
  {
    ...delivered,
    id: 'ad_ctr',
    dictionary: null,
    names: { zh: '广告点击率', en: 'Ad click rate' },
    description: { zh: '广告点击次数占曝光次数的比例。', en: 'Ad clicks per ad impression.' },
    formula: 'ad_clicks / ad_impressions',
    unit: 'share',
    entity: 'ad impression',
    caveat: {
      zh: '按次数计算，不是按人数。',
      en: 'By times, not by people.',
    },
    better: 'up',
    computation: { kind: 'ratio', numerator: 'ad_clicks', denominator: 'ad_impressions' },
  },
  {
    ...attributed,
    id: 'ad_attributed_gmv',
    dictionary: 33,
    names: { zh: '广告引导成交金额', en: 'Ad-attributed GMV' },
    description: {
      zh: '由广告点击或曝光引导的成交金额。',
      en: 'GMV of orders that an ad click or view led to.',
    },
    formula: 'Σ gmv of paid order lines attributed to an ad',
    unit: 'money',
    entity: 'order line',
    caveat: windows,
    better: 'up',
    computation: {
      kind: 'simple',
      measure: { source: adConversions, aggregate: 'sum', column: 'gmv', money: true, where: notPresale },
    },
  },
  {
    ...attributed,
    id: 'ad_orders',
    dictionary: null,
    names: { zh: '广告引导订单数', en: 'Ad orders' },
    description: { zh: '由广告引导的订单数。', en: 'Orders that an ad led to.' },
    formula: 'distinct orders of order lines attributed to an ad',
    unit: 'count',
    entity: 'order',
    caveat: windows,
    better: 'up',
    computation: {
      kind: 'simple',
      measure: { source: adConversions, aggregate: 'distinct', column: 'order_id', where: notPresale },
    },
  },
  {
    ...attributed,
    id: 'pay_roi',
    dictionary: 33,
    names: { zh: '支付ROI', en: 'Pay ROI' },
    description: {
      zh: '每一元广告消耗引导的成交金额。',
      en: 'Ad-attributed GMV per unit of ad cost.',
    },
    formula: 'ad_attributed_gmv / ad_cost',
    timeBasis: 'payments by time of payment, cost by time of the click',
    unit: 'count',
    entity: 'ad click',
    caveat: {
      zh: '点击7天、曝光1天窗口；近几天的点击还会带来成交，比值会上升。没有扣除退款，也不是增量。',
      en: 'Click 7 days, view 1 day: clicks of the last days still bring orders, so it rises. Refunds are not taken off, and it is no incremental return.',
    },
    better: 'up',
    computation: { kind: 'ratio', numerator: 'ad_attributed_gmv', denominator: 'ad_cost' },
  },
  {
    ...attributed,
    id: 'cost_per_ad_order',
    dictionary: null,
    names: { zh: '广告引导订单成本', en: 'Cost per ad order' },
    description: { zh: '平均每个广告引导订单的消耗。', en: 'Ad cost per order that an ad led to.' },
    formula: 'ad_cost / ad_orders',
    timeBasis: 'cost by time of the click, orders by time of payment',
    unit: 'money',
    entity: 'order',
    caveat: {
      zh: '订单少时波动大：25单时约±20%。',
      en: 'Wavers where orders are few: about ±20 % at 25 of them.',
    },
    better: 'down',
    computation: { kind: 'ratio', numerator: 'ad_cost', denominator: 'ad_orders' },
  },
];

/** Metrics of ads, for the registry that the server puts together. */
import { both, countOf, distinctOf, family, type MetricDefinition, moneyOf, ratioOf } from '#metrics';
import { adCharges, adConversions } from './ad-sources.ts';

const delivered = family({
  timeBasis: 'time of the impression or click',
  attribution: 'the plan that was shown',
  unit: 'count',
  entity: 'ad click',
  better: 'up',
});

const windows = both(
  '同一人在同一店铺：支付前7天内的最后一次广告点击，否则前1天内的最后一次广告曝光。不看订单自带的触点，也不与14天内容引导成交混用；首次记到支付时确定，此后不变。含之后取消和退款的订单，不含预售。',
  'Same person, same shop: the last ad click in the 7 days before payment, else the last ad view in the day before. The order’s own touch is not asked, nor is this ever mixed with content-attributed GMV; it is decided when the payment is first seen. Orders cancelled or refunded later are included, presales are not.',
);
const attributed = family({
  timeBasis: 'time of payment',
  attribution: 'last ad click within 7 days, else last ad view within 1 day, by person and shop',
  unit: 'count',
  entity: 'order',
  better: 'up',
  caveat: windows,
});
const notPresale = 'presale = 0';

export const adMetrics: readonly MetricDefinition[] = [
  delivered({
    id: 'ad_cost',
    names: both('广告消耗', 'Ad cost'),
    description: both('已扣费的广告点击金额。', 'What paid ad clicks cost.'),
    formula: 'Σ price of paid ad clicks',
    unit: 'money',
    caveat: both(
      '只来自扣费记录，与广告账户流水逐笔相等；无效点击不扣费。',
      'From charge records only, equal to the purse’s ledger to the cent; invalid clicks are not charged.',
    ),
    better: 'neither',
    computation: moneyOf(adCharges, 'cost', "kind = 'click'"),
  }),
  delivered({
    id: 'ad_impressions',
    names: both('广告曝光次数', 'Ad impressions'),
    description: both('经验证、真正展示过的广告次数。', 'Ads that were really shown, verified.'),
    formula: 'count of verified ad impressions',
    entity: 'ad impression',
    caveat: both(
      '同一请求中的同一计划只计一次，重复上报不计。',
      'The same plan in the same request counts once, however often it is reported.',
    ),
    computation: countOf(adCharges, "kind = 'impression'"),
  }),
  delivered({
    id: 'ad_clicks',
    names: both('广告点击次数', 'Ad clicks'),
    description: both('已扣费的广告点击次数。', 'Ad clicks that were paid.'),
    formula: 'count of paid ad clicks',
    caveat: both(
      '无效、重复、过期和超出预算的点击不计。',
      'Invalid, repeated, expired clicks and those beyond a budget are not counted.',
    ),
    computation: countOf(adCharges, "kind = 'click'"),
  }),
  delivered({
    id: 'ad_ctr',
    names: both('广告点击率', 'Ad click rate'),
    description: both('广告点击次数占曝光次数的比例。', 'Ad clicks per ad impression.'),
    unit: 'share',
    entity: 'ad impression',
    caveat: both('按次数计算，不是按人数。', 'By times, not by people.'),
    ...ratioOf('ad_clicks', 'ad_impressions'),
  }),
  attributed({
    id: 'ad_attributed_gmv',
    dictionary: 33,
    names: both('广告引导成交金额', 'Ad-attributed GMV'),
    description: both('由广告点击或曝光引导的成交金额。', 'GMV of orders that an ad click or view led to.'),
    formula: 'Σ gmv of paid order lines attributed to an ad',
    unit: 'money',
    entity: 'order line',
    computation: moneyOf(adConversions, 'gmv', notPresale),
  }),
  attributed({
    id: 'ad_orders',
    names: both('广告引导订单数', 'Ad orders'),
    description: both('由广告引导的订单数。', 'Orders that an ad led to.'),
    formula: 'distinct orders of order lines attributed to an ad',
    computation: distinctOf(adConversions, 'order_id', notPresale),
  }),
  attributed({
    id: 'pay_roi',
    dictionary: 33,
    names: both('支付ROI', 'Pay ROI'),
    description: both('每一元广告消耗引导的成交金额。', 'Ad-attributed GMV per unit of ad cost.'),
    timeBasis: 'payments by time of payment, cost by time of the click',
    entity: 'ad click',
    caveat: both(
      '点击7天、曝光1天窗口；近几天的点击还会带来成交，比值会上升。没有扣除退款，也不是增量。',
      'Click 7 days, view 1 day: clicks of the last days still bring orders, so it rises. Refunds are not taken off, and it is no incremental return.',
    ),
    ...ratioOf('ad_attributed_gmv', 'ad_cost'),
  }),
  attributed({
    id: 'cost_per_ad_order',
    names: both('广告引导订单成本', 'Cost per ad order'),
    description: both('平均每个广告引导订单的消耗。', 'Ad cost per order that an ad led to.'),
    timeBasis: 'cost by time of the click, orders by time of payment',
    unit: 'money',
    caveat: both('订单少时波动大：25单时约±20%。', 'Wavers where orders are few: about ±20 % at 25 of them.'),
    better: 'down',
    ...ratioOf('ad_cost', 'ad_orders'),
  }),
];

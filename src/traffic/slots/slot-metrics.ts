/** Metrics of placements, for the registry that the server puts together. */
import {
  both,
  countOf,
  distinctOf,
  family,
  type MetricDefinition,
  type MetricSource,
  moneyOf,
  ratioOf,
  visits,
} from '#metrics';
import { notPresale, orderLines } from '#shop';
import { placementInSql } from './slot-request.ts';

const slotVisits: MetricSource = {
  ...visits,
  id: 'slot_visits',
  dimensions: { ...visits.dimensions, placement: placementInSql },
};
const slotOrders: MetricSource = {
  ...orderLines,
  id: 'slot_order_lines',
  dimensions: { ...orderLines.dimensions, placement: placementInSql },
};

const ofPlacement = `${placementInSql} != toUUID('00000000-0000-0000-0000-000000000000')`;
const shown = `event IN ('Content Impression', 'Promotion Viewed') AND ${ofPlacement}`;
const clicked = `event IN ('Product Clicked', 'Promotion Clicked') AND ${ofPlacement}`;

const seen = family({
  timeBasis: "time of the event, by the sender's clock",
  attribution: 'the placement that showed it',
  unit: 'count',
  entity: 'event',
  better: 'up',
  caveat: both(
    '同一件内容不经资源位展示时不计入。',
    'What is shown of the same content without a placement does not count.',
  ),
});
const bought = family({
  timeBasis: 'time of payment',
  attribution: 'touch of the order line, where it is a placement',
  unit: 'count',
  entity: 'order',
  better: 'up',
  caveat: both(
    '订单行自带的触点是这个资源位时才计入；之后取消和退款的订单仍计入，不含预售。这不是增量：增量请看留白对照。',
    'Only lines whose own touch is the placement; orders cancelled or refunded later are included, presales are not. It is no increment: for that see the comparison with those held out.',
  ),
});

export const slotMetrics: readonly MetricDefinition[] = [
  seen({
    id: 'slot_impressions',
    names: both('资源位曝光次数', 'Placement impressions'),
    description: both(
      '资源位的视频或横幅真正出现在屏幕上的次数。',
      'How often the video or banner of a placement was on a screen.',
    ),
    formula: 'count of Content Impression and Promotion Viewed by a placement',
    computation: countOf(slotVisits, shown),
  }),
  seen({
    id: 'slot_people',
    names: both('资源位曝光人数', 'People reached by placements'),
    description: both('资源位触达的去重人数。', 'Distinct people whom a placement was shown to.'),
    formula: 'distinct persons of Content Impression and Promotion Viewed by a placement',
    unit: 'people',
    entity: 'person',
    caveat: both('人数按所选时间段去重，不可相加。', 'Distinct people in the bucket: never add up.'),
    computation: distinctOf(slotVisits, 'person', `person != 0 AND ${shown}`),
  }),
  seen({
    id: 'slot_clicks',
    names: both('资源位点击次数', 'Placement clicks'),
    description: both(
      '资源位视频中的商品或横幅被点击的次数。',
      'How often a product in the video of a placement, or its banner, was clicked.',
    ),
    formula: 'count of Product Clicked and Promotion Clicked by a placement',
    computation: countOf(slotVisits, clicked),
  }),
  seen({
    id: 'slot_ctr',
    names: both('资源位点击率', 'Placement click rate'),
    description: both('点击次数占曝光次数的比例。', 'Clicks per impression.'),
    unit: 'share',
    caveat: both('按次数计算，不是按人数。', 'By times, not by people.'),
    ...ratioOf('slot_clicks', 'slot_impressions'),
  }),
  bought({
    id: 'slot_orders',
    names: both('资源位引导订单数', 'Placement orders'),
    description: both('由资源位引导的已支付订单数。', 'Paid orders that a placement led to.'),
    formula: 'distinct orders of paid order lines whose touch is a placement',
    computation: distinctOf(slotOrders, 'order_id', `${notPresale} AND ${ofPlacement}`),
  }),
  bought({
    id: 'slot_gmv',
    names: both('资源位引导成交金额', 'Placement GMV'),
    description: both('由资源位引导的成交金额。', 'GMV of orders that a placement led to.'),
    formula: 'Σ gmv of paid order lines whose touch is a placement',
    unit: 'money',
    entity: 'order line',
    computation: moneyOf(slotOrders, 'gmv', `${notPresale} AND ${ofPlacement}`),
  }),
];

import { both, family, type MetricDefinition, type MetricSource, moneyOf, visits } from '#metrics';
import { notPresale, orderLines } from './order-sources.ts';

const dayMs = 86_400_000;
/** How long after a tap on a product in content an order still counts as led by it. */
const clickDays = 14;
/** Lives tell no end of theirs: one is on air until so long after somebody last entered, left or commented. */
const onAirMs = 30 * 60_000;
/** Orders are paid after they are placed: so much earlier than the range may an order have been placed. */
const unpaidMs = 31 * dayMs;

/**
 * Order lines with the last tap on a product in a video or live before the payment, by the same person in the same
 * shop. Content, room, account and creator are those of the tap; the channel is that of the order.
 */
const ledLines: MetricSource = {
  ...orderLines,
  id: 'order_lines_led_by_content',
  only: `buyer != 0 AND ${notPresale}`,
  dimensions: {
    ...orderLines.dimensions,
    account: 'tapped_account_id',
    content: 'tapped_content_id',
    room: 'tapped_room_id',
    creator: 'tapped_creator_id',
  },
  precedents: [
    {
      name: 'tapped',
      source: visits,
      where: "event = 'Product Clicked' AND (content_id != '' OR room_id != '') AND person != 0",
      same: [
        { fact: 'buyer', precedent: 'person' },
        { fact: 'shop_id', precedent: 'shop_id' },
      ],
      at: 'paid_at',
      orThen: true,
      withinMs: clickDays * dayMs,
      reachMs: clickDays * dayMs,
      columns: ['account_id', 'content_id', 'room_id', 'creator_id'],
    },
  ],
};

const liveVisits: MetricSource = { ...visits, id: 'live_visits', freshness: 'lives' };
const ofTheLive = (column: string) => `if(on_air, ${column}, carted_${column})`;

/** Order lines with the live they were ordered in, or in which the same person put the same SKU into the cart. */
const liveLines: MetricSource = {
  ...orderLines,
  id: 'order_lines_of_lives',
  only: notPresale,
  dimensions: {
    ...orderLines.dimensions,
    account: ofTheLive('account_id'),
    content: ofTheLive('content_id'),
    room: ofTheLive('room_id'),
    creator: ofTheLive('creator_id'),
  },
  precedents: [
    {
      name: 'on_air',
      source: liveVisits,
      where: "event IN ('Live Entered', 'Live Left', 'Live Commented') AND room_id != ''",
      same: [{ fact: 'room_id', precedent: 'room_id' }],
      at: 'ordered_at',
      orThen: true,
      withinMs: onAirMs,
      reachMs: unpaidMs,
      columns: [],
    },
    {
      name: 'carted',
      source: liveVisits,
      where: "event = 'Product Added' AND room_id != '' AND sku != '' AND person != 0",
      same: [
        { fact: 'buyer', precedent: 'person' },
        { fact: 'shop_id', precedent: 'shop_id' },
        { fact: 'sku', precedent: 'sku' },
      ],
      at: 'ordered_at',
      orThen: true,
      withinMs: clickDays * dayMs,
      reachMs: unpaidMs,
      columns: ['account_id', 'content_id', 'room_id', 'creator_id'],
    },
  ],
};

const ofContent = family({
  timeBasis: 'time of payment',
  attribution: 'touch of the order line',
  unit: 'money',
  entity: 'order line',
  better: 'up',
});

/** What content earned, told in three ways that are never mixed: each has its own name and its own caveat. */
export const contentGmvMetrics: readonly MetricDefinition[] = [
  ofContent({
    id: 'attributed_gmv',
    dictionary: 3,
    names: both('内容引导成交金额', 'Content-attributed GMV'),
    description: both(
      '支付前 14 天内，同一人在内容里点击过同一店铺商品的成交金额，不论最终从哪个渠道下单。',
      'GMV of people who had tapped a product of the same shop in a video or live in the 14 days before they paid, by whatever channel they ordered.',
    ),
    formula: 'Σ gmv of paid order lines within 14 days after a content click of the same person and shop',
    attribution: 'last product click in content within 14 days, by person and shop, any channel',
    caveat: both(
      '与直接成交口径不同，不可相加、不可互换：渠道是订单的渠道，内容、直播间、账号、达人是点击的内容。合并后的同一人算同一人；付款人未知、没有埋点的订单不计。含之后取消和退款的订单，不含预售。',
      'Another thing than direct GMV: never add the two up, never take one for the other. The channel is that of the order; content, room, account and creator are those of the click. Merged persons are one person; orders without a known payer or without events are left out. Orders cancelled or refunded later are included, presales are not.',
    ),
    computation: moneyOf(ledLines, 'gmv', `${notPresale} AND tapped`),
  }),
  ofContent({
    id: 'direct_gmv',
    dictionary: 4,
    names: both('内容直接成交金额', 'Direct content GMV'),
    description: both(
      '订单自身最后一次点击来自短视频或直播的成交金额。',
      'GMV of order lines whose own last click was in a video or live.',
    ),
    formula: 'Σ gmv of paid order lines with carrier live or short_video',
    caveat: both(
      '只看订单行自带的最后点击，不看此前 14 天；通常小于内容引导成交，两者不可相加、不可互换。含之后取消和退款的订单，不含预售。',
      'Only the last click that the order line itself carries, not the 14 days before; usually below content-attributed GMV, and never added to it or taken for it. Orders cancelled or refunded later are included, presales are not.',
    ),
    computation: moneyOf(orderLines, 'gmv', `${notPresale} AND carrier IN ('live', 'short_video')`),
  }),
  ofContent({
    id: 'live_gmv',
    dictionary: 5,
    names: both('直播间成交金额', 'Live GMV'),
    description: both(
      '直播期间在直播间下单，或在直播间加购、14 天内下单的成交金额。',
      'GMV ordered in a live while it was on air, or put into the cart in a live and ordered within 14 days.',
    ),
    formula: 'Σ gmv of paid order lines ordered, or of the same SKU added to the cart, during a live',
    attribution: 'live room of the order line while on air, else of the last add to cart within 14 days',
    caveat: both(
      '直播时段由进入、离开和评论推得：最后一次之后 30 分钟内仍算开播。没有直播间事件时为空；只有订单、没有事件的直播间不计。加购按同一人、同一店铺、同一规格认定，之后移出购物车也算。含之后取消和退款的订单，不含预售。',
      'When a live was on air is told by people who entered, left or commented: until 30 minutes after the last of them. Missing where no live sends events; a room known from orders alone is left out. Adding to the cart counts by person, shop and SKU, even if it was taken out again. Orders cancelled or refunded later are included, presales are not.',
    ),
    computation: moneyOf(liveLines, 'gmv', `${notPresale} AND (on_air OR carted)`),
  }),
];

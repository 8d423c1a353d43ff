import { both, conversionOf, family, type MetricDefinition, ratioOf } from '#metrics';

const ofContent = family({
  timeBasis: "time of the event, by the sender's clock",
  attribution: 'content and product of the event',
  unit: 'share',
  entity: 'event',
  better: 'up',
});
const ofSales = family({
  timeBasis: 'payments by time of payment, content by time of the event',
  attribution: 'touch of the order line against the content of the event',
  unit: 'share',
  entity: 'person',
  better: 'up',
});

const noEvents = both(
  '没有内容埋点时为空。比值由合计相除，不取平均。',
  'Missing where no events of content are sent. Sums are divided, ratios never averaged.',
);
const twoBases = both(
  '成交来自订单，点击与观看来自事件；按渠道拆分时，人可能在一处看、在另一处买，比值可大于 1。',
  'Sales come from orders, clicks and views from events; by channel someone may watch here and buy there, so it may exceed 1.',
);
const usersNotTimes = both(
  '人数口径，与次数口径各有其名，不可互换。',
  'By people; the same by times has a name of its own, and neither stands for the other.',
);
const timesNotUsers = both(
  '次数口径，与人数口径各有其名，不可互换。',
  'By times; the same by people has a name of its own, and neither stands for the other.',
);

/** What a thousand of something earn, in money. */
const mille = (id: string, zh: string, en: string, denominator: string): MetricDefinition =>
  ofSales({
    id,
    dictionary: 13,
    names: { zh, en },
    description: both(`${zh}。`, `${en}.`),
    ...ratioOf('gmv', denominator, { per: 1_000 }),
    unit: 'money',
    caveat: twoBases,
  });

export const contentRates: readonly MetricDefinition[] = [
  mille('gpm', '千次观看成交金额', 'GMV of a thousand views', 'views'),
  mille('watch_gpm', '千人观看成交金额', 'GMV of a thousand viewers', 'viewers'),
  mille('show_gpm', '千次曝光成交金额', 'GMV of a thousand impressions', 'content_impressions'),
  ofContent({
    id: 'enter_rate',
    dictionary: 14,
    names: both('曝光-观看率', 'Exposed to viewing'),
    description: both('被曝光的人中，看了的比例。', 'Of the people exposed, those who watched.'),
    ...conversionOf('viewers', 'content_exposed'),
    caveat: noEvents,
  }),
  ofContent({
    id: 'product_exposure_rate',
    dictionary: 15,
    names: both('观看-商品曝光率', 'Viewing to product shown'),
    description: both('观看的人中，看到商品的比例。', 'Of the viewers, those whom a product was shown to.'),
    ...conversionOf('product_exposed', 'viewers'),
    caveat: noEvents,
  }),
  ofContent({
    id: 'product_ctr_users',
    dictionary: 16,
    names: both('商品曝光-点击率(人数)', 'Product click rate (people)'),
    description: both('看到商品的人中，点击的比例。', 'Of the people shown a product, those who tapped one.'),
    ...conversionOf('product_clickers', 'product_exposed'),
    caveat: usersNotTimes,
  }),
  ofContent({
    id: 'product_ctr_times',
    dictionary: 16,
    names: both('商品曝光-点击率(次数)', 'Product click rate (times)'),
    description: both('商品曝光中被点击的比例。', 'Taps per product impression.'),
    ...ratioOf('product_clicks', 'product_impressions'),
    caveat: timesNotUsers,
  }),
  ofSales({
    id: 'ctor_users',
    dictionary: 17,
    names: both('点击-成交率(人数)', 'Click to order (people)'),
    description: both('成交人数与点击人数之比。', 'Buyers per person who tapped a product.'),
    ...conversionOf('buyers', 'product_clickers'),
    caveat: twoBases,
  }),
  ofSales({
    id: 'ctor_times',
    dictionary: 17,
    names: both('点击-成交率(次数)', 'Click to order (times)'),
    description: both('成交订单数与点击次数之比。', 'Paid orders per tap on a product.'),
    ...ratioOf('paid_orders', 'product_clicks'),
    caveat: twoBases,
  }),
  ofSales({
    id: 'watch_cvr',
    dictionary: 18,
    names: both('看播转化率', 'Viewer to buyer'),
    description: both('成交人数与观看人数之比。', 'Buyers per viewer.'),
    ...conversionOf('buyers', 'viewers'),
    caveat: twoBases,
  }),
  ofContent({
    id: 'avg_watch_s',
    dictionary: 19,
    names: both('人均观看时长(秒)', 'Watch time per viewer (s)'),
    description: both('平均每位观看者看了多少秒。', 'Seconds watched by a viewer.'),
    ...ratioOf('watch_ms', 'viewers', { per: 0.001 }),
    unit: 'count',
    caveat: noEvents,
  }),
  ofContent({
    id: 'interaction_rate',
    dictionary: 22,
    names: both('互动率', 'Interaction rate'),
    description: both(
      '观看的人中，点赞、评论、分享或收藏的比例。',
      'Of the viewers, those who liked, commented, shared or favourited.',
    ),
    ...conversionOf('interactors', 'viewers'),
    caveat: noEvents,
  }),
  ofContent({
    id: 'follow_rate',
    dictionary: 23,
    names: both('转粉率', 'Follow rate'),
    description: both(
      '新增关注人数与观看时还没有关注的人数之比。',
      'New followers per viewer who did not follow before.',
    ),
    ...conversionOf('new_followers', 'viewers_not_following'),
    caveat: both(
      '关注也可能发生在账号主页等没有观看的地方，比值可大于 1；开始埋点之前的关注不可见。',
      'An account can also be followed where nothing was watched, so it may exceed 1; what was followed before events were sent is not known.',
    ),
  }),
  ofContent({
    id: 'finish_rate',
    dictionary: 24,
    names: both('完播率', 'Finish rate'),
    description: both('播放中看完的比例。', 'Plays that were watched to their end.'),
    ...ratioOf('full_plays', 'plays'),
    caveat: both(
      '看完至少九成时长算完播；不知道时长的播放不算完播。',
      'Nine tenths of the length count as the end; a play of unknown length has none.',
    ),
  }),
  ...([3, 5] as const).map((seconds) =>
    ofContent({
      id: `play_${seconds}s_rate`,
      dictionary: 24,
      names: both(`${seconds} 秒播放率`, `${seconds} s play rate`),
      description: both(
        `播放中看满 ${seconds} 秒的比例。`,
        `Plays that were watched for ${seconds} seconds or more.`,
      ),
      ...ratioOf(`plays_${seconds}s`, 'plays'),
      caveat: noEvents,
    }),
  ),
];

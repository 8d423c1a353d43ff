import type { MetricDefinition } from '#metrics';

const ofContent = {
  timeBasis: "time of the event, by the sender's clock",
  attribution: 'content and product of the event',
  entity: 'event',
  better: 'up',
} as const;
const ofSales = {
  timeBasis: 'payments by time of payment, content by time of the event',
  attribution: 'touch of the order line against the content of the event',
  entity: 'person',
  better: 'up',
} as const;

const noEvents = {
  zh: '没有内容埋点时为空。比值由合计相除，不取平均。',
  en: 'Missing where no events of content are sent. Sums are divided, ratios never averaged.',
};
const twoBases = {
  zh: '成交来自订单，点击与观看来自事件；按渠道拆分时，人可能在一处看、在另一处买，比值可大于 1。',
  en: 'Sales come from orders, clicks and views from events; by channel someone may watch here and buy there, so it may exceed 1.',
};
const usersNotTimes = {
  zh: '人数口径，与次数口径各有其名，不可互换。',
  en: 'By people; the same by times has a name of its own, and neither stands for the other.',
};
const timesNotUsers = {
  zh: '次数口径，与人数口径各有其名，不可互换。',
  en: 'By times; the same by people has a name of its own, and neither stands for the other.',
};

type Rate = Pick<MetricDefinition, 'id' | 'dictionary' | 'names' | 'description' | 'caveat'> & {
  readonly of: readonly [numerator: string, denominator: string];
  readonly unit?: MetricDefinition['unit'];
  readonly per?: number;
};

const rate =
  (common: typeof ofContent | typeof ofSales, kind: 'ratio' | 'conversion') =>
  ({ of: [numerator, denominator], unit = 'share', per, ...said }: Rate): MetricDefinition => ({
    ...common,
    ...said,
    unit,
    formula: per === undefined ? `${numerator} / ${denominator}` : `${per} × ${numerator} / ${denominator}`,
    computation: { kind, numerator, denominator, ...(per === undefined ? {} : { per }) },
  });
const content = rate(ofContent, 'ratio');
const step = rate(ofContent, 'conversion');
const sales = rate(ofSales, 'ratio');
const sold = rate(ofSales, 'conversion');

/** What a thousand of something earn, in money. */
const mille = (id: string, zh: string, en: string, denominator: string): MetricDefinition =>
  sales({
    id,
    dictionary: 13,
    names: { zh, en },
    description: { zh: `${zh}。`, en: `${en}.` },
    of: ['gmv', denominator],
    unit: 'money',
    per: 1_000,
    caveat: twoBases,
  });

export const contentRates: readonly MetricDefinition[] = [
  mille('gpm', '千次观看成交金额', 'GMV of a thousand views', 'views'),
  mille('watch_gpm', '千人观看成交金额', 'GMV of a thousand viewers', 'viewers'),
  mille('show_gpm', '千次曝光成交金额', 'GMV of a thousand impressions', 'content_impressions'),
  step({
    id: 'enter_rate',
    dictionary: 14,
    names: { zh: '曝光-观看率', en: 'Exposed to viewing' },
    description: { zh: '被曝光的人中，看了的比例。', en: 'Of the people exposed, those who watched.' },
    of: ['viewers', 'content_exposed'],
    caveat: noEvents,
  }),
  step({
    id: 'product_exposure_rate',
    dictionary: 15,
    names: { zh: '观看-商品曝光率', en: 'Viewing to product shown' },
    description: {
      zh: '观看的人中，看到商品的比例。',
      en: 'Of the viewers, those whom a product was shown to.',
    },
    of: ['product_exposed', 'viewers'],
    caveat: noEvents,
  }),
  step({
    id: 'product_ctr_users',
    dictionary: 16,
    names: { zh: '商品曝光-点击率(人数)', en: 'Product click rate (people)' },
    description: {
      zh: '看到商品的人中，点击的比例。',
      en: 'Of the people shown a product, those who tapped one.',
    },
    of: ['product_clickers', 'product_exposed'],
    caveat: usersNotTimes,
  }),
  content({
    id: 'product_ctr_times',
    dictionary: 16,
    names: { zh: '商品曝光-点击率(次数)', en: 'Product click rate (times)' },
    description: { zh: '商品曝光中被点击的比例。', en: 'Taps per product impression.' },
    of: ['product_clicks', 'product_impressions'],
    caveat: timesNotUsers,
  }),
  sold({
    id: 'ctor_users',
    dictionary: 17,
    names: { zh: '点击-成交率(人数)', en: 'Click to order (people)' },
    description: { zh: '成交人数与点击人数之比。', en: 'Buyers per person who tapped a product.' },
    of: ['buyers', 'product_clickers'],
    caveat: twoBases,
  }),
  sales({
    id: 'ctor_times',
    dictionary: 17,
    names: { zh: '点击-成交率(次数)', en: 'Click to order (times)' },
    description: { zh: '成交订单数与点击次数之比。', en: 'Paid orders per tap on a product.' },
    of: ['paid_orders', 'product_clicks'],
    caveat: twoBases,
  }),
  sold({
    id: 'watch_cvr',
    dictionary: 18,
    names: { zh: '看播转化率', en: 'Viewer to buyer' },
    description: { zh: '成交人数与观看人数之比。', en: 'Buyers per viewer.' },
    of: ['buyers', 'viewers'],
    caveat: twoBases,
  }),
  content({
    id: 'avg_watch_s',
    dictionary: 19,
    names: { zh: '人均观看时长(秒)', en: 'Watch time per viewer (s)' },
    description: { zh: '平均每位观看者看了多少秒。', en: 'Seconds watched by a viewer.' },
    of: ['watch_ms', 'viewers'],
    unit: 'count',
    per: 0.001,
    caveat: noEvents,
  }),
  step({
    id: 'interaction_rate',
    dictionary: 22,
    names: { zh: '互动率', en: 'Interaction rate' },
    description: {
      zh: '观看的人中，点赞、评论、分享或收藏的比例。',
      en: 'Of the viewers, those who liked, commented, shared or favourited.',
    },
    of: ['interactors', 'viewers'],
    caveat: noEvents,
  }),
  step({
    id: 'follow_rate',
    dictionary: 23,
    names: { zh: '转粉率', en: 'Follow rate' },
    description: {
      zh: '新增关注人数与观看时还没有关注的人数之比。',
      en: 'New followers per viewer who did not follow before.',
    },
    of: ['new_followers', 'viewers_not_following'],
    caveat: {
      zh: '关注也可能发生在账号主页等没有观看的地方，比值可大于 1；开始埋点之前的关注不可见。',
      en: 'An account can also be followed where nothing was watched, so it may exceed 1; what was followed before events were sent is not known.',
    },
  }),
  content({
    id: 'finish_rate',
    dictionary: 24,
    names: { zh: '完播率', en: 'Finish rate' },
    description: { zh: '播放中看完的比例。', en: 'Plays that were watched to their end.' },
    of: ['full_plays', 'plays'],
    caveat: {
      zh: '看完至少九成时长算完播；不知道时长的播放不算完播。',
      en: 'Nine tenths of the length count as the end; a play of unknown length has none.',
    },
  }),
  ...([3, 5] as const).map((seconds) =>
    content({
      id: `play_${seconds}s_rate`,
      dictionary: 24,
      names: { zh: `${seconds} 秒播放率`, en: `${seconds} s play rate` },
      description: {
        zh: `播放中看满 ${seconds} 秒的比例。`,
        en: `Plays that were watched for ${seconds} seconds or more.`,
      },
      of: [`plays_${seconds}s`, 'plays'],
      caveat: noEvents,
    }),
  ),
];

import { type MetricDefinition, type MetricSource, visits } from '#metrics';

/** What people did with content and products. Events of shops here name the product by its record, others do not. */
const contentVisits: MetricSource = {
  ...visits,
  id: 'content_visits',
  dimensions: { ...visits.dimensions, product: 'toUUIDOrZero(product_id)' },
};

/** Events of accounts outside name the creator, those of accounts here the record. */
const accountKey =
  "if(account_id = toUUID('00000000-0000-0000-0000-000000000000'), creator_id, toString(account_id))";

/** The same with the last time before that the person followed, or stopped following, the account. */
const visitsOfFollowers: MetricSource = {
  ...contentVisits,
  id: 'content_visits_of_followers',
  precedents: [
    {
      name: 'follow',
      source: visits,
      where: "event IN ('Account Followed', 'Account Unfollowed') AND person != 0",
      same: [
        { fact: 'person', precedent: 'person' },
        { fact: accountKey, precedent: accountKey },
      ],
      at: 'at',
      // Who follows while watching did not follow before.
      orThen: false,
      withinMs: null,
      reachMs: null,
      columns: ['event'],
    },
  ],
};

const common = {
  dictionary: null,
  timeBasis: "time of the event, by the sender's clock",
  attribution: 'content and product of the event',
} as const;

const entered = `event IN ('Content Played', 'Live Entered')`;
const known = 'person != 0';

type Counted = Pick<MetricDefinition, 'id' | 'names' | 'description' | 'formula'> & {
  readonly where: string;
  readonly better?: MetricDefinition['better'];
  readonly source?: MetricSource;
  readonly caveat?: MetricDefinition['caveat'];
};

const timesCaveat = {
  zh: '次数，不是人数；同一人多次各计一次。',
  en: 'Times, not people: the same person counts each time.',
};
const peopleCaveat = {
  zh: '人数按所选时间段去重，各时段、各内容不可相加。',
  en: 'Distinct people in the bucket: never add up over buckets or contents.',
};

const times = ({ where, better = 'up', ...said }: Counted): MetricDefinition => ({
  ...common,
  ...said,
  unit: 'count',
  entity: 'event',
  caveat: timesCaveat,
  better,
  computation: { kind: 'simple', measure: { source: contentVisits, aggregate: 'count', where } },
});
const people = ({
  where,
  better = 'up',
  source = contentVisits,
  caveat = peopleCaveat,
  ...said
}: Counted): MetricDefinition => ({
  ...common,
  ...said,
  unit: 'people',
  entity: 'person',
  caveat,
  better,
  computation: {
    kind: 'simple',
    measure: {
      source,
      aggregate: 'distinct',
      column: 'person',
      where: `${known} AND ${where}`,
    },
  },
});

export const contentCounts: readonly MetricDefinition[] = [
  times({
    id: 'views',
    names: { zh: '浏览量', en: 'Views' },
    description: {
      zh: '短视频被播放与直播间被进入的次数。',
      en: 'How often videos were played and lives entered.',
    },
    formula: 'count of Content Played and Live Entered',
    where: entered,
  }),
  people({
    id: 'viewers',
    names: { zh: '观看人数', en: 'Viewers' },
    description: {
      zh: '看过短视频或进过直播间的去重人数。',
      en: 'Distinct people who played a video or entered a live.',
    },
    formula: 'distinct persons of Content Played and Live Entered',
    where: entered,
  }),
  times({
    id: 'content_impressions',
    names: { zh: '内容曝光次数', en: 'Content impressions' },
    description: { zh: '内容出现在屏幕上的次数。', en: 'How often content was on a screen.' },
    formula: 'count of Content Impression',
    where: `event = 'Content Impression'`,
  }),
  people({
    id: 'content_exposed',
    names: { zh: '内容曝光人数', en: 'People exposed' },
    description: { zh: '内容曝光触达的去重人数。', en: 'Distinct people whom content was shown to.' },
    formula: 'distinct persons of Content Impression',
    where: `event = 'Content Impression'`,
  }),
  {
    ...common,
    id: 'watch_ms',
    names: { zh: '观看时长(毫秒)', en: 'Watch time (ms)' },
    description: { zh: '观看时长之和，单位毫秒。', en: 'Sum of watch time, in milliseconds.' },
    formula: 'Σ watch_ms',
    unit: 'count',
    entity: 'event',
    caveat: timesCaveat,
    better: 'up',
    computation: {
      kind: 'simple',
      measure: { source: contentVisits, aggregate: 'sum', column: 'watch_ms', money: false },
    },
  },
  times({
    id: 'plays',
    names: { zh: '播放次数', en: 'Plays' },
    description: { zh: '短视频被播放的次数。', en: 'How often videos were played.' },
    formula: 'count of Content Played',
    where: `event = 'Content Played'`,
  }),
  times({
    id: 'full_plays',
    names: { zh: '完播次数', en: 'Full plays' },
    description: {
      zh: '看完至少九成时长的播放次数。',
      en: 'Plays watched for at least nine tenths of their length.',
    },
    formula: 'plays watched for at least nine tenths of their length',
    where: `event = 'Content Played' AND duration_ms > 0 AND watch_ms >= 0.9 * duration_ms`,
  }),
  ...([3, 5] as const).map((seconds) =>
    times({
      id: `plays_${seconds}s`,
      names: { zh: `${seconds} 秒播放次数`, en: `Plays of ${seconds} s` },
      description: {
        zh: `观看满 ${seconds} 秒的播放次数。`,
        en: `Plays watched for at least ${seconds} seconds.`,
      },
      formula: `plays watched for at least ${seconds} s`,
      where: `event = 'Content Played' AND watch_ms >= ${seconds * 1_000}`,
    }),
  ),
  people({
    id: 'interactors',
    names: { zh: '互动人数', en: 'People who interacted' },
    description: {
      zh: '点赞、评论、分享或收藏过的去重人数。',
      en: 'Distinct people who liked, commented, shared or favourited.',
    },
    formula: 'distinct persons who liked, commented, shared or favourited',
    where: `event IN ('Content Liked', 'Content Commented', 'Content Shared', 'Content Favorited', 'Live Commented')`,
  }),
  people({
    id: 'new_followers',
    names: { zh: '新增关注人数', en: 'New followers' },
    description: { zh: '新关注账号的去重人数。', en: 'Distinct people who followed an account.' },
    formula: 'distinct persons of Account Followed',
    where: `event = 'Account Followed'`,
  }),
  people({
    id: 'viewers_not_following',
    names: { zh: '未关注的观看人数', en: 'Viewers who did not follow' },
    description: {
      zh: '观看时还没有关注该账号的去重人数。',
      en: 'Distinct viewers who did not follow the account at the moment they watched.',
    },
    formula: 'distinct persons of Content Played and Live Entered who did not follow the account then',
    source: visitsOfFollowers,
    where: `${entered} AND NOT (follow AND follow_event = 'Account Followed')`,
    caveat: {
      zh: '是否关注由关注与取消关注事件推得，开始埋点之前的关注不可见。人数不可相加。',
      en: 'Told by the events of following and unfollowing: what was followed before events were sent is not known. Never add up people.',
    },
  }),
  times({
    id: 'product_impressions',
    names: { zh: '商品曝光次数', en: 'Product impressions' },
    description: { zh: '商品卡片出现在屏幕上的次数。', en: 'How often a product card was on a screen.' },
    formula: 'count of Product Impression',
    where: `event = 'Product Impression'`,
  }),
  people({
    id: 'product_exposed',
    names: { zh: '商品曝光人数', en: 'People shown a product' },
    description: { zh: '看到商品卡片的去重人数。', en: 'Distinct people whom a product card was shown to.' },
    formula: 'distinct persons of Product Impression',
    where: `event = 'Product Impression'`,
  }),
  times({
    id: 'product_clicks',
    names: { zh: '商品点击次数', en: 'Product clicks' },
    description: { zh: '点击商品卡片的次数。', en: 'How often a product card was tapped.' },
    formula: 'count of Product Clicked',
    where: `event = 'Product Clicked'`,
  }),
  people({
    id: 'product_clickers',
    names: { zh: '商品点击人数', en: 'People who tapped a product' },
    description: { zh: '点击过商品卡片的去重人数。', en: 'Distinct people who tapped a product card.' },
    formula: 'distinct persons of Product Clicked',
    where: `event = 'Product Clicked'`,
  }),
];

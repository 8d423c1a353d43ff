import {
  both,
  countOf,
  distinctOf,
  family,
  type MetricDefinition,
  type MetricSource,
  sumOf,
  visits,
} from '#metrics';

/** What people did with content and products. Events of shops here name the product by its record, others do not. */
const contentVisits: MetricSource = {
  ...visits,
  id: 'content_visits',
  dimensions: { ...visits.dimensions, product: 'toUUIDOrZero(product_id)' },
};

const entered = "event IN ('Content Played', 'Live Entered')";

/** Events of accounts outside name the creator, those of accounts here the record. */
const accountKey =
  "if(account_id = toUUID('00000000-0000-0000-0000-000000000000'), creator_id, toString(account_id))";

/** Views with the last time before that the person followed, or stopped following, the account. */
const visitsOfFollowers: MetricSource = {
  ...contentVisits,
  id: 'content_visits_of_followers',
  only: `person != 0 AND ${entered}`,
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

const ofEvents = {
  timeBasis: "time of the event, by the sender's clock",
  attribution: 'content and product of the event',
  better: 'up',
} as const;
const times = family({
  ...ofEvents,
  unit: 'count',
  entity: 'event',
  caveat: both(
    '次数，不是人数；同一人多次各计一次。',
    'Times, not people: the same person counts each time.',
  ),
});
const people = family({
  ...ofEvents,
  unit: 'people',
  entity: 'person',
  caveat: both(
    '人数按所选时间段去重，各时段、各内容不可相加。',
    'Distinct people in the bucket: never add up over buckets or contents.',
  ),
});
const timesOf = (where: string) => countOf(contentVisits, where);
const peopleOf = (where: string, source = contentVisits) =>
  distinctOf(source, 'person', `person != 0 AND ${where}`);

export const contentCounts: readonly MetricDefinition[] = [
  times({
    id: 'views',
    names: both('浏览量', 'Views'),
    description: both(
      '短视频被播放与直播间被进入的次数。',
      'How often videos were played and lives entered.',
    ),
    formula: 'count of Content Played and Live Entered',
    computation: timesOf(entered),
  }),
  people({
    id: 'viewers',
    names: both('观看人数', 'Viewers'),
    description: both(
      '看过短视频或进过直播间的去重人数。',
      'Distinct people who played a video or entered a live.',
    ),
    formula: 'distinct persons of Content Played and Live Entered',
    computation: peopleOf(entered),
  }),
  times({
    id: 'content_impressions',
    names: both('内容曝光次数', 'Content impressions'),
    description: both('内容出现在屏幕上的次数。', 'How often content was on a screen.'),
    formula: 'count of Content Impression',
    computation: timesOf(`event = 'Content Impression'`),
  }),
  people({
    id: 'content_exposed',
    names: both('内容曝光人数', 'People exposed'),
    description: both('内容曝光触达的去重人数。', 'Distinct people whom content was shown to.'),
    formula: 'distinct persons of Content Impression',
    computation: peopleOf(`event = 'Content Impression'`),
  }),
  times({
    id: 'watch_ms',
    names: both('观看时长(毫秒)', 'Watch time (ms)'),
    description: both('观看时长之和，单位毫秒。', 'Sum of watch time, in milliseconds.'),
    formula: 'Σ watch_ms',
    computation: sumOf(contentVisits, 'watch_ms'),
  }),
  times({
    id: 'plays',
    names: both('播放次数', 'Plays'),
    description: both('短视频被播放的次数。', 'How often videos were played.'),
    formula: 'count of Content Played',
    computation: timesOf(`event = 'Content Played'`),
  }),
  times({
    id: 'full_plays',
    names: both('完播次数', 'Full plays'),
    description: both(
      '看完至少九成时长的播放次数。',
      'Plays watched for at least nine tenths of their length.',
    ),
    formula: 'plays watched for at least nine tenths of their length',
    computation: timesOf(`event = 'Content Played' AND duration_ms > 0 AND watch_ms >= 0.9 * duration_ms`),
  }),
  ...([3, 5] as const).map((seconds) =>
    times({
      id: `plays_${seconds}s`,
      names: both(`${seconds} 秒播放次数`, `Plays of ${seconds} s`),
      description: both(`观看满 ${seconds} 秒的播放次数。`, `Plays watched for at least ${seconds} seconds.`),
      formula: `plays watched for at least ${seconds} s`,
      computation: timesOf(`event = 'Content Played' AND watch_ms >= ${seconds * 1_000}`),
    }),
  ),
  people({
    id: 'interactors',
    names: both('互动人数', 'People who interacted'),
    description: both(
      '点赞、评论、分享或收藏过的去重人数。',
      'Distinct people who liked, commented, shared or favourited.',
    ),
    formula: 'distinct persons who liked, commented, shared or favourited',
    computation: peopleOf(
      `event IN ('Content Liked', 'Content Commented', 'Content Shared', 'Content Favorited', 'Live Commented')`,
    ),
  }),
  people({
    id: 'new_followers',
    names: both('新增关注人数', 'New followers'),
    description: both('新关注账号的去重人数。', 'Distinct people who followed an account.'),
    formula: 'distinct persons of Account Followed',
    computation: peopleOf(`event = 'Account Followed'`),
  }),
  people({
    id: 'viewers_not_following',
    names: both('未关注的观看人数', 'Viewers who did not follow'),
    description: both(
      '观看时还没有关注该账号的去重人数。',
      'Distinct viewers who did not follow the account at the moment they watched.',
    ),
    formula: 'distinct persons of Content Played and Live Entered who did not follow the account then',
    computation: peopleOf(
      `${entered} AND NOT (follow AND follow_event = 'Account Followed')`,
      visitsOfFollowers,
    ),
    caveat: both(
      '是否关注由关注与取消关注事件推得，开始埋点之前的关注不可见。人数不可相加。',
      'Told by the events of following and unfollowing: what was followed before events were sent is not known. Never add up people.',
    ),
  }),
  times({
    id: 'product_impressions',
    names: both('商品曝光次数', 'Product impressions'),
    description: both('商品卡片出现在屏幕上的次数。', 'How often a product card was on a screen.'),
    formula: 'count of Product Impression',
    computation: timesOf(`event = 'Product Impression'`),
  }),
  people({
    id: 'product_exposed',
    names: both('商品曝光人数', 'People shown a product'),
    description: both('看到商品卡片的去重人数。', 'Distinct people whom a product card was shown to.'),
    formula: 'distinct persons of Product Impression',
    computation: peopleOf(`event = 'Product Impression'`),
  }),
  times({
    id: 'product_clicks',
    names: both('商品点击次数', 'Product clicks'),
    description: both('点击商品卡片的次数。', 'How often a product card was tapped.'),
    formula: 'count of Product Clicked',
    computation: timesOf(`event = 'Product Clicked'`),
  }),
  people({
    id: 'product_clickers',
    names: both('商品点击人数', 'People who tapped a product'),
    description: both('点击过商品卡片的去重人数。', 'Distinct people who tapped a product card.'),
    formula: 'distinct persons of Product Clicked',
    computation: peopleOf(`event = 'Product Clicked'`),
  }),
];

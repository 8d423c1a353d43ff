import { both, family, type MetricDefinition, ratioOf } from '#metrics';
import { orderLines } from './order-sources.ts';

const nobodyUnknown = both(
  '未知付款人的订单不计；预售订单计入。',
  'Orders without a known payer are left out; presale orders count as purchases.',
);

const customers = family({
  timeBasis: 'time of payment',
  attribution: 'touch of the order line',
  unit: 'people',
  entity: 'person',
  better: 'up',
  caveat: nobodyUnknown,
});

function repeatMetrics(days: 30 | 90): MetricDefinition[] {
  const measure = { source: orderLines, aggregate: 'window', days, column: 'order_id' } as const;
  const window = both(
    `截至时段结束的 ${days} 天`,
    `the ${days} days that end with the bucket (or now, if that is earlier)`,
  );
  return [
    customers({
      id: `repeat_buyers_${days}d`,
      names: both(`${days}天复购人数`, `Repeat buyers, ${days} days`),
      description: both(
        `${window.zh}内至少下过两单的人数。`,
        `People with at least two orders in ${window.en}.`,
      ),
      formula: 'people with at least 2 orders in the window',
      computation: { kind: 'cumulative', measure: { ...measure, min: 2 } },
    }),
    customers({
      id: `window_buyers_${days}d`,
      names: both(`${days}天成交人数`, `Buyers, ${days} days`),
      description: both(`${window.zh}内的成交人数。`, `People who bought in ${window.en}.`),
      formula: 'people with an order in the window',
      computation: { kind: 'cumulative', measure: { ...measure, min: 1 } },
    }),
    customers({
      id: `repeat_rate_${days}d`,
      dictionary: 27,
      names: both(`${days}天复购率`, `Repeat rate, ${days} days`),
      description: both(
        `${window.zh}内，至少下过两单的人占成交人数的比例。`,
        `Share of the buyers of ${window.en} with at least two orders in it.`,
      ),
      unit: 'share',
      caveat: both(
        `窗口由时段结束倒推 ${days} 天，与所选时段的长短无关。${nobodyUnknown.zh}`,
        `The window reaches ${days} days back from the end of the bucket, however long the bucket is. ${nobodyUnknown.en}`,
      ),
      ...ratioOf(`repeat_buyers_${days}d`, `window_buyers_${days}d`),
    }),
  ];
}

function newIn(level: 'shop' | 'brand' | 'category', zh: string): MetricDefinition {
  return customers({
    id: `new_in_${level}`,
    dictionary: 29,
    names: both(`${zh}新客`, `New in ${level}`),
    description: both(
      `在该${zh}的首单落在所选时间的人数，范围之前的历史也计入判断。`,
      `People whose first order ever in a ${level} was paid in the bucket; history before the range counts.`,
    ),
    formula: `people with min(paid_at) per ${level} in the bucket`,
    caveat: both(
      `同时成为多个${zh}新客的人只计一次。筛选条件作用于首单本身。${nobodyUnknown.zh}`,
      `Someone new in several counts once. Filters apply to the first order itself. ${nobodyUnknown.en}`,
    ),
    computation: {
      kind: 'cumulative',
      measure: {
        source: orderLines,
        aggregate: 'first',
        within: level === 'category' ? 'category' : `${level}_id`,
        // A product without a category is in none, so nobody can be new in it.
        ...(level === 'category' ? { where: "category != ''" } : {}),
      },
    },
  });
}

export const customerMetrics: readonly MetricDefinition[] = [
  ...repeatMetrics(30),
  ...repeatMetrics(90),
  customers({
    id: 'returning_buyers',
    dictionary: 28,
    names: both('老买家', 'Returning buyers'),
    description: both(
      '所选时间购买、且此前 365 天内也购买过的人数。',
      'People who bought in the bucket and in the 365 days before it.',
    ),
    formula: 'buyers of the bucket ∩ buyers of the 365 days before it',
    caveat: both(
      `筛选条件和拆分维度同样作用于此前的购买。${nobodyUnknown.zh}`,
      `Filters and dimension values hold for the earlier purchase as well. ${nobodyUnknown.en}`,
    ),
    computation: {
      kind: 'cumulative',
      measure: { source: orderLines, aggregate: 'returning', days: 365 },
    },
  }),
  newIn('shop', '店铺'),
  newIn('brand', '品牌'),
  newIn('category', '类目'),
];

import type { Rule } from '#audiences/contract';

/** Categories that the facts of the bench are about: `category-0` to `category-19`. */
export const categoryCount = 20;
export const zone = 'Asia/Shanghai';

/** What the ten conditions of the question say, so that the statement written by hand says the same. */
export type Numbers = {
  readonly views: number;
  readonly funnelHours: number;
  readonly share: number;
  readonly amountFen: number;
  readonly seenDays: number;
};

export const asked: Numbers = {
  views: 2,
  funnelHours: 72,
  share: 0.3,
  amountFen: 20_000,
  seenDays: 30,
};

export const liked = ['category-1', 'category-2', 'category-3'];
export const evening = ['19', '20', '21', '22'];

/** Ten conditions of six kinds, three deep: an interest that is warm, of people who did not buy lately. */
export function question({ views, funnelHours, share, amountFen, seenDays }: Numbers): Rule {
  const did = (action: 'viewed_product' | 'added_to_cart' | 'watched' | 'disliked') =>
    ({ kind: 'did', what: { action } }) as const;
  const atLeast = (value: number) => ({ op: 'at_least', value }) as const;
  return {
    all: [
      {
        any: [
          { ...did('viewed_product'), times: atLeast(views), window: { lastDays: 14 }, where: [] },
          {
            ...did('added_to_cart'),
            times: atLeast(1),
            window: { lastDays: 30 },
            where: [{ dimension: 'category', op: 'in', values: liked }],
          },
          {
            kind: 'sequence',
            steps: [
              { what: { action: 'viewed_product' }, where: [] },
              { what: { action: 'added_to_cart' }, where: [] },
            ],
            withinHours: funnelHours,
            window: { lastDays: 60 },
          },
        ],
      },
      {
        any: [
          { kind: 'taste', of: 'category', values: liked, share, timesMin: 2, lastDays: 90 },
          {
            all: [
              { ...did('watched'), times: atLeast(3), window: { lastDays: 60 }, where: [] },
              { kind: 'active', by: 'hour', values: evening, lastDays: 90 },
            ],
          },
        ],
      },
      { not: { kind: 'bought', measure: 'orders', ...atLeast(1), ...ofOrders, window: { lastDays: 30 } } },
      { ...did('disliked'), times: { op: 'at_most', value: 0 }, window: null, where: [] },
      {
        any: [
          { kind: 'last', what: { action: 'visited' }, op: 'within', days: seenDays, where: [] },
          {
            kind: 'bought',
            measure: 'amount',
            ...atLeast(amountFen),
            ...ofOrders,
            window: { lastDays: 180 },
          },
        ],
      },
    ],
  };
}

const ofOrders = { currency: null, where: [] };

/** The question as somebody changes it while thinking: one condition after the other, each of another kind. */
export const changes: readonly Numbers[] = [
  { ...asked, views: 3 },
  { ...asked, amountFen: 25_000 },
  { ...asked, share: 0.4 },
  { ...asked, seenDays: 29 },
  { ...asked, funnelHours: 48 },
];

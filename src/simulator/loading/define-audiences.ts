import type { AudienceCreate, AudienceSettings, AudienceView, Rule } from '#audiences/contract';
import type { Api } from './api.ts';
import { defineCouponFor } from './define-coupons.ts';
import { definePlacement } from './define-placement.ts';
import { allOf } from './pages.ts';

const did = (action: 'viewed_product' | 'added_to_cart', atLeast: number, lastDays: number): Rule => ({
  kind: 'did',
  what: { action },
  times: { op: 'at_least', value: atLeast },
  window: { lastDays },
  where: [],
});
/** Amounts in fen; null days are ever. */
const bought = (measure: 'orders' | 'amount', atLeast: number, lastDays: number | null): Rule => ({
  kind: 'bought',
  measure,
  op: 'at_least',
  value: atLeast,
  currency: measure === 'amount' ? 'CNY' : null,
  window: lastDays === null ? null : { lastDays },
  where: [],
});

/** What a brand begins with: whom to win, whom to remind, whom to keep, whom to wake. */
const audiences: readonly Pick<AudienceCreate, 'name' | 'rule'>[] = [
  {
    name: '看过两次未下单 Viewed twice, never bought',
    rule: { all: [did('viewed_product', 2, 14), { not: bought('orders', 1, null) }] },
  },
  {
    name: '加购七天未付 In the cart for a week, not paid',
    rule: { all: [did('added_to_cart', 1, 7), { not: bought('orders', 1, 7) }] },
  },
  {
    name: '一线户外爱好者 Outdoor lovers of first-tier cities',
    rule: {
      all: [
        {
          kind: 'taste',
          of: 'content_category',
          values: [
            '冲锋衣 Shell Jackets',
            '抓绒与羽绒 Fleece & Down',
            '徒步鞋 Hiking Shoes',
            '露营装备 Camping',
            '背包配件 Packs & Accessories',
          ],
          share: 0.5,
          timesMin: 2,
          lastDays: 90,
        },
        { kind: 'attribute', attribute: 'city_tier', values: ['tier_1', 'new_tier_1'] },
      ],
    },
  },
  {
    name: '高价值老客 Came back and spent 500 or more',
    rule: { all: [bought('orders', 2, null), bought('amount', 500_00, null)] },
  },
  {
    name: '三周未到访 Not seen for three weeks',
    rule: {
      kind: 'last',
      what: { action: 'visited' },
      op: 'longer_ago',
      days: 21,
      where: [],
    },
  },
];

/** The one that ads may be made for, that a video is placed for and that has a coupon; a tenth of it held out. */
const delivered = audiences[0]?.name;

/**
 * Defines the demo's audiences once its history is in, and delivers one to ads, slots and coupons where it is large
 * enough; whoever renamed one or put it away keeps it so.
 */
export async function defineAudiences(api: Api): Promise<number> {
  const known = [
    ...(await allOf<AudienceView>(api, '/api/audiences')),
    ...(await allOf<AudienceView>(api, '/api/audiences?archived=true')),
  ];
  if (known.length > 0) return 0;
  const { smallest } = await api.get<AudienceSettings>('/api/audiences/settings');
  for (const audience of audiences) {
    const { id, size } = await api.post<AudienceView>('/api/audiences', { ...audience, kind: 'live' });
    if (audience.name !== delivered || (size ?? 0) < smallest) continue;
    await api.post('/api/audience-deliveries', { audienceId: id, target: 'ads' });
    await definePlacement(api, { id, name: audience.name });
    await defineCouponFor(api, { id });
  }
  return audiences.length;
}

import type { AudienceView, DeliveryView } from '#audiences/contract';
import type { CouponCreate, CouponView, ProductView } from '#shop/contract';
import { type Goods, goods } from '../material/goods-data.ts';
import type { Api } from './api.ts';
import { allOf } from './pages.ts';
import { nameOf } from './stock-shops.ts';

type DemoCoupon = {
  readonly shop: Goods['shop'];
  readonly name: string;
  readonly terms: CouponCreate['terms'];
  /** Null covers the whole shop. */
  readonly goods: readonly string[] | null;
  readonly quantity: number;
  readonly perShopper: number;
};

/** One of every kind, amounts in fen. All have to be claimed: whoever claims nothing pays what the page says. */
const coupons: readonly DemoCoupon[] = [
  {
    shop: 'lj-club',
    name: '装备满减 Gear',
    terms: { kind: 'threshold', amountOff: 60_00, threshold: 499_00 },
    goods: null,
    quantity: 2_000,
    perShopper: 1,
  },
  {
    shop: 'lj-club',
    name: '露营立减 Camping',
    terms: { kind: 'direct', amountOff: 15_00 },
    goods: ['lj-tent', 'lj-chair', 'lj-lantern'],
    quantity: 1_000,
    perShopper: 1,
  },
  {
    shop: 'st-care',
    name: '护肤折扣 Skincare',
    terms: { kind: 'percentage', percentOff: 12, discountMax: 50_00 },
    goods: null,
    quantity: 3_000,
    perShopper: 1,
  },
  {
    shop: 'hj-tea',
    name: '茶铺见面礼 Tea House',
    terms: { kind: 'direct', amountOff: 5_00 },
    goods: null,
    quantity: 5_000,
    perShopper: 2,
  },
  {
    shop: 'hj-tea',
    name: '坚果折扣 Nuts',
    terms: { kind: 'percentage', percentOff: 10, discountMax: null },
    goods: ['hj-nuts', 'hj-chestnut'],
    quantity: 1_000,
    perShopper: 1,
  },
];

/** For who looks and does not buy: only members of the audience see it. */
const forAudience: DemoCoupon = {
  shop: 'st-care',
  name: '首单礼 First order',
  terms: { kind: 'threshold', amountOff: 20_00, threshold: 99_00 },
  goods: null,
  quantity: 1_000,
  perShopper: 1,
};

const claimDays = 60;
const useDays = 14;
const dayMs = 86_400_000;

/** Opens the coupons of the demo's shops, once; whoever paused or ended one keeps it so. Answers how many were opened. */
export async function defineCoupons(api: Api): Promise<number> {
  let opened = 0;
  for (const coupon of coupons) opened += await open(api, coupon, null);
  return opened;
}

/** Opens the coupon of an audience, which is delivered to coupons for it. */
export async function defineCouponFor(api: Api, audience: Pick<AudienceView, 'id'>): Promise<number> {
  const { groupId } = await api.post<DeliveryView>('/api/audience-deliveries', {
    audienceId: audience.id,
    target: 'coupons',
  });
  return groupId === null ? 0 : open(api, forAudience, groupId);
}

/** A load that was killed may have left a draft of it: that is opened. */
async function open(api: Api, coupon: DemoCoupon, groupId: string | null): Promise<0 | 1> {
  const known = (await allOf<CouponView>(api, '/api/coupons')).find(({ name }) => name === coupon.name);
  if (known && known.state !== 'draft') return 0;
  const made = known ?? (await api.post<CouponView>('/api/coupons', await written(api, coupon, groupId)));
  await api.post<CouponView>(`/api/coupons/${made.id}/move`, { version: made.version, move: 'open' });
  return 1;
}

async function written(api: Api, coupon: DemoCoupon, groupId: string | null): Promise<CouponCreate> {
  const products = await allOf<ProductView>(api, '/api/products');
  const stocked = goods.flatMap((one) => {
    const product = products.find(({ name }) => name === nameOf(one));
    return product ? [{ ...one, product }] : [];
  });
  const shopId = stocked.find(({ shop }) => shop === coupon.shop)?.product.shopId;
  if (shopId === undefined) throw new Error(`Nothing is stocked in ${coupon.shop}.`);
  const nowMs = Date.now();
  return {
    shopId,
    name: coupon.name,
    terms: coupon.terms,
    productIds:
      coupon.goods?.flatMap((key) => stocked.find((one) => one.key === key)?.product.id ?? []) ?? null,
    quantity: coupon.quantity,
    perShopper: coupon.perShopper,
    claimFrom: new Date(nowMs).toISOString(),
    claimUntil: new Date(nowMs + claimDays * dayMs).toISOString(),
    use: { days: useDays },
    forWhom: groupId === null ? 'everybody' : 'groups',
    groupIds: groupId === null ? [] : [groupId],
    granted: false,
  };
}

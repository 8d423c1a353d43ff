import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanView } from '#ads/contract';
import type { CouponCreate, CouponView, ProductView } from '#shop/contract';
import { type Api, openApi } from '../../src/simulator/loading/api.ts';
import type { TestProduct, TestTenant } from '../api/product-fixture.ts';
import { publishedVideo } from '../api/video-fixture.ts';

/** A shop with products, videos and ad plans, run through the public API. */
export type Stall = {
  readonly tenant: TestTenant;
  readonly shopId: string;
  readonly api: Api;
  readonly plans: readonly PlanView[];
  readonly coupons: readonly CouponView[];
  /** What was paid into its purse for ads. */
  readonly purse: number;
};
export type Market = {
  readonly url: string;
  /** Of the first stall; marks shoppers as simulated. */
  readonly apiKey: string;
  readonly stalls: readonly Stall[];
};

const picture = readFileSync(
  join(import.meta.dirname, '..', '..', 'src', 'simulator', 'material', 'pictures', 'lj-tent.webp'),
);

/** Prices in odd cents, so that a sum that is right by luck is unlikely. */
const goods = [
  { name: 'Oolong', prices: [12_345, 9_999], stock: 100_000 },
  { name: 'Teapot', prices: [30_007, 45_013], stock: 100_000 },
  { name: 'Cup', prices: [1_999, 2_501], stock: 100_000 },
  { name: 'Last tray', prices: [7_777], stock: 3 },
] as const;

type PlanDraft = {
  readonly of: (typeof goods)[number]['name'];
  readonly dayBudget: number;
  readonly targetCost: number | null;
};
/** One with money enough, one that ends within a few clicks, one that holds to a cost per order. */
const plans: readonly PlanDraft[] = [
  { of: 'Oolong', dayBudget: 1_000_000, targetCost: null },
  { of: 'Teapot', dayBudget: 100, targetCost: null },
  { of: 'Cup', dayBudget: 50_000, targetCost: 400 },
];

type CouponDraft = Pick<CouponCreate, 'name' | 'terms' | 'quantity' | 'perShopper'> & {
  /** Null covers the whole shop. */
  readonly of: readonly (typeof goods)[number]['name'][] | null;
};
/** One of each kind in odd cents, and one of which there are few. */
const coupons: readonly CouponDraft[] = [
  { name: 'Direct', terms: { kind: 'direct', amountOff: 777 }, of: null, quantity: 10_000, perShopper: 2 },
  {
    name: 'Threshold',
    terms: { kind: 'threshold', amountOff: 5_003, threshold: 40_000 },
    of: null,
    quantity: 10_000,
    perShopper: 1,
  },
  {
    name: 'Percentage',
    terms: { kind: 'percentage', percentOff: 13, discountMax: 6_001 },
    of: ['Oolong', 'Teapot'],
    quantity: 10_000,
    perShopper: 1,
  },
  { name: 'Few', terms: { kind: 'direct', amountOff: 2_999 }, of: ['Cup'], quantity: 3, perShopper: 2 },
];

/** Two organisations in one market: the purse of the first is full, that of the second ends within the day. */
export async function openMarket(product: TestProduct): Promise<Market> {
  const stalls = [await openStall(product, 'First', 3_000_000), await openStall(product, 'Second', 260)];
  return { url: product.url, apiKey: stalls[0]?.tenant.apiKey ?? '', stalls };
}

async function openStall(product: TestProduct, name: string, purse: number): Promise<Stall> {
  const tenant = await product.tenant(name);
  const api = openApi(product.url, tenant.apiKey);
  const { shops } = await api.get<{ shops: { id: string }[] }>('/api/structure');
  const shopId = shops[0]?.id ?? '';
  await api.post('/api/ads/top-ups', { shopId, amount: purse });
  const shelf = new Map<string, ProductView>();
  for (const one of goods) shelf.set(one.name, await putOnShelf(api, shopId, name, one));
  const idOf = (of: string) => shelf.get(of)?.id ?? '';
  const opened: CouponView[] = [];
  for (const { of, ...said } of coupons)
    opened.push(await openCoupon(api, { shopId, productIds: of?.map(idOf) ?? null, ...said }));
  for (const one of goods)
    for (const take of [1, 2])
      await publishedVideo(product, tenant, {
        title: `${one.name} of ${name}, take ${take}`,
        category: 'Tea',
        productIds: [idOf(one.name)],
      });
  const made: PlanView[] = [];
  for (const plan of plans) {
    const productId = idOf(plan.of);
    const video = await publishedVideo(product, tenant, {
      title: `${plan.of} of ${name}, promoted`,
      category: 'Tea',
      productIds: [productId],
    });
    made.push(
      await api.post<PlanView>('/api/ads/plans', {
        name: plan.of,
        productId,
        videoId: video.id,
        bidding: plan.targetCost === null ? 'max_volume' : 'cost_control',
        targetCost: plan.targetCost,
        dayBudget: plan.dayBudget,
      }),
    );
  }
  return { tenant, shopId, api, plans: made, coupons: opened, purse };
}

async function openCoupon(
  api: Api,
  said: Pick<CouponCreate, 'shopId' | 'productIds' | 'name' | 'terms' | 'quantity' | 'perShopper'>,
): Promise<CouponView> {
  const nowMs = Date.now();
  const draft: CouponCreate = {
    ...said,
    claimFrom: new Date(nowMs - 60_000).toISOString(),
    claimUntil: new Date(nowMs + 86_400_000).toISOString(),
    use: { days: 7 },
    forWhom: 'everybody',
    groupIds: [],
    granted: false,
  };
  const { id, version } = await api.post<CouponView>('/api/coupons', draft);
  return api.post<CouponView>(`/api/coupons/${id}/move`, { version, move: 'open' });
}

async function putOnShelf(
  api: Api,
  shopId: string,
  stall: string,
  { name, prices, stock }: (typeof goods)[number],
): Promise<ProductView> {
  const made = await api.post<ProductView>('/api/products', {
    shopId,
    name: `${name} of ${stall}`,
    category: 'Tea',
    skus: prices.map((price, place) => ({ code: `${name}-${place}`, name: `${place}`, price, stock })),
  });
  const pictured = await api.send<ProductView>('POST', `/api/products/${made.id}/pictures`, picture);
  const passed = await api.post<ProductView>(`/api/products/${made.id}/submit`, {
    version: pictured.version,
  });
  return api.post(`/api/products/${made.id}/shelf`, { version: passed.version, shelf: 'online' });
}

import type { PlanView } from '#ads/contract';
import type { VideoView } from '#content/contract';
import type { ProductView } from '#shop/contract';
import { clips } from '../material/clips-data.ts';
import { goods } from '../material/goods-data.ts';
import type { Api } from './api.ts';
import { allOf } from './pages.ts';
import { nameOf } from './stock-shops.ts';

/** Yuan that each shop pays in; a week or two of its plans. */
const topUp = 5_000;

type DemoPlan = {
  readonly goods: string;
  readonly name: string;
  readonly bidding: 'max_volume' | 'cost_control';
  /** Yuan. */
  readonly dayBudget: number;
  readonly targetCost: number | null;
  readonly audience: 'all' | 'new' | 'repeat';
};

/** One plan for each way of bidding, and one for old customers. */
const plans: readonly DemoPlan[] = [
  {
    goods: 'lj-tent',
    name: '帐篷放量 Tents, max volume',
    bidding: 'max_volume',
    dayBudget: 300,
    targetCost: null,
    audience: 'all',
  },
  {
    goods: 'lj-cloudgap',
    name: '冲锋衣拉新 Jackets, new buyers',
    bidding: 'cost_control',
    dayBudget: 400,
    targetCost: 90,
    audience: 'new',
  },
  {
    goods: 'st-moss',
    name: '精华控成本 Serum, cost control',
    bidding: 'cost_control',
    dayBudget: 350,
    targetCost: 45,
    audience: 'all',
  },
  {
    goods: 'st-mask',
    name: '面膜放量 Masks, max volume',
    bidding: 'max_volume',
    dayBudget: 200,
    targetCost: null,
    audience: 'all',
  },
  {
    goods: 'hj-jasmine',
    name: '茉莉茶拉新 Jasmine, new buyers',
    bidding: 'max_volume',
    dayBudget: 180,
    targetCost: null,
    audience: 'new',
  },
  {
    goods: 'hj-nuts',
    name: '坚果复购 Nuts, old customers',
    bidding: 'cost_control',
    dayBudget: 150,
    targetCost: 12,
    audience: 'repeat',
  },
];

/** Pays in and starts the demo's plans, once; whoever changed or ended one keeps it so. */
export async function startPlans(api: Api): Promise<number> {
  const [known, products, videos] = await Promise.all([
    allOf<PlanView>(api, '/api/ads/plans'),
    allOf<ProductView>(api, '/api/products'),
    allOf<VideoView>(api, '/api/videos'),
  ]);
  const funded = new Set(known.map(({ shopId }) => shopId));
  let started = 0;
  for (const plan of plans) {
    const one = goods.find(({ key }) => key === plan.goods);
    const product = one && products.find(({ name }) => name === nameOf(one));
    const clip = clips.find(({ key }) => key === plan.goods);
    const video = videos.find(({ title, state }) => title === clip?.title && state === 'published');
    if (!product || !video || known.some(({ name }) => name === plan.name)) continue;
    if (!funded.has(product.shopId))
      await api.post('/api/ads/top-ups', { shopId: product.shopId, amount: topUp * 100 });
    funded.add(product.shopId);
    await api.post('/api/ads/plans', {
      name: plan.name,
      productId: product.id,
      videoId: video.id,
      bidding: plan.bidding,
      targetCost: plan.targetCost === null ? null : plan.targetCost * 100,
      dayBudget: plan.dayBudget * 100,
      audience: plan.audience,
    });
    started++;
  }
  return started;
}

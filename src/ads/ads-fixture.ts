/** Advertisers, their plans and shoppers, written straight into the records of a test world. */
import { randomUUID } from 'node:crypto';
import { newId, type OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { enterTopUp } from './accounts/account-store.ts';
import { insertPlan } from './plans/plan-store.ts';
import type { AdShopper } from './serving/ad-win.ts';

export type Advertiser = {
  readonly organizationId: OrganizationId;
  readonly brandId: string;
  readonly shopId: string;
  readonly contentAccountId: string;
  readonly adAccountId: string;
};

/** Where it is noon now, so that no day ends while a test runs. */
export const noonZone = ((hours: number) => `Etc/GMT${hours < 0 ? '' : '+'}${hours}`)(
  new Date().getUTCHours() - 12,
);

/** A shop with a content account and a filled purse, in an organisation that exists. */
export async function addAdvertiser(
  records: Records,
  organizationId: OrganizationId,
  balance: number,
  { currency = 'CNY', zone = noonZone } = {},
): Promise<Advertiser> {
  const brandId = newId('brand');
  const shopId = newId('shop');
  const contentAccountId = newId('account');
  const adAccountId = newId('adAccount');
  const own = { organization_id: organizationId };
  await records.organization(organizationId, async (trx) => {
    await trx
      .insertInto('brands')
      .values({ ...own, id: brandId, name: `Brand ${brandId}`, zone })
      .execute();
    await trx
      .insertInto('shops')
      .values({ ...own, id: shopId, brand_id: brandId, name: `Shop ${shopId}`, currency })
      .execute();
    await trx
      .insertInto('accounts')
      .values({ ...own, id: contentAccountId, shop_id: shopId, name: `Account ${contentAccountId}` })
      .execute();
    await trx
      .insertInto('ad_accounts')
      .values({ ...own, id: adAccountId, shop_id: shopId, currency })
      .execute();
    if (balance > 0) await enterTopUp(trx, organizationId, adAccountId, balance);
  });
  return { organizationId, brandId, shopId, contentAccountId, adAccountId };
}

export type PlanOptions = {
  readonly dayBudget?: number;
  readonly targetCost?: number | null;
  readonly audience?: 'all' | 'new' | 'repeat';
  /** For the members of groups instead. */
  readonly groups?: string[];
  readonly groupsExcluded?: string[];
  readonly state?: 'on' | 'off';
  readonly price?: number;
  readonly hours?: number | null;
  readonly endsAt?: Date | null;
};

export type FixturePlan = { readonly planId: string; readonly videoId: string; readonly productId: string };

/** A plan with a product, a SKU and a published video of its own. */
export async function addPlan(
  records: Records,
  advertiser: Advertiser,
  options: PlanOptions = {},
): Promise<FixturePlan> {
  const productId = newId('product');
  const videoId = newId('video');
  const planId = newId('plan');
  const own = { organization_id: advertiser.organizationId };
  await records.organization(advertiser.organizationId, async (trx) => {
    await trx
      .insertInto('products')
      .values({
        ...own,
        id: productId,
        shop_id: advertiser.shopId,
        external_id: productId,
        name: '云南滇红茶 Dian Hong tea',
        category: 'Tea',
        origin: 'native',
        review: 'passed',
        shelf: 'online',
      })
      .execute();
    await trx
      .insertInto('skus')
      .values({
        ...own,
        id: newId('sku'),
        product_id: productId,
        code: productId,
        price: options.price ?? 12_000,
        on_hand: 1_000,
      })
      .execute();
    await trx
      .insertInto('videos')
      .values({
        ...own,
        id: videoId,
        account_id: advertiser.contentAccountId,
        title: '第一泡的香气 The first brew',
        kind: 'selling',
        state: 'published',
        file_key: `videos/${videoId}.mp4`,
        published_at: new Date(),
      })
      .execute();
    await trx
      .insertInto('video_products')
      .values({ ...own, video_id: videoId, product_id: productId, position: 0 })
      .execute();
    const targetCost = options.targetCost ?? null;
    await insertPlan(
      trx,
      {
        ...own,
        id: planId,
        ad_account_id: advertiser.adAccountId,
        shop_id: advertiser.shopId,
        video_id: videoId,
        product_id: productId,
        name: `Plan ${planId.slice(-4)}`,
        bidding: targetCost === null ? 'max_volume' : 'cost_control',
        target_cost: targetCost,
        day_budget: options.dayBudget ?? 100_000,
        audience: options.groups ? 'group' : (options.audience ?? 'all'),
        groups: options.groups ?? [],
        groups_excluded: options.groupsExcluded ?? [],
        starts_at: new Date(Date.now() - 60_000),
        ends_at: options.endsAt ?? null,
        hours: options.hours ?? null,
        state: options.state ?? 'on',
      },
      'Fixture',
    );
  });
  return { planId, videoId, productId };
}

let persons = 1_000_000;
export const newShopper = (person = persons++): AdShopper => ({
  id: newId('shopper'),
  person,
  simulated: false,
});

export const requestBy = (
  shopper: AdShopper,
  nowMs: number,
  more: { slots?: number; exclude?: string[] } = {},
) => ({
  shopper,
  placement: 'feed' as const,
  requestId: randomUUID(),
  slots: more.slots ?? 1,
  exclude: more.exclude ?? [],
  nowMs,
});

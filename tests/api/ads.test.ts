import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { AdAccountView, PlanView } from '#ads/contract';
import { newId, parseId, showId } from '#kernel/ids';
import { openTestProduct, type TestProduct, type TestTenant } from './product-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
let shop: { id: string; name: string };
let made: { productId: string; videoId: string };

beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Advertiser');
  const structure = (await (await product.ask(tenant, '/api/structure')).json()) as {
    shops: { id: string; name: string }[];
    accounts: { id: string }[];
  };
  const [first] = structure.shops;
  const [account] = structure.accounts;
  if (!first || !account) throw new Error('The tenant has no shop.');
  shop = first;
  made = await publish(account.id);
});
afterAll(() => product.close());

/** A product on the shelf with a published video that shows it. */
async function publish(accountId: string): Promise<{ productId: string; videoId: string }> {
  const [productId, videoId] = [newId('product'), newId('video')];
  const own = { organization_id: tenant.organizationId };
  const raw = (kind: 'shop' | 'account', shown: string) => parseId(kind, shown) ?? '';
  await product.world.records.organization(tenant.organizationId, async (trx) => {
    await trx
      .insertInto('products')
      .values({
        ...own,
        id: productId,
        shop_id: raw('shop', shop.id),
        external_id: productId,
        name: 'Teapot',
        origin: 'native',
        review: 'passed',
        shelf: 'online',
      })
      .execute();
    await trx
      .insertInto('skus')
      .values({ ...own, id: newId('sku'), product_id: productId, code: 'one', price: 12_000, on_hand: 10 })
      .execute();
    await trx
      .insertInto('videos')
      .values({
        ...own,
        id: videoId,
        account_id: raw('account', accountId),
        title: 'Pouring',
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
  });
  return { productId: showId('product', productId), videoId: showId('video', videoId) };
}

const send = (method: string, path: string, body?: unknown, key?: string) =>
  product.ask(tenant, path, {
    method,
    headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const read = async <Answer>(path: string) => (await (await product.ask(tenant, path)).json()) as Answer;
const problemOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

it('fills a purse once though the request is sent twice, and shows what moved it', async () => {
  const body = { shopId: shop.id, amount: 50_000 };
  const filled = await send('POST', '/api/ads/top-ups', body, 'top-up-1');
  expect(filled.status).toBe(201);
  await send('POST', '/api/ads/top-ups', body, 'top-up-1');
  const { items } = await read<{ items: AdAccountView[] }>('/api/ads/accounts');
  expect(items).toMatchObject([{ shopId: shop.id, balance: 50_000, held: 0, currency: 'CNY' }]);
  const entries = await read<{ items: unknown[] }>(`/api/ads/accounts/${items[0]?.id}/entries`);
  expect(entries.items).toMatchObject([{ kind: 'top_up', amount: 50_000, plan: null }]);
  expect((await send('POST', '/api/ads/top-ups', { shopId: shop.id, amount: 0 })).status).toBe(400);
});

it('makes a plan, changes it by version, pauses, resumes and puts it away, and tells the audit log', async () => {
  const choices = await read<{ items: { product: { id: string } }[] }>('/api/ads/choices');
  expect(choices.items.map((one) => one.product.id)).toEqual([made.productId]);
  const suggestion = await read<{ targetCost: { value: number } }>(
    `/api/ads/suggestion?productId=${made.productId}`,
  );
  expect(suggestion.targetCost.value).toBe(2_400);

  const draft = { name: 'Teapots', ...made, bidding: 'cost_control', targetCost: 2_400, dayBudget: 40_000 };
  const madePlan = await send('POST', '/api/ads/plans', draft);
  expect(madePlan.status).toBe(201);
  const plan = (await madePlan.json()) as PlanView;
  expect(plan).toMatchObject({
    version: 1,
    status: 'serving',
    state: 'on',
    today: { spent: 0, budget: 40_000 },
  });
  const path = `/api/ads/plans/${plan.id}`;

  expect((await send('PATCH', path, { version: 1, dayBudget: 60_000 })).status).toBe(200);
  expect(await problemOf(await send('PATCH', path, { version: 1, dayBudget: 70_000 }))).toBe('conflict');
  const paused = (await (await send('POST', `${path}/pause`)).json()) as PlanView;
  expect(paused).toMatchObject({ status: 'off', version: 3, dayBudget: 60_000 });
  expect(((await (await send('POST', `${path}/pause`)).json()) as PlanView).version).toBe(3);
  expect(((await (await send('POST', `${path}/resume`)).json()) as PlanView).status).toBe('serving');
  const versions = await read<{ items: { version: number }[] }>(`${path}/versions`);
  expect(versions.items.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  const delivery = await read<{ expected: number[]; status: string }>(`${path}/delivery`);
  expect(delivery.status).toBe('serving');
  expect(delivery.expected).toHaveLength(25);
  expect(delivery.expected.at(-1)).toBeCloseTo(1, 9);

  await send('POST', `${path}/archive`);
  expect(await problemOf(await send('POST', `${path}/resume`))).toBe('conflict');
  expect((await read<{ items: unknown[] }>('/api/ads/plans')).items).toEqual([]);
  expect((await read<{ items: unknown[] }>('/api/ads/plans?archived=true')).items).toHaveLength(1);
  const audit = await read<{ items: { action: string }[] }>('/api/audit-log');
  expect(audit.items.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'ad_account.topped_up',
      'ad_plan.created',
      'ad_plan.changed',
      'ad_plan.archived',
    ]),
  );
});

it('refuses what contradicts itself, what cannot be shown, and a budget below what is spent', async () => {
  const draft = { name: 'Teapots', ...made, bidding: 'max_volume', dayBudget: 5_000 };
  const refused = async (more: object) =>
    (await send('POST', '/api/ads/plans', { ...draft, ...more })).status;
  expect(await refused({ targetCost: 100 })).toBe(422);
  expect(await refused({ bidding: 'cost_control' })).toBe(422);
  expect(await refused({ bidding: 'cost_control', targetCost: 6_000 })).toBe(422);
  expect(await refused({ endsAt: '2020-01-01T00:00:00Z' })).toBe(422);
  expect(await refused({ videoId: showId('video', newId('video')) })).toBe(422);
  expect(await refused({ hours: [24] })).toBe(400);
  const plan = (await (await send('POST', '/api/ads/plans', draft)).json()) as PlanView;
  await product.world.records.organization(tenant.organizationId, (trx) =>
    trx
      .insertInto('ad_budget_days')
      .values({
        organization_id: tenant.organizationId,
        plan_id: parseId('plan', plan.id) ?? '',
        day: plan.today.day,
        budget: 5_000,
        spent: 3_000,
      })
      .onConflict((conflict) => conflict.columns(['plan_id', 'day']).doUpdateSet({ spent: 3_000, held: 0 }))
      .execute(),
  );
  const path = `/api/ads/plans/${plan.id}`;
  // What it costs to be clicked comes from rates that are learned; one minor unit less buys no click.
  const leastClick = await vi.waitUntil(async () => {
    const now = (await read<PlanView>(path)).leastClick;
    return now > 1 && now;
  }, 60_000);
  expect((await send('PATCH', path, { version: 1, dayBudget: 2_000 })).status).toBe(422);
  const almost = await send('PATCH', path, { version: 1, dayBudget: 2_999 + leastClick });
  expect(await almost.json()).toMatchObject({ status: 'budget_rest', today: { spent: 3_000 } });
  expect((await read<{ status: string }>(`${path}/delivery`)).status).toBe('budget_rest');
  const enough = await send('PATCH', path, { version: 2, dayBudget: 3_000 + leastClick });
  expect(await enough.json()).toMatchObject({ status: 'serving' });
});

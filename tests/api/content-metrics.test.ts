import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestProduct, type TestProduct, type TestTenant } from './product-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Numbers');
});
afterAll(() => product.close());

type Told = {
  readonly event: string;
  readonly who: string;
  readonly watch?: number;
  readonly length?: number;
};
const day = '2026-03-10';

/** A small evening of two videos, told by a server key; one event is sent twice. */
const told: readonly Told[] = [
  { event: 'Content Impression', who: 'a' },
  { event: 'Content Impression', who: 'a' },
  { event: 'Content Impression', who: 'b' },
  { event: 'Content Impression', who: 'c' },
  { event: 'Content Impression', who: 'd' },
  { event: 'Content Played', who: 'a', watch: 10_000, length: 10_000 },
  { event: 'Content Played', who: 'a', watch: 4_000, length: 10_000 },
  { event: 'Content Played', who: 'b', watch: 9_100, length: 10_000 },
  { event: 'Content Played', who: 'c', watch: 800 },
  { event: 'Product Impression', who: 'a' },
  { event: 'Product Impression', who: 'a' },
  { event: 'Product Impression', who: 'b' },
  { event: 'Product Clicked', who: 'a' },
  { event: 'Product Clicked', who: 'a' },
  { event: 'Content Liked', who: 'a' },
  { event: 'Content Shared', who: 'a' },
  { event: 'Content Liked', who: 'b' },
  { event: 'Account Followed', who: 'b' },
];
/** `a` had followed before that day, `c` had followed and left. */
const toldBefore: readonly Told[] = [
  { event: 'Account Followed', who: 'a' },
  { event: 'Account Followed', who: 'c' },
  { event: 'Account Unfollowed', who: 'c' },
];

async function send(): Promise<void> {
  const batch: object[] = [...toldBefore, ...told].map(({ event, who, watch, length }, number) => ({
    type: 'track',
    messageId: `m${number}`,
    userId: who,
    event,
    timestamp: number < toldBefore.length ? `2026-02-01T12:0${number}:00Z` : `${day}T12:00:00Z`,
    properties: {
      content_id: 'v1',
      carrier: 'short_video',
      ...(watch === undefined ? {} : { watch_ms: watch }),
      ...(length === undefined ? {} : { duration_ms: length }),
    },
  }));
  batch.push({
    type: 'track',
    messageId: 'paid',
    userId: 'a',
    event: 'Order Completed',
    timestamp: `${day}T12:10:00Z`,
    properties: {
      order_id: 'o1',
      currency: 'CNY',
      total: 60,
      carrier: 'short_video',
      content_id: 'v1',
      products: [{ product_id: 'p', sku: 's', name: 'Tea', price: 60, quantity: 1 }],
    },
  });
  for (let again = 0; again < 2; again++) {
    const answer = await fetch(`${product.url}/v1/batch`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${tenant.writeKey}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ batch }),
    });
    expect(await answer.json()).toMatchObject({
      accepted: toldBefore.length + told.length + 1,
      quarantined: 0,
    });
  }
}

/** By hand from the list above: people are a, b, c, d; `a` follows already and `b` follows as they watch. */
const wanted: Readonly<Record<string, number>> = {
  views: 4,
  viewers: 3,
  content_impressions: 5,
  content_exposed: 4,
  watch_ms: 23_900,
  plays: 4,
  full_plays: 2,
  plays_3s: 3,
  plays_5s: 2,
  interactors: 2,
  new_followers: 1,
  viewers_not_following: 2,
  follow_rate: 1 / 2,
  product_impressions: 3,
  product_exposed: 2,
  product_clicks: 2,
  product_clickers: 1,
  gpm: (1_000 * 6_000) / 4,
  watch_gpm: (1_000 * 6_000) / 3,
  show_gpm: (1_000 * 6_000) / 5,
  enter_rate: 3 / 4,
  product_exposure_rate: 2 / 3,
  product_ctr_users: 1 / 2,
  product_ctr_times: 2 / 3,
  ctor_users: 1,
  ctor_times: 1 / 2,
  watch_cvr: 1 / 3,
  avg_watch_s: 23.9 / 3,
  interaction_rate: 2 / 3,
  finish_rate: 2 / 4,
  play_3s_rate: 3 / 4,
  play_5s_rate: 2 / 4,
};

it('counts of content and what is divided of them are those of the list that was sent', async () => {
  await send();
  const ask = async (extra: object) => {
    const answer = await product.ask(tenant, '/api/metrics/query', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ range: { from: day, to: day }, grain: 'all', ...extra }),
    });
    expect(answer.status, await answer.clone().text()).toBe(200);
    return (await answer.json()) as { rows: { values: Record<string, number | null> }[] };
  };
  await expect.poll(async () => (await ask({ metrics: ['gmv'] })).rows[0]?.values.gmv).toBe(6_000);
  const ids = Object.keys(wanted);
  for (const dimensions of [[], ['content']]) {
    const values: Record<string, number | null> = {};
    for (let start = 0; start < ids.length; start += 10)
      Object.assign(
        values,
        (await ask({ metrics: ids.slice(start, start + 10), dimensions })).rows[0]?.values,
      );
    for (const id of ids) expect(values[id], `${id} by ${dimensions}`).toBeCloseTo(wanted[id] ?? -1, 6);
  }
});

it('every definition says its formula and its words in both languages', async () => {
  const { metrics } = (await (await product.ask(tenant, '/api/metrics')).json()) as {
    metrics: {
      id: string;
      names: { zh: string; en: string };
      timeBasis: { zh: string };
      formula: { zh: string; en: string };
    }[];
  };
  for (const id of Object.keys(wanted)) {
    const shown = metrics.find((one) => one.id === id);
    expect(shown?.timeBasis.zh, id).toMatch(/\p{Script=Han}/u);
    expect(shown?.names.zh, id).toMatch(/\p{Script=Han}/u);
    // Words need a translation; ids, numbers and signs read the same.
    if (/[a-z]{3,} [a-z]{3,}/i.test(shown?.formula.en ?? ''))
      expect(shown?.formula.zh, id).toMatch(/\p{Script=Han}/u);
  }
});

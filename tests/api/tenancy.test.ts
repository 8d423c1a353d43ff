import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillPath, type OpenApi, operationsOf } from './openapi-walk.ts';
import { openTestProduct, type TestProduct, type TestTenant } from './product-fixture.ts';

let product: TestProduct;
let mine: TestTenant;
let theirs: TestTenant;
let document: OpenApi;
beforeAll(async () => {
  product = await openTestProduct();
  mine = await product.tenant('Mine');
  theirs = await product.tenant('Theirs');
  document = (await (await fetch(`${product.url}/openapi.json`)).json()) as OpenApi;
  await deliverTheirs();
});
afterAll(() => product.close());

/** An audience of theirs, delivered to ads, to a coupon and as a file: what no list of mine may show. */
async function deliverTheirs(): Promise<void> {
  const send = async (path: string, body: object, method = 'POST', authorization?: string) => {
    const answer = await product.ask(theirs, path, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as { id: string };
  };
  const viewed = {
    messageId: crypto.randomUUID(),
    userId: 'shopper of Theirs',
    event: 'Product Viewed',
    timestamp: new Date().toISOString(),
    properties: { product_id: 'p1' },
  };
  const key = Buffer.from(`${theirs.writeKey}:`).toString('base64');
  await send('/v1/track', viewed, 'POST', `Basic ${key}`);
  await send('/api/audiences/settings', { smallest: 1 }, 'PUT');
  const rule = {
    kind: 'did',
    what: { action: 'viewed_product' },
    times: { op: 'at_least', value: 1 },
    window: null,
  };
  const { id: audienceId } = await send('/api/audiences', { name: 'Audience Theirs', rule });
  for (const target of ['ads', 'coupons', 'file'])
    await send('/api/audience-deliveries', { audienceId, target, holdOutPercent: 0 });
  const groups = await (await product.ask(theirs, '/api/coupons/groups')).json();
  const shops = await (await product.ask(theirs, '/api/shops')).json();
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  await send('/api/coupons', {
    shopId: (shops as { items: { id: string }[] }).items[0]?.id,
    name: 'Coupon Theirs',
    terms: { kind: 'direct', amountOff: 100 },
    productIds: null,
    quantity: 10,
    perShopper: 1,
    claimFrom: inDays(0),
    claimUntil: inDays(1),
    use: { days: 1 },
    forWhom: 'groups',
    groupIds: (groups as { items: { id: string }[] }).items.map(({ id }) => id),
    granted: false,
  });
}

/** Routes that need no organisation, or stream. */
const spared = /^\/(?:api\/auth|api\/live|v1)\b|by-token/;

/** Every id that a list of theirs shows, by the route that lists it. */
async function idsOfTheirs(): Promise<string[]> {
  const ids = new Set<string>();
  for (const { path } of operationsOf(document).filter(
    (one) => one.method === 'GET' && !/\{/.test(one.path),
  )) {
    if (spared.test(path) || !path.startsWith('/api/')) continue;
    const answer = await product.ask(theirs, path);
    const text = await answer.text();
    if (answer.ok) for (const [id] of text.matchAll(/\b[a-z]{2,3}_[0-9a-hjkmnp-tv-z]{26}\b/g)) ids.add(id);
  }
  return [...ids];
}

it('no list of mine shows anything of theirs', async () => {
  for (const { path } of operationsOf(document).filter(
    (one) => one.method === 'GET' && !/\{/.test(one.path),
  )) {
    if (spared.test(path) || !path.startsWith('/api/')) continue;
    const text = await (await product.ask(mine, path)).text();
    expect(text.includes('Theirs') ? `${path} shows ${text.slice(0, 400)}` : '').toBe('');
    expect(text).not.toContain(theirs.shownId);
  }
});

it('no route lets me read or change a thing of theirs by its id', { timeout: 900_000 }, async () => {
  const ids = await idsOfTheirs();
  expect(ids.length).toBeGreaterThan(4);
  for (const kind of ['pop_', 'dlv_', 'grp_', 'cpn_'])
    expect(
      ids.some((id) => id.startsWith(kind)),
      kind,
    ).toBe(true);
  const withIds = operationsOf(document).filter((one) => /\{/.test(one.path) && !spared.test(one.path));
  expect(withIds.length).toBeGreaterThan(5);
  for (const { method, path, body } of withIds) {
    for (const id of ids) {
      const answer = await product.ask(
        mine,
        fillPath(path, () => id),
        {
          method,
          ...(body
            ? { headers: { 'content-type': body.contentType }, body: '{"name":"Mine now","role":"owner"}' }
            : {}),
        },
      );
      const text = await answer.text();
      const seen = `${method} ${path} with ${id}: ${answer.status} ${text.slice(0, 200)}`;
      expect(answer.status, seen).toBeGreaterThanOrEqual(400);
      expect(answer.status, seen).toBeLessThan(500);
      expect(text, seen).not.toContain('Theirs');
    }
  }
  // What belongs to them is still as it was.
  const deliveries = await (await product.ask(theirs, '/api/audience-deliveries')).text();
  expect(deliveries).toContain('"target":"ads"');
  expect(deliveries).not.toContain('withdrawn"');
  const structure = await (await product.ask(theirs, '/api/structure')).text();
  expect(structure).toContain('Shop Theirs');
  expect(structure).not.toContain('Mine now');
});

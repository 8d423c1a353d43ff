import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseId, showId } from '#kernel/ids';
import { backlog } from '#platform/outbox';
import { addAddress, addShop, addSku, type StockedSku } from '../../src/shop/checkout/laws/market-fixture.ts';
import {
  openTestProduct,
  type TestProduct,
  type TestShopper,
  type TestTenant,
} from '../api/product-fixture.ts';
import { openWall, type Wall } from './wall.ts';

let wall: Wall;
let product: TestProduct;
let tenant: TestTenant;
let sku: StockedSku;
let shopper: TestShopper;
let addressId: string;
beforeAll(async () => {
  product = await openTestProduct({
    columnarBehind: async (url) => {
      wall = await openWall(url);
      return wall.url;
    },
  });
  tenant = await product.tenant('Patient');
  const { records, instanceSecret } = product.world;
  const shopId = await addShop(records, tenant.organizationId);
  sku = await addSku(records, tenant.organizationId, shopId, { price: 1_000, onHand: 500 });
  shopper = await product.shopper();
  const address = await addAddress(records, instanceSecret, parseId('shopper', shopper.id) ?? '');
  addressId = showId('address', address);
});
afterAll(async () => {
  wall?.letGo();
  await product?.close();
  await wall?.close();
});

async function buy(): Promise<string> {
  const lines = [{ skuId: showId('sku', sku.skuId), quantity: 1 }];
  const placed = await shopper.ask('POST', '/api/storefront/checkouts', { lines, addressId });
  expect(placed.status).toBe(201);
  const { id } = (await placed.json()) as { id: string };
  const paid = await shopper.ask('POST', `/api/storefront/checkouts/${id}/pay`, { provider: 'test' });
  expect(await paid.json()).toMatchObject({ state: 'paid' });
  return id;
}

async function linesInNumbers(): Promise<number> {
  const { rows } = await product.world.columnar.query<{ lines: number }>(
    { kind: 'organization', organizationId: tenant.organizationId },
    { sql: 'SELECT count() AS lines FROM $order_lines' },
  );
  return rows[0]?.lines ?? 0;
}

it('people sign in and buy while the columnar store hangs, and their orders are in the numbers afterwards', async () => {
  await buy();
  await expect.poll(linesInNumbers).toBe(1);
  wall.hang();
  // The first order sets the subscriber to work that does not end; the others come while it waits.
  for (let order = 0; order < 10; order++) await buy();
  const signedIn = await fetch(`${product.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url },
    body: JSON.stringify({ email: tenant.email, password: tenant.password }),
    signal: AbortSignal.timeout(60_000),
  });
  expect(signedIn.status).toBe(200);
  expect(await linesInNumbers()).toBe(1);
  expect((await backlog(product.world.records, 'order-facts', ['orders.changed'])).messages).toBeGreaterThan(
    0,
  );
  wall.letGo();
  await expect.poll(linesInNumbers).toBe(11);
});

it('a copy of what is kept of a shopper is refused while part of it cannot be read, and whole afterwards', {
  timeout: 900_000,
}, async () => {
  const take = () =>
    fetch(`${product.url}/api/storefront/me/takeout`, {
      headers: { authorization: `Bearer ${shopper.token}` },
      signal: AbortSignal.timeout(120_000),
    });
  wall.hang();
  const refused = await take();
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'columnar_unavailable' }]);
  wall.letGo();
  // The server notices by itself that the store is there again.
  const asked = async () => (await product.ask(tenant, '/api/quarantine')).status;
  await expect.poll(asked).toBe(200);
  const whole = await take();
  expect([whole.status, await whole.json()]).toMatchObject([200, { account: { id: shopper.id } }]);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestProduct, type TestProduct, type TestTenant } from './product-fixture.ts';

let product: TestProduct;
let brand: TestTenant;
beforeAll(async () => {
  product = await openTestProduct();
  brand = await product.tenant('Brand');
});
afterAll(() => product.close());

const begin = (headers: Record<string, string> = {}) =>
  fetch(`${product.url}/api/storefront/session`, { method: 'POST', headers });

describe('a visitor of the storefront', () => {
  it('is a guest from the first request on, known again by the cookie', async () => {
    const first = await begin();
    expect(first.status).toBe(201);
    const begun = (await first.json()) as { shopper: { id: string; isGuest: boolean }; token: string };
    expect(begun.shopper).toMatchObject({ isGuest: true });
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^meadow\.shopper=css_.+; HttpOnly; SameSite=Lax$/);

    const again = await begin({ cookie: cookie.split(';')[0] ?? '' });
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ shopper: begun.shopper, token: null });
    const me = await fetch(`${product.url}/api/storefront/me`, {
      headers: { authorization: `Bearer ${begun.token}` },
    });
    expect(await me.json()).toEqual(begun.shopper);
  });

  it('is nobody without a session, or with an invented one, and cannot begin one from another site', async () => {
    const me = (headers: Record<string, string>) =>
      fetch(`${product.url}/api/storefront/me`, { headers }).then((answer) => answer.status);
    expect(await me({})).toBe(401);
    expect(await me({ cookie: 'meadow.shopper=css_invented' })).toBe(401);
    expect(await me({ authorization: `Bearer ${brand.apiKey}` })).toBe(401);
    expect((await begin({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('is marked simulated only where a key says so that may simulate', async () => {
    const made = await begin({ authorization: `Bearer ${brand.apiKey}` });
    // The key of the test's tenant holds every permission of an owner.
    expect([made.status, ((await made.json()) as { shopper: unknown }).shopper]).toMatchObject([
      201,
      { simulated: true },
    ]);
    expect((await begin({ authorization: 'Bearer mk_invented' })).status).toBe(401);
  });

  it('has a person number of the market, which no organisation can look up', async () => {
    const shopper = await product.shopper();
    expect(shopper.id).toMatch(/^cst_/);
    const { rows } = await product.world.records.market(async (trx) => ({
      rows: await trx.selectFrom('shoppers').select(['id', 'person']).execute(),
    }));
    expect(new Set(rows.map(({ person }) => person)).size).toBe(rows.length);
    const look = product.world.records.organization(brand.organizationId, (trx) =>
      trx.selectFrom('shoppers').select('id').execute(),
    );
    await expect(look).rejects.toMatchObject({ code: '42501' });
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type OrganizationId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { skuNames } from './product-names-store.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

type Given = { readonly externalId: string; readonly name: string; readonly skus: Record<string, string> };

async function shopWith(products: readonly Given[]): Promise<OrganizationId> {
  const organization_id = await world.newOrganization();
  const [brand_id, shop_id] = [newId('brand'), newId('shop')];
  await world.records.organization(organization_id, async (trx) => {
    await trx
      .insertInto('brands')
      .values({ id: brand_id, organization_id, name: 'B', zone: 'UTC' })
      .execute();
    await trx
      .insertInto('shops')
      .values({ id: shop_id, organization_id, brand_id, name: 'S', currency: 'CNY' })
      .execute();
    for (const { externalId, name, skus } of products) {
      const product_id = newId('product');
      await trx
        .insertInto('products')
        .values({ id: product_id, organization_id, shop_id, external_id: externalId, name })
        .execute();
      for (const [code, of] of Object.entries(skus))
        await trx
          .insertInto('skus')
          .values({ id: newId('sku'), organization_id, product_id, code, name: of, price: 100 })
          .execute();
    }
  });
  return organization_id;
}

it('names a SKU by its product and what tells it from its siblings, and nothing that means two things', async () => {
  const organizationId = await shopWith([
    { externalId: 'P-1', name: 'Tea', skus: { 'T-50': '50 g', 'T-100': '100 g', SAME: '' } },
    { externalId: 'P-2', name: 'Tent', skus: { 'N-1': '', SAME: '' } },
    { externalId: 'IMPORTED-7', name: 'Soap', skus: {} },
    { externalId: 'NAMELESS', name: 'NAMELESS', skus: {} },
  ]);
  const other = await shopWith([{ externalId: 'P-9', name: 'Secret', skus: { 'X-9': 'blue' } }]);
  const codes = ['T-50', 'T-100', 'N-1', 'SAME', 'IMPORTED-7', 'NAMELESS', 'X-9', 'unknown'];
  expect(await skuNames(world.records, organizationId, codes)).toEqual({
    'T-50': 'Tea · 50 g',
    'T-100': 'Tea · 100 g',
    'N-1': 'Tent',
    'IMPORTED-7': 'Soap',
  });
  expect(await skuNames(world.records, other, codes)).toEqual({ 'X-9': 'Secret · blue' });
  expect(await skuNames(world.records, organizationId, [])).toEqual({});
});

/** Shops with stock and shoppers with addresses, written straight into the records of a test world. */
import { newId, type OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { openSealing } from '#platform/sealing';
import type { Shopper } from '../../shoppers/shopper.ts';

export type StockedSku = {
  readonly skuId: string;
  readonly productId: string;
  readonly shopId: string;
  readonly organizationId: OrganizationId;
  readonly price: number;
};
export type AddressedShopper = Shopper & { readonly addressId: string };

/** A shop of an organisation that exists, under a brand of its own. */
export async function addShop(
  records: Records,
  organizationId: OrganizationId,
  currency = 'CNY',
): Promise<string> {
  const shopId = newId('shop');
  const brandId = newId('brand');
  await records.organization(organizationId, async (trx) => {
    await trx
      .insertInto('brands')
      .values({
        id: brandId,
        organization_id: organizationId,
        name: `Brand ${brandId}`,
        zone: 'Asia/Shanghai',
      })
      .execute();
    await trx
      .insertInto('shops')
      .values({
        id: shopId,
        organization_id: organizationId,
        brand_id: brandId,
        name: `Shop ${shopId}`,
        currency,
      })
      .execute();
  });
  return shopId;
}

/** A product on the shelf with one SKU. */
export async function addSku(
  records: Records,
  organizationId: OrganizationId,
  shopId: string,
  {
    price,
    onHand,
    name = 'Tea',
  }: { readonly price: number; readonly onHand: number; readonly name?: string },
): Promise<StockedSku> {
  const productId = newId('product');
  const skuId = newId('sku');
  await records.organization(organizationId, async (trx) => {
    await trx
      .insertInto('products')
      .values({
        id: productId,
        organization_id: organizationId,
        shop_id: shopId,
        external_id: productId,
        name,
        origin: 'native',
        review: 'passed',
        shelf: 'online',
        listed_at: new Date(),
      })
      .execute();
    await trx
      .insertInto('skus')
      .values({
        id: skuId,
        organization_id: organizationId,
        product_id: productId,
        code: `code-${skuId}`,
        name: 'One size',
        price,
        on_hand: onHand,
      })
      .execute();
  });
  return { skuId, productId, shopId, organizationId, price };
}

export const fixtureAddress = {
  recipient: '林晓雨',
  phone: '13800138000',
  region: '上海市 浦东新区',
  street: '世纪大道 100 号',
};

/** An address for a shopper who exists, under their key. */
export async function addAddress(
  records: Records,
  instanceSecret: string,
  shopperId: string,
): Promise<string> {
  const id = newId('address');
  await records.market(async (trx) => {
    const { sealed_with: key } = await trx
      .selectFrom('shoppers')
      .select('sealed_with')
      .where('id', '=', shopperId)
      .executeTakeFirstOrThrow();
    const sealed = openSealing(instanceSecret).seal(key as Buffer, JSON.stringify(fixtureAddress));
    await trx.insertInto('shopper_addresses').values({ id, shopper_id: shopperId, sealed }).execute();
  });
  return id;
}

export async function addShopper(
  records: Records,
  instanceSecret: string,
  person: number,
): Promise<AddressedShopper> {
  const id = newId('shopper');
  await records.market((trx) =>
    trx
      .insertInto('shoppers')
      .values({ id, person, sealed_with: openSealing(instanceSecret).newKey() })
      .execute(),
  );
  const addressId = await addAddress(records, instanceSecret, id);
  return { id, person, nickname: null, isGuest: true, locale: null, simulated: false, addressId };
}

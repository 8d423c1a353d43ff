import { sql } from 'kysely';
import { asId, newId, showId } from '#kernel/ids';
import { newToken } from '#organisations';
import { openRecords, type Records } from '#platform/records';
import { openSealing } from '#platform/sealing';
import type { Stores } from '#platform/supervise';

export type Sale = {
  readonly skuId: string;
  readonly shownSkuId: string;
  /** Sessions of shoppers with an address each. */
  readonly shoppers: readonly { readonly token: string; readonly addressId: string }[];
};

export function openSaleRecords(stores: Stores): Records {
  return openRecords({ adminUrl: stores.recordsUrl, instanceSecret: stores.instanceSecret });
}

/** One SKU with so much stock on the shelf of a new shop, and shoppers who are signed in. */
export async function openSale(
  records: Records,
  stores: Stores,
  organization: string,
  stock: number,
  shopperCount: number,
): Promise<Sale> {
  const organizationId = asId('organization', organization);
  const ids = { brand: newId('brand'), shop: newId('shop'), product: newId('product'), sku: newId('sku') };
  await records.organization(organizationId, async (trx) => {
    const own = { organization_id: organizationId };
    await trx
      .insertInto('brands')
      .values({ id: ids.brand, ...own, name: `Sale ${ids.brand}`, zone: 'Asia/Shanghai' })
      .execute();
    await trx
      .insertInto('shops')
      .values({ id: ids.shop, ...own, brand_id: ids.brand, name: `Sale ${ids.shop}`, currency: 'CNY' })
      .execute();
    await trx
      .insertInto('products')
      .values({
        id: ids.product,
        ...own,
        shop_id: ids.shop,
        external_id: ids.product,
        name: 'Sale',
        origin: 'native',
        review: 'passed',
        shelf: 'online',
      })
      .execute();
    await trx
      .insertInto('skus')
      .values({ id: ids.sku, ...own, product_id: ids.product, code: 'SALE', price: 9_900, on_hand: stock })
      .execute();
  });
  const sealing = openSealing(stores.instanceSecret);
  const shoppers = [];
  for (let number = 0; number < shopperCount; number++) {
    const token = newToken('shopperSession');
    const [shopperId, addressId, key] = [newId('shopper'), newId('address'), sealing.newKey()];
    await records.market(async (trx) => {
      await sql`INSERT INTO shoppers (id, person, sealed_with) VALUES (${shopperId}, ${1_000_000 + number}, ${key})`.execute(
        trx,
      );
      await sql`INSERT INTO shopper_sessions (shopper_id, token_hash, expires_at) VALUES (${shopperId}, ${token.hash}, now() + interval '1 day')`.execute(
        trx,
      );
      const sealed = sealing.seal(
        key,
        JSON.stringify({ recipient: 'B', phone: '1', region: 'R', street: 'S' }),
      );
      await sql`INSERT INTO shopper_addresses (id, shopper_id, sealed) VALUES (${addressId}, ${shopperId}, ${sealed})`.execute(
        trx,
      );
    });
    shoppers.push({ token: token.secret, addressId: showId('address', addressId) });
  }
  return { skuId: ids.sku, shownSkuId: showId('sku', ids.sku), shoppers };
}

export type Sold = {
  readonly orders: number;
  readonly held: number;
  readonly messages: number;
  readonly reserved: number;
};

/** What the records say was sold. */
export async function countSold(records: Records, skuId: string): Promise<Sold> {
  const { rows } = await records.market((trx) =>
    sql<Sold>`
      WITH sold AS (
        SELECT l.order_id, v.held FROM reservations v JOIN order_lines l ON l.id = v.order_line_id WHERE v.sku_id = ${skuId})
      SELECT (SELECT count(DISTINCT order_id)::int FROM sold) AS orders, (SELECT coalesce(sum(held), 0)::int FROM sold) AS held,
        (SELECT count(*)::int FROM outbox WHERE topic = 'orders.changed'
          AND (payload->'orderIds'->>0)::uuid IN (SELECT order_id FROM sold)) AS messages,
        (SELECT reserved FROM skus WHERE id = ${skuId}) AS reserved`.execute(trx),
  );
  return rows[0] ?? { orders: 0, held: 0, messages: 0, reserved: 0 };
}

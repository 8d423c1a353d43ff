import { sql } from 'kysely';
import type { AccountId, BrandId, OrganizationId, ProductId, ShopId } from '#kernel/ids';
import type { Records } from '#platform/records';

/** What a card is made of; null prices where the product has no SKU to sell. */
export type CardRow = {
  readonly id: ProductId;
  readonly organization_id: OrganizationId;
  readonly shop_id: ShopId;
  readonly brand_id: BrandId;
  readonly account_id: AccountId | null;
  readonly category: string | null;
  readonly name: string;
  readonly selling_point: string;
  readonly shop_name: string;
  readonly currency: string;
  readonly picture_key: string | null;
  readonly price: number | null;
  readonly list_price: number | null;
  readonly in_stock: boolean;
  readonly sold: number;
  readonly on_shelf: boolean;
  readonly listed_at: Date | null;
};

const cardColumns = `
  p.id, p.organization_id, p.shop_id, s.brand_id, a.id AS account_id, p.category, p.name, p.selling_point, s.name AS shop_name, s.currency,
  (SELECT file_key FROM product_pictures WHERE product_id = p.id ORDER BY position LIMIT 1) AS picture_key,
  k.price, k.list_price, coalesce(k.in_stock, false) AS in_stock, coalesce(n.sold, 0) AS sold,
  p.shelf = 'online' AND s.archived_at IS NULL AS on_shelf, p.listed_at`;

/** The cheapest SKU names the price; any SKU left keeps the product from being sold out. */
const cardSources = `
  products p
  JOIN shops s ON s.id = p.shop_id
  LEFT JOIN accounts a ON a.shop_id = s.id AND a.role = 'official' AND a.archived_at IS NULL
  LEFT JOIN product_sales n ON n.product_id = p.id
  LEFT JOIN LATERAL (
    SELECT (array_agg(price ORDER BY price, position))[1] AS price, (array_agg(list_price ORDER BY price, position))[1] AS list_price,
      bool_or(on_hand > reserved) AS in_stock
    FROM skus WHERE product_id = p.id AND archived_at IS NULL) k ON true`;

const cardsOfProducts = {
  name: 'find-cards',
  text: `SELECT ${cardColumns} FROM ${cardSources} WHERE p.id = ANY ($1::uuid[]) AND p.origin = 'native'`,
};

/** Of every product sold here, whoever's; one question for all of them. */
export function findCards(records: Records, productIds: readonly ProductId[]): Promise<CardRow[]> {
  return records.planned<CardRow>(cardsOfProducts, [productIds]);
}

/**
 * What a shop has on its shelf, last listed first; `listed_at` is written in whole milliseconds, so a cursor holds it.
 * `after` is the place of the last one of the page before.
 */
export function findShelfOfShop(
  records: Records,
  shopId: ShopId,
  after: { readonly listedAtMs: number; readonly id: string } | null,
  limit: number,
): Promise<CardRow[]> {
  return records.market(async (trx) => {
    const { rows } = await sql<CardRow>`
      SELECT ${sql.raw(cardColumns)} FROM ${sql.raw(cardSources)}
      WHERE p.shop_id = ${shopId} AND p.shelf = 'online'
        AND ${after === null ? sql`true` : sql`(p.listed_at, p.id) < (${new Date(after.listedAtMs).toISOString()}::timestamptz, ${after.id}::uuid)`}
      ORDER BY p.listed_at DESC, p.id DESC LIMIT ${limit}`.execute(trx);
    return rows;
  });
}

export async function findShelfShop(records: Records, shopId: ShopId) {
  return records.market(async (trx) => {
    const { rows } = await sql<{ name: string; brand_name: string; account_id: string | null }>`
      SELECT s.name, b.name AS brand_name, a.id AS account_id FROM shops s JOIN brands b ON b.id = s.brand_id
      LEFT JOIN accounts a ON a.shop_id = s.id AND a.role = 'official' AND a.archived_at IS NULL
      WHERE s.id = ${shopId} AND s.archived_at IS NULL`.execute(trx);
    return rows[0];
  });
}

/** The rest of a product's page, as it stands now. */
export async function findPageParts(records: Records, productId: ProductId) {
  return records.market(async (trx) => {
    const product = await trx
      .selectFrom('products as p')
      .innerJoin('shops as s', 's.id', 'p.shop_id')
      .innerJoin('brands as b', 'b.id', 's.brand_id')
      .select(['p.description', 'b.name as brand_name'])
      .where('p.id', '=', productId)
      .where('p.shelf', '=', 'online')
      .where('s.archived_at', 'is', null)
      .executeTakeFirst();
    if (!product) return null;
    const pictures = await trx
      .selectFrom('product_pictures')
      .select(['file_key', 'width', 'height'])
      .where('product_id', '=', productId)
      .orderBy('position')
      .execute();
    const skus = await trx
      .selectFrom('skus')
      .select(['id', 'code', 'name', 'price', 'list_price', 'on_hand', 'reserved'])
      .where('product_id', '=', productId)
      .where('archived_at', 'is', null)
      .orderBy('position')
      .execute();
    return { ...product, pictures, skus };
  });
}

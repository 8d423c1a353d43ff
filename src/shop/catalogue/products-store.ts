import { sql } from 'kysely';
import type { OrganizationId, ProductId, ShopId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { ProductCounts, ProductShelf } from './catalogue-contract.ts';
import type { ProductRecord } from './product-store.ts';

export type ProductFilter = {
  readonly shopId: ShopId | null;
  readonly shelf: string | null;
  readonly review: string | null;
  /** Off the shelf, waiting for its hour. */
  readonly isScheduled: boolean;
  readonly stock: 'out' | 'low' | null;
  /** Part of the name or of a SKU's code. */
  readonly search: string | null;
};

export type ListedProduct = ProductRecord & {
  readonly shop_name: string;
  readonly currency: string;
  readonly picture_key: string | null;
  readonly price_from: number | null;
  readonly price_to: number | null;
  readonly on_hand: number;
  readonly available: number;
  readonly skus: number;
  readonly sold: number;
};

/** Fewer left than this is worth a look before the next live. */
const lowStockMax = 10;

const sums = sql`LATERAL (
  SELECT count(*)::int AS skus, min(price) AS price_from, max(price) AS price_to, coalesce(sum(on_hand), 0)::bigint AS on_hand,
    coalesce(sum(on_hand - reserved), 0)::bigint AS available
  FROM skus WHERE product_id = p.id AND archived_at IS NULL) k`;

/** Newest first. Deleted ones are shown only where they are asked for. */
export function listProducts(
  records: Records,
  organizationId: OrganizationId,
  filter: ProductFilter,
  before: string | null,
  limit: number,
): Promise<ListedProduct[]> {
  const pattern = filter.search === null ? null : `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return records.organization(organizationId, async (trx) => {
    const { rows } = await sql<ListedProduct>`
      SELECT p.*, s.name AS shop_name, s.currency, k.*, coalesce(n.sold, 0) AS sold,
        (SELECT file_key FROM product_pictures WHERE product_id = p.id ORDER BY position LIMIT 1) AS picture_key
      FROM products p JOIN shops s ON s.id = p.shop_id LEFT JOIN product_sales n ON n.product_id = p.id, ${sums}
      WHERE p.organization_id = ${organizationId} AND p.origin = 'native'
        AND ${filter.shelf === null ? sql`p.shelf <> 'deleted'` : sql`p.shelf = ${filter.shelf}`}
        AND ${filter.shopId === null ? sql`true` : sql`p.shop_id = ${filter.shopId}`}
        AND ${filter.review === null ? sql`true` : sql`p.review = ${filter.review}`}
        AND ${filter.isScheduled ? sql`p.sale_starts_at IS NOT NULL` : sql`true`}
        AND ${filter.stock === null ? sql`true` : filter.stock === 'out' ? sql`k.available = 0` : sql`k.available BETWEEN 1 AND ${lowStockMax}`}
        AND ${pattern === null ? sql`true` : sql`(p.name ILIKE ${pattern} OR EXISTS (SELECT FROM skus WHERE product_id = p.id AND code ILIKE ${pattern}))`}
        AND ${before === null ? sql`true` : sql`p.id < ${before}`}
      ORDER BY p.id DESC LIMIT ${limit}`.execute(trx);
    return rows;
  });
}

export function countProducts(
  records: Records,
  organizationId: OrganizationId,
  shopId: ShopId | null,
): Promise<ProductCounts> {
  return records.organization(organizationId, async (trx) => {
    const { rows } = await sql<ProductCounts>`
      SELECT count(*) FILTER (WHERE shelf = 'online') AS online, count(*) FILTER (WHERE shelf = 'offline') AS offline,
        count(*) FILTER (WHERE sale_starts_at IS NOT NULL) AS scheduled,
        count(*) FILTER (WHERE review = 'rejected' AND shelf <> 'deleted') AS rejected,
        count(*) FILTER (WHERE review = 'banned' AND shelf <> 'deleted') AS banned,
        count(*) FILTER (WHERE shelf = 'online' AND k.available = 0) AS "soldOut", count(*) FILTER (WHERE shelf = 'deleted') AS deleted
      FROM products p, ${sums}
      WHERE p.organization_id = ${organizationId} AND p.origin = 'native'
        AND ${shopId === null ? sql`true` : sql`p.shop_id = ${shopId}`}`.execute(trx);
    return rows[0] as ProductCounts;
  });
}

/** Where these products stand now; those that are not the organisation's are left out. */
export async function findShelves(
  records: Records,
  organizationId: OrganizationId,
  ids: readonly ProductId[],
): Promise<Map<string, ProductShelf>> {
  if (ids.length === 0) return new Map();
  const rows = await records.organization(organizationId, (trx) =>
    trx
      .selectFrom('products')
      .select(['id', 'shelf'])
      .where('id', 'in', ids)
      .where('origin', '=', 'native')
      .execute(),
  );
  return new Map(rows.map(({ id, shelf }) => [id, shelf as ProductShelf]));
}

import { sql } from 'kysely';
import type { ProductId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { ProductRecord } from './product-store.ts';

export type MarketFilter = {
  readonly isBanned: boolean;
  readonly isOnline: boolean;
  /** Part of the name of the product, its shop or its organisation. */
  readonly search: string | null;
  /** What was searched for, where it is the id of a product. */
  readonly id: ProductId | null;
};

export type MarketProduct = ProductRecord & {
  readonly organization_name: string;
  readonly shop_name: string;
  readonly currency: string;
  readonly picture_key: string | null;
  readonly price_from: number | null;
  readonly price_to: number | null;
};

/** Products of all organisations, newest first, for whoever runs the market; deleted ones only where they are banned. */
export function listMarketProducts(
  records: Records,
  filter: MarketFilter,
  before: string | null,
  limit: number,
): Promise<MarketProduct[]> {
  const pattern = filter.search === null ? null : `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return records.market(async (trx) => {
    const { rows } = await sql<MarketProduct>`
      SELECT p.*, o.name AS organization_name, s.name AS shop_name, s.currency, k.*,
        (SELECT file_key FROM product_pictures WHERE product_id = p.id ORDER BY position LIMIT 1) AS picture_key
      FROM products p JOIN shops s ON s.id = p.shop_id JOIN organizations o ON o.id = p.organization_id,
        LATERAL (SELECT min(price) AS price_from, max(price) AS price_to
          FROM skus WHERE product_id = p.id AND archived_at IS NULL) k
      WHERE p.origin = 'native'
        AND ${filter.isBanned ? sql`p.review = 'banned'` : sql`p.shelf <> 'deleted'`}
        AND ${filter.isOnline ? sql`p.shelf = 'online'` : sql`true`}
        AND ${
          filter.id !== null
            ? sql`p.id = ${filter.id}`
            : pattern === null
              ? sql`true`
              : sql`(p.name ILIKE ${pattern} OR s.name ILIKE ${pattern} OR o.name ILIKE ${pattern})`
        }
        AND ${before === null ? sql`true` : sql`p.id < ${before}`}
      ORDER BY p.id DESC LIMIT ${limit}`.execute(trx);
    return rows;
  });
}

import { sql } from 'kysely';
import type { Records, Trx } from '#platform/records';
import type { Offer, Offers } from './offer.ts';

/** SKUs of whatever shop, as they are for sale now; SKUs that never were are left out. */
export async function readOffers(trx: Trx, skuIds: readonly string[]): Promise<Offers> {
  if (skuIds.length === 0) return new Map();
  const { rows } = await sql<Offer>`
    SELECT k.id AS "skuId", k.organization_id AS "organizationId", p.shop_id AS "shopId", s.name AS "shopName", s.currency,
      p.id AS "productId", k.code, p.name, k.name AS "skuName", k.price, k.list_price AS "listPrice",
      (SELECT '/media/' || i.file_key FROM product_pictures i WHERE i.product_id = p.id ORDER BY i.position LIMIT 1) AS picture,
      k.on_hand - k.reserved AS available,
      k.archived_at IS NULL AND p.shelf = 'online' AND s.archived_at IS NULL AS "onShelf"
    FROM skus k JOIN products p ON p.id = k.product_id JOIN shops s ON s.id = p.shop_id
    WHERE k.id = ANY (${skuIds}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.skuId, row]));
}

export function findOffers(records: Records, skuIds: readonly string[]): Promise<Offers> {
  return records.market((trx) => readOffers(trx, skuIds));
}

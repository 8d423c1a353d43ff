import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import type { ImportLanding } from '../orders/landing.ts';

/** The products an import names; the name on the latest sale wins. Lines refer to them, so they land first. */
export async function landProducts(trx: Trx, { organizationId, importId }: ImportLanding): Promise<number> {
  // Fresh rows have no statistics, and blind the planner would loop over all rows for every product.
  await sql`SET LOCAL enable_nestloop = off`.execute(trx);
  // Finding the latest first leaves few rows to sort: half a million rows would be sorted on disk.
  const { rows } = await sql<{ id: string }>`
    INSERT INTO products AS p (id, organization_id, shop_id, external_id, name, category)
    SELECT DISTINCT ON (r.shop_id, r.product_key) meadow_derived_id('product:' || r.shop_id || ':' || r.product_key),
      ${organizationId}, r.shop_id, r.product_key, r.title, r.category
    FROM import_rows r JOIN (
      SELECT shop_id, product_key, max(ordered_at) FILTER (WHERE title <> sku) AS named_at, max(ordered_at) AS at
      FROM import_rows WHERE import_id = ${importId} AND kind = 'sale' GROUP BY shop_id, product_key) latest
      ON latest.shop_id = r.shop_id AND latest.product_key = r.product_key AND r.ordered_at = coalesce(latest.named_at, latest.at)
    WHERE r.import_id = ${importId} AND r.kind = 'sale' AND (latest.named_at IS NULL OR r.title <> r.sku)
    ORDER BY r.shop_id, r.product_key, r.row_number DESC
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, category = coalesce(excluded.category, p.category), updated_at = now()
    WHERE (p.name, p.category) IS DISTINCT FROM (excluded.name, coalesce(excluded.category, p.category))
    RETURNING id`.execute(trx);
  return rows.length;
}

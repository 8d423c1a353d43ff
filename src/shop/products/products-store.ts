import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import type { ImportLanding } from '../orders/landing.ts';

/** The products an import names; the name on the latest sale wins. Lines refer to them, so they land first. */
export async function landProducts(trx: Trx, { organizationId, importId }: ImportLanding): Promise<number> {
  // All rows of the file are sorted once; the default of 4 MB would do it on disk.
  await sql`SET LOCAL work_mem = '64MB'`.execute(trx);
  const { rows } = await sql<{ id: string }>`
    INSERT INTO products AS p (id, organization_id, shop_id, external_id, name, category)
    SELECT DISTINCT ON (shop_id, product_key) meadow_derived_id('product:' || shop_id || ':' || product_key),
      ${organizationId}, shop_id, product_key, title, category
    FROM import_rows WHERE import_id = ${importId} AND kind = 'sale'
    ORDER BY shop_id, product_key, title = sku, ordered_at DESC, row_number DESC
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, category = coalesce(excluded.category, p.category), updated_at = now()
    WHERE (p.name, p.category) IS DISTINCT FROM (excluded.name, coalesce(excluded.category, p.category))
    RETURNING id`.execute(trx);
  return rows.length;
}

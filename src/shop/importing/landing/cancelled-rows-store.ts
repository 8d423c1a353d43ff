import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import type { StagedCancellation } from '../../refunds/staged-cancellation.ts';

/** The next cancellations of whole customers, in the order of their numbers. */
export async function nextOfBuyers(
  trx: Trx,
  importId: string,
  afterBuyer: number,
  buyersMax: number,
): Promise<StagedCancellation[]> {
  return rowsWhere(
    trx,
    importId,
    sql`buyer IN (SELECT DISTINCT buyer FROM import_rows WHERE import_id = ${importId} AND kind = 'cancellation' AND buyer > ${afterBuyer}
      ORDER BY buyer LIMIT ${buyersMax})`,
  );
}

/** The next cancellations without a customer, whole orders at a time. */
export async function nextOfOrders(
  trx: Trx,
  importId: string,
  after: string,
  ordersMax: number,
): Promise<StagedCancellation[]> {
  return rowsWhere(
    trx,
    importId,
    sql`buyer IS NULL AND order_id IN (SELECT DISTINCT order_id FROM import_rows WHERE import_id = ${importId} AND kind = 'cancellation'
      AND buyer IS NULL AND order_id > ${after}::uuid ORDER BY order_id LIMIT ${ordersMax})`,
  );
}

async function rowsWhere(
  trx: Trx,
  importId: string,
  where: ReturnType<typeof sql>,
): Promise<StagedCancellation[]> {
  const { rows } = await sql<StagedCancellation>`
    SELECT order_id, shop_id, external_id, sku, quantity, gmv AS amount, currency, buyer, coalesce(paid_at, ordered_at) AS at,
      meadow_derived_id('product:' || shop_id || ':' || product_key) AS product_id,
      order_id || ':' || line_key || ':' || row_number() OVER (PARTITION BY order_id, line_key ORDER BY row_number) AS key
    FROM import_rows WHERE import_id = ${importId} AND kind = 'cancellation' AND ${where}
    ORDER BY buyer, order_id, row_number`.execute(trx);
  return rows;
}

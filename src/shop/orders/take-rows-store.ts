import { sql } from 'kysely';
import type { Trx } from '#platform/records';

/** The ids of the next orders of a staged import, in order. */
export async function nextOrderIds(
  trx: Trx,
  importId: string,
  after: string,
  ordersMax: number,
): Promise<string[]> {
  const { rows } = await sql<{ order_id: string }>`
    SELECT DISTINCT order_id FROM import_rows
    WHERE import_id = ${importId} AND kind = 'sale' AND order_id > ${after}::uuid
    ORDER BY order_id LIMIT ${ordersMax}`.execute(trx);
  return rows.map((row) => row.order_id);
}

export type TakenRows = {
  readonly changed: string[];
  readonly lines: number;
  readonly gmv: Record<string, number>;
  /** Orders whose own rows carry a refund. */
  readonly refunds: number;
  readonly refundAmount: Record<string, number>;
  /** Of those, the ones whose order was new or different. */
  readonly refundsChanged: number;
};

/**
 * Takes the rows of the orders in a range of ids into temporary tables: `landing_lines`, one row per line with
 * its id, and `landing_orders`, one per order. Orders whose last import said exactly the same are left out.
 */
export async function takeRows(trx: Trx, importId: string, after: string, last: string): Promise<TakenRows> {
  await createLandingTables(trx);
  // Rows of one order with the same key are told apart by their order in the file.
  await sql`
    INSERT INTO landing_lines
    SELECT meadow_line_id(order_id, line_key || ':' || row_number() OVER (PARTITION BY order_id, line_key ORDER BY row_number)), *
    FROM import_rows
    WHERE import_id = ${importId} AND kind = 'sale' AND order_id > ${after}::uuid AND order_id <= ${last}::uuid`.execute(
    trx,
  );
  await sumOrders(trx);
  const counted = await countLines(trx);
  await sql`
    DELETE FROM landing_orders l USING orders o WHERE o.id = l.order_id AND o.import_fingerprint = l.fingerprint`.execute(
    trx,
  );
  const { rows } = await sql<{ order_id: string; refunded: number }>`
    SELECT order_id, refunded FROM landing_orders`.execute(trx);
  await sql`DELETE FROM landing_lines WHERE order_id NOT IN (SELECT order_id FROM landing_orders)`.execute(
    trx,
  );
  const refundsChanged = rows.filter((row) => row.refunded > 0).length;
  return { changed: rows.map((row) => row.order_id), refundsChanged, ...counted };
}

/** Empty landing tables for this transaction. */
export async function createLandingTables(trx: Trx): Promise<void> {
  await sql`SET LOCAL client_min_messages = warning`.execute(trx);
  await sql`CREATE TEMP TABLE IF NOT EXISTS landing_lines (line_id uuid, LIKE import_rows) ON COMMIT DELETE ROWS`.execute(
    trx,
  );
  await sql`
    CREATE TEMP TABLE IF NOT EXISTS landing_orders (order_id uuid, shop_id uuid, external_id text, buyer integer, state text, currency text,
      ordered_at timestamptz, paid_at timestamptz, shipped_at timestamptz, completed_at timestamptz, presale boolean, user_paid bigint,
      refunded bigint, refunded_at timestamptz, fingerprint bigint) ON COMMIT DELETE ROWS`.execute(trx);
}

/** The fingerprint covers everything that lands; the line's id in it keeps two equal lines from cancelling out. */
export async function sumOrders(trx: Trx): Promise<void> {
  await sql`
    INSERT INTO landing_orders
    SELECT order_id, (array_agg(shop_id))[1], min(external_id), max(buyer), (array_agg(state ORDER BY row_number DESC))[1],
      (array_agg(currency ORDER BY row_number))[1], min(ordered_at), min(paid_at), max(shipped_at), max(completed_at), bool_or(presale),
      sum(user_paid), sum(refunded), max(refunded_at),
      bit_xor(hash_record_extended((line_id, buyer, state, currency, ordered_at, paid_at, shipped_at, completed_at, presale, product_key, sku,
        title, quantity, gmv, user_paid, refunded, refunded_quantity, refunded_at, carrier, source, account_type, plan_id, account_id,
        content_id, room_id, creator_id, request_id, touch_second), 0))
    FROM landing_lines GROUP BY order_id`.execute(trx);
}

type CountedLines = { currency: string; lines: number; gmv: number; refunds: number; refunded: number };

async function countLines(trx: Trx): Promise<Omit<TakenRows, 'changed' | 'refundsChanged'>> {
  const { rows } = await sql<CountedLines>`
    SELECT currency, count(*)::int AS lines, sum(gmv)::bigint AS gmv,
      count(DISTINCT order_id) FILTER (WHERE refunded > 0)::int AS refunds, sum(refunded)::bigint AS refunded
    FROM landing_lines GROUP BY currency`.execute(trx);
  return {
    lines: rows.reduce((sum, row) => sum + row.lines, 0),
    gmv: Object.fromEntries(rows.map((row) => [row.currency, row.gmv])),
    refunds: rows.reduce((sum, row) => sum + row.refunds, 0),
    refundAmount: Object.fromEntries(
      rows.filter((row) => row.refunded > 0).map((row) => [row.currency, row.refunded]),
    ),
  };
}

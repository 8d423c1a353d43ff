import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import { decideStock, type StockNow } from './decide-stock.ts';
import { linesOf, type Placed, type Placing } from './placing.ts';

/** Units of one SKU at the price that was told. */
export type StockWant = { readonly skuId: string; readonly quantity: number; readonly price: number };

/**
 * One statement takes all that is wanted or nothing, each SKU named once: the stock is asked and taken under the
 * rows' locks, without a round trip in between. False when something is short, changed or gone.
 */
export async function takeAllOrNothing(trx: Trx, wants: readonly StockWant[]): Promise<boolean> {
  const wanted = JSON.stringify(
    wants.map(({ skuId, quantity, price }) => ({ sku_id: skuId, quantity, price })),
  );
  const { rows } = await sql`
    WITH wanted AS (SELECT * FROM jsonb_to_recordset(${wanted}::jsonb) AS w(sku_id uuid, quantity int, price bigint)),
    there AS MATERIALIZED (
      SELECT k.id, w.quantity FROM skus k JOIN wanted w ON w.sku_id = k.id JOIN products p ON p.id = k.product_id
      WHERE k.on_hand - k.reserved >= w.quantity AND k.price = w.price AND k.archived_at IS NULL AND p.shelf = 'online'
      ORDER BY k.id FOR NO KEY UPDATE OF k)
    UPDATE skus k SET reserved = k.reserved + there.quantity
    FROM there WHERE k.id = there.id AND (SELECT count(*) FROM there) = ${wants.length}
    RETURNING k.id`.execute(trx);
  return rows.length === wants.length;
}

/**
 * Promises stock to placings, in their order. Locks rows always by ascending id, so that carts over the same
 * SKUs wait for each other instead of dead-locking. Where the answer for one is not `placed`, nothing of it was
 * taken.
 */
export async function takeStock(trx: Trx, placings: readonly Placing[]): Promise<readonly Placed[]> {
  const { placed, taken } = decideStock(placings, await lockStock(trx, skuIdsOf(placings)));
  await moveStock(
    trx,
    [...taken].map(([skuId, quantity]) => ({ skuId, reserved: quantity, onHand: 0 })),
  );
  return placed;
}

export const skuIdsOf = (placings: readonly Placing[]): string[] => [
  ...new Set(placings.flatMap((placing) => linesOf(placing).map((line) => line.skuId))),
];

async function lockStock(trx: Trx, skuIds: readonly string[]): Promise<ReadonlyMap<string, StockNow>> {
  const { rows } = await sql<StockNow & { id: string }>`
    SELECT k.id, k.on_hand - k.reserved AS available, k.price, k.archived_at IS NULL AND p.shelf = 'online' AS "onShelf"
    FROM skus k JOIN products p ON p.id = k.product_id
    WHERE k.id = ANY (${skuIds}::uuid[]) ORDER BY k.id FOR NO KEY UPDATE OF k`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** By how much the two counters of a SKU change. */
export type StockMove = { readonly skuId: string; readonly reserved: number; readonly onHand: number };

/** Moves counters, several moves of one SKU added up. The table's checks refuse what cannot be. */
export async function moveStock(trx: Trx, moves: readonly StockMove[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = JSON.stringify(
    moves.map((move) => ({ sku_id: move.skuId, reserved: move.reserved, on_hand: move.onHand })),
  );
  await sql`
    WITH moved AS (
      SELECT sku_id, sum(reserved)::int AS reserved, sum(on_hand)::int AS on_hand
      FROM jsonb_to_recordset(${rows}::jsonb) AS m(sku_id uuid, reserved int, on_hand int) GROUP BY sku_id),
    locked AS MATERIALIZED (
      SELECT k.id FROM skus k JOIN moved m ON m.sku_id = k.id ORDER BY k.id FOR NO KEY UPDATE OF k)
    UPDATE skus k SET reserved = k.reserved + m.reserved, on_hand = k.on_hand + m.on_hand
    FROM moved m JOIN locked l ON l.id = m.sku_id WHERE k.id = m.sku_id`.execute(trx);
}

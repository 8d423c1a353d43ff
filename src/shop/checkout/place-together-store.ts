import { sql } from 'kysely';
import type { Records, Trx } from '#platform/records';
import type { Placed, Placing } from './placing.ts';
import { takeStock } from './take-stock-store.ts';
import { emptyCarts, writePlacings } from './write-placings-store.ts';

/**
 * Places several checkouts in one transaction: stock, orders, lines and messages of all that can be had become
 * durable together, and each learns what became of it.
 */
export function placeTogether(records: Records, placings: readonly Placing[]): Promise<readonly Placed[]> {
  return records.market(async (trx) => {
    const known = await placedBefore(trx, placings);
    const addressed = await withAddress(trx, placings);
    const early = placings.map((placing): Placed | null => {
      const checkoutId = placing.requestKey && known.get(`${placing.shopperId} ${placing.requestKey}`);
      if (checkoutId) return { state: 'known', checkoutId };
      return addressed.has(placing.checkoutId) ? null : { state: 'no_address' };
    });
    const asking = placings.filter((_, place) => early[place] === null);
    const taken = await takeStock(trx, asking);
    const placed = asking.filter((_, place) => taken[place]?.state === 'placed');
    await writePlacings(trx, placed);
    await emptyCarts(trx, placed);
    const answers = taken[Symbol.iterator]();
    return early.map((answer) => answer ?? (answers.next().value as Placed));
  });
}

async function placedBefore(trx: Trx, placings: readonly Placing[]): Promise<ReadonlyMap<string, string>> {
  const keyed = placings.filter((placing) => placing.requestKey !== null);
  if (keyed.length === 0) return new Map();
  const asked = JSON.stringify(
    keyed.map(({ shopperId, requestKey }) => ({ shopper_id: shopperId, request_key: requestKey })),
  );
  const { rows } = await sql<{ id: string; shopper_id: string; request_key: string }>`
    SELECT c.id, c.shopper_id, c.request_key FROM checkouts c
      JOIN jsonb_to_recordset(${asked}::jsonb) AS k(shopper_id uuid, request_key text)
        ON c.shopper_id = k.shopper_id AND c.request_key = k.request_key`.execute(trx);
  return new Map(rows.map((row) => [`${row.shopper_id} ${row.request_key}`, row.id]));
}

/** The placings whose address is their shopper's own. */
async function withAddress(trx: Trx, placings: readonly Placing[]): Promise<ReadonlySet<string>> {
  const asked = JSON.stringify(
    placings.map(({ checkoutId, shopperId, addressId }) => ({
      id: checkoutId,
      shopper_id: shopperId,
      address_id: addressId,
    })),
  );
  const { rows } = await sql<{ id: string }>`
    SELECT p.id FROM jsonb_to_recordset(${asked}::jsonb) AS p(id uuid, shopper_id uuid, address_id uuid)
      JOIN shopper_addresses a ON a.id = p.address_id AND a.shopper_id = p.shopper_id`.execute(trx);
  return new Set(rows.map((row) => row.id));
}

import { sql } from 'kysely';
import type { Records, Trx } from '#platform/records';
import { freeToHold, holdClaimed } from '../../coupons/claimed/hold-claimed-store.ts';
import { decideCoupons } from './decide-coupons.ts';
import { decideStock, type StockNow } from './decide-stock.ts';
import { holdsOf, type Placed, type Placing } from './placing.ts';
import { skuIdsOf, takeAllOrNothing, takeStock } from './take-stock-store.ts';
import { writeDiscounts } from './write-discounts-store.ts';
import { emptyCarts, writePlacings } from './write-placings-store.ts';

/**
 * Places several checkouts in one transaction: stock, orders, lines and messages of all that can be had become
 * durable together, and each learns what became of it. Orders are written ahead of the stock's locks, which crowds
 * queue for, so that those are held for two short statements and the commit; where somebody was quicker meanwhile,
 * all of it is undone and done again with the locks first.
 */
export async function placeTogether(
  records: Records,
  placings: readonly Placing[],
): Promise<readonly Placed[]> {
  try {
    return await records.market((trx) => placeAhead(trx, placings));
  } catch (error) {
    if (!(error instanceof SomebodyWasQuicker) && !isDeadlock(error)) throw error;
    return records.market((trx) => placeInTurn(trx, placings));
  }
}

/** Undoes a transaction; never leaves this file. */
class SomebodyWasQuicker extends Error {}

const isDeadlock = (error: unknown) => (error as { code?: unknown }).code === '40P01';

/**
 * Who is refused here is refused by what the records said at that moment, without a lock: once something is sold
 * out, a crowd that goes on asking holds up nobody.
 */
async function placeAhead(trx: Trx, placings: readonly Placing[]): Promise<readonly Placed[]> {
  const { early, asking, stock } = await lookAhead(trx, placings, false);
  const { placed, taken } = decideStock(asking, stock);
  const going = asking.filter((_, place) => placed[place]?.state === 'placed');
  if (going.length > 0) {
    await writePlacings(trx, going);
    if (!(await holdCoupons(trx, going))) throw new SomebodyWasQuicker();
    const wants = [...taken].map(([skuId, quantity]) => ({
      skuId,
      quantity,
      price: stock.get(skuId)?.price ?? 0,
    }));
    if (!(await takeAllOrNothing(trx, wants))) throw new SomebodyWasQuicker();
    await emptyCarts(trx, going);
  }
  return inOrder(early, placed);
}

async function placeInTurn(trx: Trx, placings: readonly Placing[]): Promise<readonly Placed[]> {
  const { early, asking } = await lookAhead(trx, placings, true);
  const placed = await takeStock(trx, asking);
  const going = asking.filter((_, place) => placed[place]?.state === 'placed');
  await writePlacings(trx, going);
  if (!(await holdCoupons(trx, going))) throw new Error('A coupon that was locked could not be held.');
  await emptyCarts(trx, going);
  return inOrder(early, placed);
}

/** Answers that needed no stock, with the others between them in their order. */
function inOrder(early: readonly (Placed | null)[], placed: readonly Placed[]): Placed[] {
  const answers = placed[Symbol.iterator]();
  return early.map((answer) => answer ?? (answers.next().value as Placed));
}

type Ahead = {
  /** What can be answered without asking for stock, in the order of the placings. */
  readonly early: readonly (Placed | null)[];
  readonly asking: readonly Placing[];
  /** Unlocked: as it was a moment ago. */
  readonly stock: ReadonlyMap<string, StockNow>;
};

/** Locks the coupons that are wanted where asked, before any stock is: always in that order. */
async function lookAhead(trx: Trx, placings: readonly Placing[], locks: boolean): Promise<Ahead> {
  const known = await placedBefore(trx, placings);
  const { addressed, stock } = await readAhead(trx, placings);
  const free = await freeToHold(trx, placings.flatMap(holdsOf), locks);
  const mayHold = decideCoupons(placings, free);
  const early = placings.map((placing, place): Placed | null => {
    const checkoutId = placing.requestKey && known.get(`${placing.shopperId} ${placing.requestKey}`);
    if (checkoutId) return { state: 'known', checkoutId };
    if (!addressed.has(placing.checkoutId)) return { state: 'no_address' };
    return mayHold[place] ? null : { state: 'coupon' };
  });
  return { early, asking: placings.filter((_, place) => early[place] === null), stock };
}

async function holdCoupons(trx: Trx, placings: readonly Placing[]): Promise<boolean> {
  const wanted = placings.flatMap(holdsOf);
  if (wanted.length === 0) return true;
  if (!(await holdClaimed(trx, wanted))) return false;
  await writeDiscounts(trx, placings);
  return true;
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

type ReadAhead = { readonly addressed: ReadonlySet<string>; readonly stock: ReadonlyMap<string, StockNow> };

/** The placings whose address is their shopper's own, and the stock they ask for, in one statement. */
async function readAhead(trx: Trx, placings: readonly Placing[]): Promise<ReadAhead> {
  const asked = JSON.stringify(
    placings.map(({ checkoutId, shopperId, addressId }) => ({
      id: checkoutId,
      shopper_id: shopperId,
      address_id: addressId,
    })),
  );
  const { rows } = await sql<{
    readonly addressed: string[];
    readonly stock: (StockNow & { readonly id: string })[];
  }>`
    SELECT
      (SELECT coalesce(jsonb_agg(p.id), '[]') FROM jsonb_to_recordset(${asked}::jsonb) AS p(id uuid, shopper_id uuid, address_id uuid)
        JOIN shopper_addresses a ON a.id = p.address_id AND a.shopper_id = p.shopper_id) AS addressed,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'available', k.on_hand - k.reserved, 'price', k.price,
          'onShelf', k.archived_at IS NULL AND p.shelf = 'online')), '[]')
        FROM skus k JOIN products p ON p.id = k.product_id
        WHERE k.id = ANY (${skuIdsOf(placings)}::uuid[])) AS stock`.execute(trx);
  return {
    addressed: new Set(rows[0]?.addressed),
    stock: new Map(rows[0]?.stock.map((row) => [row.id, row])),
  };
}

import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import { type ClaimedState, claimedMoves } from '../coupon.ts';

/** A claimed coupon that an order of this shopper is to hold. */
export type HoldWanted = {
  readonly claimedId: string;
  readonly shopperId: string;
  readonly orderId: string;
  readonly atMs: number;
};

const rowsOf = (wanted: readonly HoldWanted[]) =>
  JSON.stringify(
    wanted.map(({ claimedId, shopperId, orderId, atMs }) => ({
      id: claimedId,
      shopper_id: shopperId,
      order_id: orderId,
      at: new Date(atMs).toISOString(),
    })),
  );
const isFree = sql`c.state = ${claimedMoves.hold.from} AND c.shopper_id = w.shopper_id AND c.usable_from <= w.at AND c.usable_until > w.at`;

/** Of the claimed coupons that are wanted, those that could be held now; locked, in the order of their ids, where asked. */
export async function freeToHold(
  trx: Trx,
  wanted: readonly HoldWanted[],
  locks: boolean,
): Promise<ReadonlySet<string>> {
  if (wanted.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM claimed_coupons c
      JOIN jsonb_to_recordset(${rowsOf(wanted)}::jsonb) AS w(id uuid, shopper_id uuid, at timestamptz) ON w.id = c.id
    WHERE ${isFree} ORDER BY c.id ${locks ? sql`FOR NO KEY UPDATE OF c` : sql``}`.execute(trx);
  return new Set(rows.map((row) => row.id));
}

/** Holds them in one conditional statement; false when one was not free any more, and then all must be undone. */
export async function holdClaimed(trx: Trx, wanted: readonly HoldWanted[]): Promise<boolean> {
  if (wanted.length === 0) return true;
  const { rows } = await sql`
    UPDATE claimed_coupons c SET state = ${claimedMoves.hold.to}, order_id = w.order_id
    FROM jsonb_to_recordset(${rowsOf(wanted)}::jsonb) AS w(id uuid, shopper_id uuid, order_id uuid, at timestamptz)
    WHERE c.id = w.id AND ${isFree} RETURNING c.id`.execute(trx);
  return rows.length === wanted.length;
}

/** What these orders hold is used: they were paid. */
export async function spendHeld(trx: Trx, orderIds: readonly string[]): Promise<void> {
  await sql`
    UPDATE claimed_coupons SET state = ${claimedMoves.use.to}
    WHERE order_id = ANY (${orderIds}::uuid[]) AND state = ${claimedMoves.use.from}`.execute(trx);
}

/**
 * A guest who signs in may bring one above the limit that an order held or used: it does not come back to anybody.
 * What a coupon gives never changes once it was open, so the limit is read without a lock.
 */
const backTo = (state: ClaimedState) =>
  sql`CASE WHEN c.ordinal > k.per_shopper THEN ${claimedMoves.lapse.to} ELSE ${state} END`;

/** What these orders hold is free again: they were cancelled, or not paid in time. */
export async function releaseHeld(trx: Trx, orderIds: readonly string[]): Promise<void> {
  await sql`
    UPDATE claimed_coupons c SET state = ${backTo(claimedMoves.release.to)}, order_id = NULL FROM coupons k
    WHERE c.order_id = ANY (${orderIds}::uuid[]) AND c.state = ${claimedMoves.release.from} AND k.id = c.coupon_id`.execute(
    trx,
  );
}

/** What this order used comes back, unless its time is over: nothing was shipped and all of it was refunded. */
export async function giveBackUsed(trx: Trx, orderId: string, nowMs: number): Promise<void> {
  await sql`
    UPDATE claimed_coupons c SET state = ${backTo(claimedMoves.give_back.to)}, order_id = NULL FROM coupons k
    WHERE c.order_id = ${orderId} AND c.state = ${claimedMoves.give_back.from} AND k.id = c.coupon_id
      AND c.usable_until > ${new Date(nowMs)}`.execute(trx);
}

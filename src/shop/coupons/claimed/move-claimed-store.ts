import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import { claimedMoves } from '../coupon.ts';

/**
 * A guest's claimed coupons become the shopper's, behind those they have. What is above the limit then and not yet
 * used expires: being two people for a while gives nobody twice as much. The coupons are locked first, as claims do.
 */
export async function moveClaimed(trx: Trx, from: string, into: string): Promise<void> {
  await sql`
    SELECT FROM coupons WHERE id IN (SELECT coupon_id FROM claimed_coupons WHERE shopper_id = ${from})
    ORDER BY id FOR NO KEY UPDATE`.execute(trx);
  await sql`
    UPDATE claimed_coupons c SET shopper_id = ${into}, ordinal = c.ordinal + own.count, request_key = NULL,
      state = CASE WHEN c.state = ${claimedMoves.lapse.from} AND c.ordinal + own.count > k.per_shopper THEN ${claimedMoves.lapse.to} ELSE c.state END
    FROM coupons k, LATERAL (
      SELECT coalesce(max(ordinal), 0) AS count FROM claimed_coupons WHERE coupon_id = k.id AND shopper_id = ${into}) own
    WHERE c.shopper_id = ${from} AND k.id = c.coupon_id`.execute(trx);
}

/** Of a shopper who is erased: what they could still use expires, and no key of a request is kept. */
export async function forgetClaims(trx: Trx, shopperId: string): Promise<void> {
  await sql`
    UPDATE claimed_coupons SET request_key = NULL,
      state = CASE WHEN state = ${claimedMoves.lapse.from} THEN ${claimedMoves.lapse.to} ELSE state END
    WHERE shopper_id = ${shopperId}`.execute(trx);
}

import { sql } from 'kysely';
import type { Records } from '#platform/records';
import { claimedMoves } from '../coupon.ts';

/** Ends coupons whose time of claiming is over; each once, whoever looks. */
export function endDueCoupons(records: Records, nowMs: number, max: number): Promise<number> {
  return records.market(async (trx) => {
    const { rows } = await sql`
      UPDATE coupons SET state = 'ended', ended_by = 'clock', version = version + 1, updated_at = ${new Date(nowMs)}
      WHERE id IN (SELECT id FROM coupons WHERE state IN ('open', 'paused') AND claim_until <= ${new Date(nowMs)}
        ORDER BY claim_until LIMIT ${max} FOR NO KEY UPDATE SKIP LOCKED) RETURNING id`.execute(trx);
    return rows.length;
  });
}

/** What was not used in time expires; each once, whoever looks. */
export function expireClaimed(records: Records, nowMs: number, max: number): Promise<number> {
  return records.market(async (trx) => {
    const { rows } = await sql`
      UPDATE claimed_coupons SET state = ${claimedMoves.lapse.to}
      WHERE id IN (SELECT id FROM claimed_coupons WHERE state = ${claimedMoves.lapse.from} AND usable_until <= ${new Date(nowMs)}
        ORDER BY usable_until LIMIT ${max} FOR NO KEY UPDATE SKIP LOCKED) RETURNING id`.execute(trx);
    return rows.length;
  });
}

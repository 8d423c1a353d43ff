import { sql } from 'kysely';
import { type ClaimedCouponId, type CouponId, newId, type OrganizationId } from '#kernel/ids';
import { publish } from '#platform/outbox';
import type { Records, Trx } from '#platform/records';
import type { Shopper } from '../../shoppers/shopper.ts';
import { type ForWhom, usableBetween } from '../coupon.ts';
import { type CouponHappened, couponsHappened } from '../coupon-happened.ts';
import { forWhomOf, type WindowRow, windowOf } from '../coupon-row.ts';

export type ClaimAsked = {
  readonly couponId: CouponId;
  readonly shopper: Pick<Shopper, 'id' | 'person' | 'simulated'>;
  /** The Idempotency-Key of the request, so that a repeat after a crash finds the first. */
  readonly requestKey: string | null;
  /** Put among the shopper's coupons by itself 自动发放: only where they have had none of it. */
  readonly isGrant: boolean;
  readonly nowMs: number;
};

export type Claimed =
  | { readonly state: 'claimed'; readonly id: ClaimedCouponId }
  | { readonly state: 'none' }
  | { readonly state: 'not_open' | 'not_yet' | 'over' | 'ran_out' | 'limit' };

/** Undoes a transaction with its answer; never leaves this file. */
class NotClaimed extends Error {
  readonly claimed: Claimed;
  constructor(claimed: Claimed) {
    super('A claim is undone.');
    this.claimed = claimed;
  }
}

/**
 * Claims a coupon, once per request key. The coupon's counter is raised by a conditional statement, whose lock makes
 * claims of one coupon take turns; only then is the shopper counted, so that neither its quantity nor a shopper's
 * limit can be passed by any number of servers. `allows` says whether it is for this shopper at all.
 */
export async function claimCoupon(
  records: Records,
  asked: ClaimAsked,
  allows: (forWhom: ForWhom) => boolean,
): Promise<Claimed> {
  try {
    return await records.market((trx) => claim(trx, asked, allows));
  } catch (error) {
    if (error instanceof NotClaimed) return error.claimed;
    throw error;
  }
}

type CouponNow = WindowRow & {
  readonly organization_id: OrganizationId;
  readonly shop_id: string;
  readonly name: string;
  readonly per_shopper: number;
};

async function claim(trx: Trx, asked: ClaimAsked, allows: (forWhom: ForWhom) => boolean): Promise<Claimed> {
  const { couponId, shopper, nowMs } = asked;
  const known = await claimedBefore(trx, asked);
  if (known) return known;
  if (!(await isFor(trx, couponId, allows))) return { state: 'none' };
  const now = new Date(nowMs);
  const { rows } = await sql<CouponNow>`
    UPDATE coupons SET claimed_count = claimed_count + 1,
      state = CASE WHEN claimed_count + 1 = quantity THEN 'ended' ELSE state END,
      ended_by = CASE WHEN claimed_count + 1 = quantity THEN 'quantity' END,
      version = version + CASE WHEN claimed_count + 1 = quantity THEN 1 ELSE 0 END
    WHERE id = ${couponId} AND state = 'open' AND claimed_count < quantity AND claim_from <= ${now} AND claim_until > ${now}
    RETURNING organization_id, shop_id, name, per_shopper, use_from, use_until, use_days`.execute(trx);
  const [coupon] = rows;
  // The last one may have gone to this very request, sent twice.
  if (!coupon) return (await claimedBefore(trx, asked)) ?? whyNot(trx, couponId, nowMs);
  const id = newId('claimedCoupon', nowMs);
  const usable = usableBetween(windowOf(coupon), nowMs);
  const most = asked.isGrant ? 1 : coupon.per_shopper;
  const { rows: made } = await sql`
    INSERT INTO claimed_coupons (id, organization_id, coupon_id, shopper_id, ordinal, request_key, claimed_at, usable_from, usable_until)
    SELECT ${id}, ${coupon.organization_id}, ${couponId}, ${shopper.id}, own.count + 1, ${asked.requestKey}, ${now},
      ${new Date(usable.fromMs)}, ${new Date(usable.untilMs)}
    FROM (SELECT count(*)::int AS count FROM claimed_coupons WHERE coupon_id = ${couponId} AND shopper_id = ${shopper.id}) own
    WHERE own.count < ${most} AND NOT EXISTS (
      SELECT FROM claimed_coupons WHERE shopper_id = ${shopper.id} AND request_key = ${asked.requestKey})
    RETURNING id`.execute(trx);
  if (made.length === 0) throw new NotClaimed((await claimedBefore(trx, asked)) ?? { state: 'limit' });
  const happened: CouponHappened = {
    event: 'Coupon Claimed',
    claimedId: id,
    couponId,
    couponName: coupon.name,
    shopId: coupon.shop_id,
    orderId: null,
    person: shopper.person,
    simulated: shopper.simulated,
    atMs: nowMs,
  };
  await publish(trx, coupon.organization_id, couponsHappened, happened);
  return { state: 'claimed', id };
}

async function claimedBefore(
  trx: Trx,
  { couponId, shopper, requestKey }: ClaimAsked,
): Promise<Claimed | null> {
  if (requestKey === null) return null;
  const { rows } = await sql<{ id: ClaimedCouponId }>`
    SELECT id FROM claimed_coupons WHERE shopper_id = ${shopper.id} AND request_key = ${requestKey} AND coupon_id = ${couponId}`.execute(
    trx,
  );
  return rows[0] ? { state: 'claimed', id: rows[0].id } : null;
}

async function isFor(trx: Trx, couponId: CouponId, allows: (forWhom: ForWhom) => boolean): Promise<boolean> {
  const { rows } = await sql<{ for_whom: string; group_ids: string[] }>`
    SELECT k.for_whom, ARRAY(SELECT group_id FROM coupon_groups WHERE coupon_id = k.id) AS group_ids
    FROM coupons k WHERE k.id = ${couponId} AND k.state <> 'draft'`.execute(trx);
  return rows[0] !== undefined && allows(forWhomOf(rows[0]));
}

async function whyNot(trx: Trx, couponId: CouponId, nowMs: number): Promise<Claimed> {
  const { rows } = await sql<{
    state: string;
    claimed_count: number;
    quantity: number;
    claim_from: Date;
    claim_until: Date;
  }>`SELECT state, claimed_count, quantity, claim_from, claim_until FROM coupons WHERE id = ${couponId}`.execute(
    trx,
  );
  const [coupon] = rows;
  if (!coupon) return { state: 'none' };
  if (coupon.claimed_count >= coupon.quantity) return { state: 'ran_out' };
  if (coupon.state === 'ended' || coupon.claim_until.getTime() <= nowMs) return { state: 'over' };
  return coupon.state === 'open' && coupon.claim_from.getTime() > nowMs
    ? { state: 'not_yet' }
    : { state: 'not_open' };
}

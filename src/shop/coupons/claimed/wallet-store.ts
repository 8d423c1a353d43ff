import { sql } from 'kysely';
import type { ClaimedCouponId, CouponId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { ClaimedState } from '../coupon.ts';
import { type TermsRow, termsOf } from '../coupon-row.ts';
import type { UsableCoupon } from '../discount.ts';

/** What one checkout looks through; who holds more is shown those that end first. */
const usableMax = 200;

type UsableRow = TermsRow & {
  readonly id: string;
  readonly coupon_id: string;
  readonly shop_id: string;
  readonly name: string;
  readonly scope: 'shop' | 'products';
  readonly product_ids: readonly string[];
  readonly usable_until: Date;
};

/** What a shopper could use in these shops now. */
export async function usableCoupons(
  records: Records,
  shopperId: string,
  shopIds: readonly string[],
  nowMs: number,
): Promise<readonly UsableCoupon[]> {
  if (shopIds.length === 0) return [];
  const now = new Date(nowMs);
  const { rows } = await records.market((trx) =>
    sql<UsableRow>`
      SELECT c.id, c.coupon_id, k.shop_id, k.name, k.kind, k.amount_off, k.threshold, k.percent_off, k.discount_max, k.scope,
        ARRAY(SELECT product_id FROM coupon_products WHERE coupon_id = k.id) AS product_ids, c.usable_until
      FROM claimed_coupons c JOIN coupons k ON k.id = c.coupon_id
      WHERE c.shopper_id = ${shopperId} AND c.state = 'claimed' AND c.usable_from <= ${now} AND c.usable_until > ${now}
        AND k.shop_id = ANY (${shopIds}::uuid[])
      ORDER BY c.usable_until, c.id LIMIT ${usableMax}`.execute(trx),
  );
  return rows.map((row) => ({
    claimedId: row.id,
    couponId: row.coupon_id,
    shopId: row.shop_id,
    name: row.name,
    terms: termsOf(row),
    productIds: row.scope === 'shop' ? null : row.product_ids,
    usableUntilMs: row.usable_until.getTime(),
  }));
}

export type WalletRow = TermsRow & {
  readonly id: ClaimedCouponId;
  readonly coupon_id: CouponId;
  readonly shop_id: string;
  readonly shop_name: string;
  readonly currency: string;
  readonly name: string;
  readonly scope: 'shop' | 'products';
  readonly product_ids: readonly string[];
  readonly state: ClaimedState;
  readonly claimed_at: Date;
  readonly usable_from: Date;
  readonly usable_until: Date;
  readonly order_id: string | null;
};

/** A shopper's coupons in these states, the newest claim first; `before` is the id of the last of the page before. */
export function listWallet(
  records: Records,
  shopperId: string,
  states: readonly ClaimedState[],
  before: string | null,
  limit: number,
): Promise<readonly WalletRow[]> {
  return records.market((trx) =>
    walletRows(
      trx,
      sql`c.shopper_id = ${shopperId} AND c.state = ANY (${states}::text[]) AND ${before === null ? sql`true` : sql`c.id < ${before}`}`,
      limit,
    ),
  );
}

export async function findClaimed(
  records: Records,
  shopperId: string,
  id: ClaimedCouponId,
): Promise<WalletRow | null> {
  const rows = await records.market((trx) =>
    walletRows(trx, sql`c.shopper_id = ${shopperId} AND c.id = ${id}`, 1),
  );
  return rows[0] ?? null;
}

async function walletRows(
  trx: Trx,
  where: ReturnType<typeof sql>,
  limit: number,
): Promise<readonly WalletRow[]> {
  const { rows } = await sql<WalletRow>`
    SELECT c.id, c.coupon_id, k.shop_id, s.name AS shop_name, s.currency, k.name, k.kind, k.amount_off, k.threshold, k.percent_off,
      k.discount_max, k.scope, ARRAY(SELECT product_id FROM coupon_products WHERE coupon_id = k.id) AS product_ids, c.state,
      c.claimed_at, c.usable_from, c.usable_until, c.order_id
    FROM claimed_coupons c JOIN coupons k ON k.id = c.coupon_id JOIN shops s ON s.id = k.shop_id
    WHERE ${where} ORDER BY c.id DESC LIMIT ${limit}`.execute(trx);
  return rows;
}

/** How many of each of these coupons a shopper has had. */
export async function claimedCounts(
  records: Records,
  shopperId: string,
  couponIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (couponIds.length === 0) return new Map();
  const { rows } = await records.market((trx) =>
    sql<{ coupon_id: string; count: number }>`
      SELECT coupon_id, count(*)::int AS count FROM claimed_coupons
      WHERE shopper_id = ${shopperId} AND coupon_id = ANY (${couponIds}::uuid[]) GROUP BY coupon_id`.execute(
      trx,
    ),
  );
  return new Map(rows.map((row) => [row.coupon_id, row.count]));
}

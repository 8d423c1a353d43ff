import { sql } from 'kysely';
import type { CouponId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { TermsRow, WindowRow } from '../coupon-row.ts';

export type OfferedRow = TermsRow &
  WindowRow & {
    readonly id: CouponId;
    readonly shop_id: string;
    readonly shop_name: string;
    readonly currency: string;
    readonly name: string;
    readonly scope: 'shop' | 'products';
    readonly product_ids: readonly string[];
    readonly quantity: number;
    readonly claimed_count: number;
    readonly per_shopper: number;
    readonly claim_until: Date;
    readonly for_whom: 'everybody' | 'groups';
    readonly group_ids: readonly string[];
  };

/** More than a shop shows at once. */
const offeredMax = 50;
const grantedMax = 1_000;

const columns = sql`k.id, k.shop_id, s.name AS shop_name, s.currency, k.name, k.kind, k.amount_off, k.threshold, k.percent_off, k.discount_max,
  k.scope, ARRAY(SELECT product_id FROM coupon_products WHERE coupon_id = k.id) AS product_ids,
  ARRAY(SELECT group_id FROM coupon_groups WHERE coupon_id = k.id) AS group_ids,
  k.quantity, k.claimed_count, k.per_shopper, k.claim_until, k.use_from, k.use_until, k.use_days, k.for_whom`;

/** What can be claimed now of a shop, or of the shop of a product and good for it; for whom is not looked at. */
export async function claimableCoupons(
  records: Records,
  of: { readonly shopIds: readonly string[] } | { readonly productId: string },
  nowMs: number,
): Promise<readonly OfferedRow[]> {
  const now = new Date(nowMs);
  const where =
    'shopIds' in of
      ? sql`k.shop_id = ANY (${of.shopIds}::uuid[])`
      : sql`k.shop_id = (SELECT shop_id FROM products WHERE id = ${of.productId}) AND (k.scope = 'shop'
          OR EXISTS (SELECT FROM coupon_products p WHERE p.coupon_id = k.id AND p.product_id = ${of.productId}))`;
  const { rows } = await records.market((trx) =>
    sql<OfferedRow>`
      SELECT ${columns} FROM coupons k JOIN shops s ON s.id = k.shop_id
      WHERE ${where} AND k.state = 'open' AND k.claim_from <= ${now} AND k.claim_until > ${now} AND s.archived_at IS NULL
      ORDER BY k.id DESC LIMIT ${offeredMax}`.execute(trx),
  );
  return rows;
}

/** What goes to whoever may have it when they come. */
export async function openGrants(records: Records, nowMs: number): Promise<readonly OfferedRow[]> {
  const now = new Date(nowMs);
  const { rows } = await records.market((trx) =>
    sql<OfferedRow>`
      SELECT ${columns} FROM coupons k JOIN shops s ON s.id = k.shop_id
      WHERE k.state = 'open' AND k.granted AND k.claim_from <= ${now} AND k.claim_until > ${now} AND s.archived_at IS NULL
      ORDER BY k.id LIMIT ${grantedMax}`.execute(trx),
  );
  return rows;
}

/** Whether shops have ever opened a coupon: where none has, a checkout has nothing to look for. */
export async function shopsWithCoupons(
  records: Records,
  shopIds: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await records.market((trx) =>
    sql<{ shop_id: string }>`
      SELECT DISTINCT shop_id FROM coupons WHERE shop_id = ANY (${shopIds}::uuid[]) AND state <> 'draft'`.execute(
      trx,
    ),
  );
  return new Map(rows.map((row) => [row.shop_id, true]));
}

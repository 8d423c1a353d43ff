import { sql } from 'kysely';
import type { CouponId, OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { CouponState, CouponTerms, ForWhom, UseWindow } from './coupon.ts';
import { type TermsRow, termsRow, type WindowRow, windowRow } from './coupon-row.ts';

export type CouponRow = TermsRow &
  WindowRow & {
    readonly id: CouponId;
    readonly shop_id: string;
    readonly currency: string;
    readonly name: string;
    readonly scope: 'shop' | 'products';
    readonly products: readonly { readonly id: string; readonly name: string }[];
    readonly quantity: number;
    readonly claimed_count: number;
    readonly per_shopper: number;
    readonly claim_from: Date;
    readonly claim_until: Date;
    readonly for_whom: 'everybody' | 'groups';
    readonly group_ids: readonly string[];
    readonly granted: boolean;
    readonly state: CouponState;
    readonly ended_by: 'clock' | 'quantity' | 'hand' | null;
    readonly simulated: boolean;
    readonly version: number;
    readonly created_at: Date;
    /** Claimed ones by what became of them. */
    readonly held: number;
    readonly used: number;
    readonly expired: number;
    /** Paid orders with it, and what it took off them, those refunded later included. */
    readonly orders: number;
    readonly discount: number;
    readonly paid: number;
  };

/** All that a member says of a coupon. */
export type CouponWritten = {
  readonly shopId: string;
  readonly name: string;
  readonly terms: CouponTerms;
  /** Null covers the whole shop. */
  readonly productIds: readonly string[] | null;
  readonly quantity: number;
  readonly perShopper: number;
  readonly claimFromMs: number;
  readonly claimUntilMs: number;
  readonly use: UseWindow;
  readonly forWhom: ForWhom;
  readonly granted: boolean;
};

const columns = sql`k.id, k.shop_id, s.currency, k.name, k.kind, k.amount_off, k.threshold, k.percent_off, k.discount_max, k.scope,
  ARRAY(SELECT json_build_object('id', p.id, 'name', p.name) FROM coupon_products c JOIN products p ON p.id = c.product_id
    WHERE c.coupon_id = k.id ORDER BY p.id) AS products,
  ARRAY(SELECT group_id FROM coupon_groups WHERE coupon_id = k.id ORDER BY group_id) AS group_ids,
  k.quantity, k.claimed_count, k.per_shopper, k.claim_from, k.claim_until, k.use_from, k.use_until, k.use_days, k.for_whom, k.granted,
  k.state, k.ended_by, k.simulated, k.version, k.created_at, c.held, c.used, c.expired, d.orders, d.discount, d.paid`;
const figures = sql`
  LATERAL (SELECT count(*) FILTER (WHERE state = 'held')::int AS held, count(*) FILTER (WHERE state = 'used')::int AS used,
    count(*) FILTER (WHERE state = 'expired')::int AS expired FROM claimed_coupons WHERE coupon_id = k.id) c,
  LATERAL (SELECT count(*)::int AS orders, coalesce(sum(g.discount), 0)::bigint AS discount,
      coalesce(sum((SELECT sum(user_paid) FROM order_lines WHERE order_id = g.order_id)), 0)::bigint AS paid
    FROM (SELECT order_id, sum(amount) AS discount FROM order_discounts WHERE coupon_id = k.id GROUP BY order_id) g
      JOIN orders o ON o.id = g.order_id WHERE o.paid_at IS NOT NULL) d`;

export type CouponFilter = { readonly shopId: string | null; readonly state: CouponState | null };

/** Newest first; `before` is the id of the last row of the page before. The page is cut before anything is counted. */
export function listCoupons(
  records: Records,
  organizationId: OrganizationId,
  { shopId, state }: CouponFilter,
  before: string | null,
  limit: number,
): Promise<CouponRow[]> {
  return records.organization(organizationId, async (trx) => {
    const { rows } = await sql<CouponRow>`
      SELECT ${columns} FROM (
        SELECT * FROM coupons WHERE ${shopId === null ? sql`true` : sql`shop_id = ${shopId}`}
          AND ${state === null ? sql`true` : sql`state = ${state}`} AND ${before === null ? sql`true` : sql`id < ${before}`}
        ORDER BY id DESC LIMIT ${limit}) k JOIN shops s ON s.id = k.shop_id, ${figures} ORDER BY k.id DESC`.execute(
      trx,
    );
    return rows;
  });
}

export async function findCoupon(trx: Trx, id: CouponId): Promise<CouponRow | null> {
  const { rows } = await sql<CouponRow>`
    SELECT ${columns} FROM coupons k JOIN shops s ON s.id = k.shop_id, ${figures} WHERE k.id = ${id}`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** Keeps others from changing or claiming it until the transaction ends, then says how it stands. */
export async function lockCoupon(trx: Trx, id: CouponId): Promise<CouponRow | null> {
  await sql`SELECT FROM coupons WHERE id = ${id} FOR NO KEY UPDATE`.execute(trx);
  return findCoupon(trx, id);
}

export async function insertCoupon(
  trx: Trx,
  organizationId: OrganizationId,
  id: CouponId,
  written: CouponWritten,
  simulated: boolean,
): Promise<void> {
  await trx
    .insertInto('coupons')
    .values({ id, organization_id: organizationId, simulated, ...columnsOf(written) })
    .execute();
  await writeParts(trx, organizationId, id, written);
}

/** Of a draft: all it says is written anew. */
export async function rewriteCoupon(
  trx: Trx,
  organizationId: OrganizationId,
  id: CouponId,
  written: CouponWritten,
  nowMs: number,
): Promise<void> {
  await trx
    .updateTable('coupons')
    .set((of) => ({ ...columnsOf(written), version: of('version', '+', 1), updated_at: new Date(nowMs) }))
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('coupon_products').where('coupon_id', '=', id).execute();
  await trx.deleteFrom('coupon_groups').where('coupon_id', '=', id).execute();
  await writeParts(trx, organizationId, id, written);
}

function columnsOf({
  shopId,
  name,
  terms,
  productIds,
  quantity,
  perShopper,
  use,
  forWhom,
  granted,
  ...times
}: CouponWritten) {
  return {
    shop_id: shopId,
    name,
    ...termsRow(terms),
    scope: productIds === null ? ('shop' as const) : ('products' as const),
    quantity,
    per_shopper: perShopper,
    claim_from: new Date(times.claimFromMs),
    claim_until: new Date(times.claimUntilMs),
    ...windowRow(use),
    for_whom: forWhom.everybody ? ('everybody' as const) : ('groups' as const),
    granted,
  };
}

async function writeParts(
  trx: Trx,
  organizationId: OrganizationId,
  id: CouponId,
  { productIds, forWhom }: CouponWritten,
): Promise<void> {
  await sql`
    INSERT INTO coupon_products (coupon_id, product_id, organization_id)
    SELECT ${id}, p, ${organizationId} FROM unnest(${productIds ?? []}::uuid[]) p`.execute(trx);
  await sql`
    INSERT INTO coupon_groups (coupon_id, group_id, organization_id)
    SELECT ${id}, g, ${organizationId} FROM unnest(${forWhom.groupIds}::uuid[]) g`.execute(trx);
}

export async function setCouponState(
  trx: Trx,
  id: CouponId,
  state: CouponState,
  nowMs: number,
): Promise<void> {
  await trx
    .updateTable('coupons')
    .set((of) => ({
      state,
      ended_by: state === 'ended' ? ('hand' as const) : null,
      version: of('version', '+', 1),
      updated_at: new Date(nowMs),
    }))
    .where('id', '=', id)
    .execute();
}

/** Of these products, those that this shop sells here. */
export async function soldHere(trx: Trx, shopId: string, productIds: readonly string[]): Promise<number> {
  if (productIds.length === 0) return 0;
  const { count } = await trx
    .selectFrom('products')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('shop_id', '=', shopId)
    .where('origin', '=', 'native')
    .where('shelf', '<>', 'deleted')
    .where('id', 'in', productIds)
    .executeTakeFirstOrThrow();
  return Number(count);
}

import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { Shopper } from '../../shoppers/shopper.ts';
import { type CouponHappened, couponsHappened } from '../coupon-happened.ts';

/** What a shopper's claimed coupon is of: whose it is to be told of. */
export type MeantCoupon = {
  readonly claimedId: string;
  readonly couponId: string;
  readonly name: string;
  readonly shopId: string;
  readonly organizationId: OrganizationId;
};

/** Of these claimed coupons those that are the shopper's own, by their ids. */
export async function couponsMeant(
  records: Records,
  shopperId: string,
  claimedIds: readonly string[],
): Promise<ReadonlyMap<string, MeantCoupon>> {
  if (claimedIds.length === 0) return new Map();
  const rows = await records.market((trx) => meantRows(trx, shopperId, claimedIds));
  return new Map(rows.map((row) => [row.claimedId, row]));
}

async function meantRows(trx: Trx, shopperId: string, claimedIds: readonly string[]) {
  const { rows } = await sql<MeantCoupon>`
    SELECT c.id AS "claimedId", k.id AS "couponId", k.name, k.shop_id AS "shopId", k.organization_id AS "organizationId"
    FROM claimed_coupons c JOIN coupons k ON k.id = c.coupon_id
    WHERE c.shopper_id = ${shopperId} AND c.id = ANY (${claimedIds}::uuid[])`.execute(trx);
  return rows;
}

export type CouponDenied = { readonly claimedId: string; readonly reason: string };

/** Tells of coupons that a checkout refused; of what is not the shopper's own there is nobody to tell. */
export function tellDenied(
  records: Records,
  shopper: Pick<Shopper, 'id' | 'person' | 'simulated'>,
  denied: readonly CouponDenied[],
  occasion: string,
  atMs: number,
): Promise<void> {
  return records.market(async (trx) => {
    const rows = await meantRows(
      trx,
      shopper.id,
      denied.map(({ claimedId }) => claimedId),
    );
    const messages = rows.map((row) => ({
      organization_id: row.organizationId,
      message: {
        event: 'Coupon Denied',
        claimedId: row.claimedId,
        couponId: row.couponId,
        couponName: row.name,
        shopId: row.shopId,
        orderId: null,
        occasion,
        reason: denied.find(({ claimedId }) => claimedId === row.claimedId)?.reason ?? '',
        touch: null,
        person: shopper.person,
        simulated: shopper.simulated,
        atMs,
      } satisfies CouponHappened,
    }));
    await sql`
      INSERT INTO outbox (organization_id, topic, payload)
      SELECT organization_id, ${couponsHappened}, message
      FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS a(organization_id uuid, message jsonb)`.execute(
      trx,
    );
  });
}

import { sql } from 'kysely';
import { type Id, newId, type OrganizationId, type ShopId } from '#kernel/ids';
import type { Trx } from '#platform/records';

export type PurseOfShop = {
  readonly shopId: string;
  readonly shopName: string;
  readonly currency: string;
  readonly accountId: string | null;
  readonly balance: number;
  readonly held: number;
  readonly spentToday: number;
};

/** Every shop that is in use, with its purse where it has one. */
export async function listPurses(trx: Trx): Promise<PurseOfShop[]> {
  const { rows } = await sql<PurseOfShop>`
    SELECT s.id AS "shopId", s.name AS "shopName", coalesce(a.currency, s.currency) AS currency, a.id AS "accountId",
      coalesce(a.balance, 0) AS balance, coalesce(a.held, 0) AS held, coalesce((
        SELECT sum(d.spent) FROM ad_budget_days d JOIN ad_plans p ON p.id = d.plan_id
        WHERE p.ad_account_id = a.id AND d.day = (now() AT TIME ZONE b.zone)::date), 0)::bigint AS "spentToday"
    FROM shops s JOIN brands b ON b.id = s.brand_id LEFT JOIN ad_accounts a ON a.shop_id = s.id
    WHERE s.archived_at IS NULL OR a.id IS NOT NULL ORDER BY s.id`.execute(trx);
  return rows;
}

/** The purse of a shop, opened at its first use; null where there is no such shop in use. */
export async function accountOfShop(
  trx: Trx,
  organizationId: OrganizationId,
  shopId: ShopId,
): Promise<{ id: Id<'adAccount'>; currency: string; zone: string } | null> {
  const shop = await trx
    .selectFrom('shops as s')
    .innerJoin('brands as b', 'b.id', 's.brand_id')
    .select(['s.currency', 'b.zone'])
    .where('s.id', '=', shopId)
    .where('s.archived_at', 'is', null)
    .executeTakeFirst();
  if (!shop) return null;
  await trx
    .insertInto('ad_accounts')
    .values({
      id: newId('adAccount'),
      organization_id: organizationId,
      shop_id: shopId,
      currency: shop.currency,
    })
    .onConflict((conflict) => conflict.column('shop_id').doNothing())
    .execute();
  const account = await trx
    .selectFrom('ad_accounts')
    .select(['id', 'currency'])
    .where('shop_id', '=', shopId)
    .executeTakeFirstOrThrow();
  return { id: account.id as Id<'adAccount'>, currency: account.currency, zone: shop.zone };
}

/** Money from outside into the purse. Both entries are one statement, and the ledger's trigger moves the balance. */
export async function enterTopUp(
  trx: Trx,
  organizationId: OrganizationId,
  accountId: string,
  amount: number,
): Promise<void> {
  await trx.selectFrom('ad_accounts').select('id').where('id', '=', accountId).forUpdate().execute();
  const entry = {
    organization_id: organizationId,
    ad_account_id: accountId,
    transfer_id: newId('charge'),
    kind: 'top_up',
  };
  await trx
    .insertInto('ad_ledger')
    .values([
      { ...entry, side: 'funding', amount: -amount },
      { ...entry, side: 'balance', amount },
    ])
    .execute();
}

export type EntryRow = {
  readonly id: number;
  readonly at: Date;
  readonly kind: 'top_up' | 'charge' | 'credit';
  readonly amount: number;
  readonly currency: string;
  readonly plan_id: string | null;
  readonly plan_name: string | null;
};

/** What moved a purse, newest first. */
export async function listEntries(
  trx: Trx,
  accountId: string,
  after: number | null,
  limit: number,
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    SELECT e.id, e.at, e.kind, e.amount, a.currency, p.id AS plan_id, p.name AS plan_name
    FROM ad_ledger e JOIN ad_accounts a ON a.id = e.ad_account_id
    LEFT JOIN ad_charges c ON c.id = e.transfer_id LEFT JOIN ad_plans p ON p.id = c.plan_id
    WHERE e.ad_account_id = ${accountId} AND e.side = 'balance' AND (${after}::bigint IS NULL OR e.id < ${after}::bigint)
    ORDER BY e.id DESC LIMIT ${limit}`.execute(trx);
  return rows;
}

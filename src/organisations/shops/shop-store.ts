import { sql } from 'kysely';
import { newId, type OrganizationId, type ShopId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import type { Page } from '../route-parts.ts';

const columns = [
  'id',
  'name',
  'brand_id',
  'platform',
  'currency',
  'external_id',
  'created_at',
  'archived_at',
] as const;

export type NewShop = {
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly brandId: string;
  readonly platform: string;
  readonly currency: string;
  readonly externalId: string | null;
};

export type ShopChange = {
  readonly name: string;
  readonly external_id: string | null;
};

export function listShops(trx: Trx, page: Page) {
  let query = trx.selectFrom('shops').select(columns).orderBy('id').limit(page.limit);
  if (page.after) query = query.where('id', '>', page.after);
  return query.execute();
}

/** Locked until the transaction ends, so that what was checked still holds when it is written. */
export function lockShop(trx: Trx, id: ShopId | string) {
  return trx.selectFrom('shops').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function insertShop(trx: Trx, shop: NewShop) {
  return trx
    .insertInto('shops')
    .values({
      id: newId('shop'),
      organization_id: shop.organizationId,
      name: shop.name,
      brand_id: shop.brandId,
      platform: shop.platform,
      currency: shop.currency,
      external_id: shop.externalId,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function updateShop(trx: Trx, id: ShopId, change: ShopChange) {
  return trx
    .updateTable('shops')
    .set(change)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function setShopArchived(trx: Trx, id: ShopId, archived: boolean) {
  return trx
    .updateTable('shops')
    .set({ archived_at: archived ? sql<Date>`now()` : null })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** How many accounts of this shop are not archived. */
export async function countOpenAccounts(trx: Trx, id: ShopId): Promise<number> {
  const rows = await trx
    .selectFrom('accounts')
    .select('id')
    .where('shop_id', '=', id)
    .where('archived_at', 'is', null)
    .execute();
  return rows.length;
}

export type ShopRow = Awaited<ReturnType<typeof insertShop>>;

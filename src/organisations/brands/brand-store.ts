import { sql } from 'kysely';
import { type BrandId, newId, type OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import type { Page } from '../route-parts.ts';

const columns = ['id', 'name', 'zone', 'created_at', 'archived_at'] as const;

export type NewBrand = {
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly zone: string;
};

export type BrandChange = {
  readonly name: string;
  readonly zone: string;
};

export function listBrands(trx: Trx, page: Page) {
  let query = trx.selectFrom('brands').select(columns).orderBy('id').limit(page.limit);
  if (page.after) query = query.where('id', '>', page.after);
  return query.execute();
}

/** Locked until the transaction ends, so that what was checked still holds when it is written. */
export function lockBrand(trx: Trx, id: BrandId | string) {
  return trx.selectFrom('brands').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function insertBrand(trx: Trx, brand: NewBrand) {
  return trx
    .insertInto('brands')
    .values({
      id: newId('brand'),
      organization_id: brand.organizationId,
      name: brand.name,
      zone: brand.zone,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function updateBrand(trx: Trx, id: BrandId, change: BrandChange) {
  return trx
    .updateTable('brands')
    .set(change)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function setBrandArchived(trx: Trx, id: BrandId, archived: boolean) {
  return trx
    .updateTable('brands')
    .set({ archived_at: archived ? sql<Date>`now()` : null })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** How many shops of this brand are not archived. */
export async function countOpenShops(trx: Trx, id: BrandId): Promise<number> {
  const rows = await trx
    .selectFrom('shops')
    .select('id')
    .where('brand_id', '=', id)
    .where('archived_at', 'is', null)
    .execute();
  return rows.length;
}

export type BrandRow = Awaited<ReturnType<typeof insertBrand>>;

import { sql } from 'kysely';
import { newId, type OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import type { Founding, FoundingBrand, FoundingShop } from './founding.ts';

/** The organisation with its brands, shops and accounts, in the caller's transaction. */
export async function insertOrganization(trx: Trx, founding: Founding): Promise<OrganizationId> {
  const { name, zone, currency, simulated = false } = founding.organization;
  const id = founding.organization.id ?? newId('organization');
  await trx.insertInto('organizations').values({ id, name, zone, currency, simulated }).execute();
  for (const brand of founding.brands ?? []) await insertBrandTree(trx, id, brand, { zone, currency });
  return id;
}

export async function organizationExists(trx: Trx, id: OrganizationId): Promise<boolean> {
  const row = await trx.selectFrom('organizations').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** Whether anybody can sign in; an instance without people waits for its first. */
export async function hasPeople(trx: Trx): Promise<boolean> {
  const row = await trx.selectFrom('auth_users').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Held until the transaction ends: of two first owners at the same moment one comes first. */
export async function lockSetUp(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(460050)`.execute(trx);
}

type Defaults = { readonly zone: string; readonly currency: string };

async function insertBrandTree(
  trx: Trx,
  organizationId: OrganizationId,
  brand: FoundingBrand,
  defaults: Defaults,
): Promise<void> {
  const id = brand.id ?? newId('brand');
  await trx
    .insertInto('brands')
    .values({ id, organization_id: organizationId, name: brand.name, zone: brand.zone ?? defaults.zone })
    .execute();
  for (const shop of brand.shops ?? []) await insertShopTree(trx, organizationId, id, shop, defaults);
}

async function insertShopTree(
  trx: Trx,
  organizationId: OrganizationId,
  brandId: string,
  shop: FoundingShop,
  defaults: Defaults,
): Promise<void> {
  const id = shop.id ?? newId('shop');
  await trx
    .insertInto('shops')
    .values({
      id,
      organization_id: organizationId,
      brand_id: brandId,
      name: shop.name,
      platform: shop.platform ?? 'meadow',
      currency: shop.currency ?? defaults.currency,
      external_id: shop.externalId ?? null,
    })
    .execute();
  for (const account of shop.accounts ?? []) {
    await trx
      .insertInto('accounts')
      .values({
        id: account.id ?? newId('account'),
        organization_id: organizationId,
        shop_id: id,
        name: account.name,
        role: account.role ?? 'channel',
        account_type: account.accountType ?? 'self',
        external_id: account.externalId ?? null,
      })
      .execute();
  }
}

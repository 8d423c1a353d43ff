import { asId, type OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { Structure } from './structure.ts';

/** The whole structure in one transaction, oldest first; null when there is no such organisation. */
export function loadStructure(records: Records, organizationId: OrganizationId): Promise<Structure | null> {
  return records.organization(organizationId, async (trx) => {
    const organization = await trx
      .selectFrom('organizations')
      .select(['name', 'zone', 'currency', 'simulated'])
      .where('id', '=', organizationId)
      .executeTakeFirst();
    if (!organization) return null;
    const brands = await trx.selectFrom('brands').selectAll().orderBy('id').execute();
    const shops = await trx.selectFrom('shops').selectAll().orderBy('id').execute();
    const accounts = await trx.selectFrom('accounts').selectAll().orderBy('id').execute();
    return {
      organization: { id: organizationId, ...organization },
      brands: brands.map((row) => ({
        id: asId('brand', row.id),
        name: row.name,
        zone: row.zone,
        archived: row.archived_at !== null,
      })),
      shops: shops.map((row) => ({
        id: asId('shop', row.id),
        name: row.name,
        brandId: asId('brand', row.brand_id),
        platform: row.platform,
        currency: row.currency,
        externalId: row.external_id,
        archived: row.archived_at !== null,
      })),
      accounts: accounts.map((row) => ({
        id: asId('account', row.id),
        name: row.name,
        shopId: asId('shop', row.shop_id),
        role: row.role,
        accountType: row.account_type,
        externalId: row.external_id,
        archived: row.archived_at !== null,
      })),
    };
  });
}

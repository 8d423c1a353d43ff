import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { Directory } from './directory.ts';

/** Shops (the oldest first) and content accounts of an organisation, as they are now. */
export async function loadDirectory(records: Records, organizationId: OrganizationId): Promise<Directory> {
  return records.organization(organizationId, async (trx) => {
    const shops = await trx
      .selectFrom('shops')
      .innerJoin('brands', 'brands.id', 'shops.brand_id')
      .select(['shops.id', 'shops.name', 'shops.external_id as externalId', 'shops.currency', 'brands.zone'])
      .where('shops.archived_at', 'is', null)
      .orderBy('shops.created_at')
      .orderBy('shops.id')
      .execute();
    const accounts = await trx
      .selectFrom('accounts')
      .select(['id', 'name', 'external_id as externalId'])
      .execute();
    const organization = await trx
      .selectFrom('organizations')
      .select('simulated')
      .where('id', '=', organizationId)
      .executeTakeFirst();
    return { shops, accounts, simulated: organization?.simulated ?? false };
  });
}

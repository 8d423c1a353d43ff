import { newId, type OrganizationId, type ShopId } from '#kernel/ids';
import type { FreshToken } from '#organisations';
import type { Records } from '#platform/records';

/** Keys for tests; the product makes them through the routes of the organisations. */
export async function insertTestWriteKey(
  records: Records,
  organizationId: OrganizationId,
  id: string,
  kind: 'browser' | 'server',
  { hash, hint }: FreshToken,
): Promise<void> {
  await records.organization(organizationId, (trx) =>
    trx
      .insertInto('write_keys')
      .values({ id, organization_id: organizationId, name: `A ${kind} key`, kind, hint, secret_hash: hash })
      .execute(),
  );
}

export async function insertTestApiKey(
  records: Records,
  organizationId: OrganizationId,
  id: string,
  { hash, hint }: FreshToken,
): Promise<void> {
  await records.organization(organizationId, (trx) =>
    trx
      .insertInto('api_keys')
      .values({
        id,
        organization_id: organizationId,
        name: 'A program',
        hint,
        secret_hash: hash,
        permissions: ['events:read', 'imports:write'],
      })
      .execute(),
  );
}

/** A brand with a shop, whose id is answered: money belongs to a shop. */
export async function insertTestShop(records: Records, organizationId: OrganizationId): Promise<ShopId> {
  const [brandId, shopId] = [newId('brand'), newId('shop')];
  await records.organization(organizationId, async (trx) => {
    await trx
      .insertInto('brands')
      .values({ id: brandId, organization_id: organizationId, name: 'A brand', zone: 'Asia/Shanghai' })
      .execute();
    await trx
      .insertInto('shops')
      .values({
        id: shopId,
        organization_id: organizationId,
        brand_id: brandId,
        name: 'A shop',
        currency: 'CNY',
      })
      .execute();
  });
  return shopId;
}

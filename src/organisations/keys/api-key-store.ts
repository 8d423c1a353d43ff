import { asId, type Id, type OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import { isPermission, type Permission } from '../actors/permission.ts';
import type { Page } from '../route-parts.ts';

export type ApiKey = {
  readonly id: Id<'apiKey'>;
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
};

/** Only the key says whose it is, so this one look-up works for the market. */
export async function findApiKeyByHash(records: Records, secretHash: Buffer): Promise<ApiKey | null> {
  const row = await records.market((trx) =>
    trx
      .selectFrom('api_keys')
      .select(['id', 'organization_id', 'name', 'permissions'])
      .where('secret_hash', '=', secretHash)
      .where('revoked_at', 'is', null)
      .executeTakeFirst(),
  );
  if (!row) return null;
  return {
    id: asId('apiKey', row.id),
    organizationId: asId('organization', row.organization_id),
    name: row.name,
    permissions: new Set(row.permissions.filter(isPermission)),
  };
}

export type NewApiKey = {
  readonly id: Id<'apiKey'>;
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly hint: string;
  readonly secretHash: Buffer;
  readonly permissions: readonly Permission[];
  readonly createdBy: string | null;
};

const columns = ['id', 'name', 'hint', 'permissions', 'created_at', 'last_used_at', 'revoked_at'] as const;

export async function insertApiKey(trx: Trx, key: NewApiKey) {
  return trx
    .insertInto('api_keys')
    .values({
      id: key.id,
      organization_id: key.organizationId,
      name: key.name,
      hint: key.hint,
      secret_hash: key.secretHash,
      permissions: [...key.permissions],
      created_by: key.createdBy,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function listApiKeys(trx: Trx, page: Page) {
  let query = trx.selectFrom('api_keys').select(columns).orderBy('id', 'desc').limit(page.limit);
  if (page.after) query = query.where('id', '<', page.after);
  return query.execute();
}

export function findApiKeyRow(trx: Trx, id: Id<'apiKey'>) {
  return trx.selectFrom('api_keys').select(columns).where('id', '=', id).executeTakeFirst();
}

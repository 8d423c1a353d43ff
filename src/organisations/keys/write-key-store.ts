import { asId, type Id, type OrganizationId, type ShopId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { Page } from '../route-parts.ts';

export type WriteKeyKind = 'browser' | 'server';

export type WriteKey = {
  readonly id: Id<'writeKey'>;
  readonly organizationId: OrganizationId;
  readonly kind: WriteKeyKind;
  readonly shopId: ShopId | null;
};

/** The collector learns from the key whose events these are, so this one look-up works for the market. */
export async function findWriteKeyByHash(records: Records, secretHash: Buffer): Promise<WriteKey | null> {
  const row = await records.market((trx) =>
    trx
      .selectFrom('write_keys')
      .select(['id', 'organization_id', 'kind', 'shop_id'])
      .where('secret_hash', '=', secretHash)
      .where('revoked_at', 'is', null)
      .executeTakeFirst(),
  );
  if (!row) return null;
  return {
    id: asId('writeKey', row.id),
    organizationId: asId('organization', row.organization_id),
    kind: row.kind as WriteKeyKind,
    shopId: row.shop_id === null ? null : asId('shop', row.shop_id),
  };
}

export type NewWriteKey = {
  readonly id: Id<'writeKey'>;
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly kind: WriteKeyKind;
  readonly hint: string;
  readonly secretHash: Buffer;
  readonly shopId: ShopId | null;
  readonly createdBy: string | null;
};

const columns = [
  'id',
  'name',
  'kind',
  'hint',
  'shop_id',
  'created_at',
  'last_used_at',
  'revoked_at',
] as const;

export async function insertWriteKey(trx: Trx, key: NewWriteKey) {
  return trx
    .insertInto('write_keys')
    .values({
      id: key.id,
      organization_id: key.organizationId,
      name: key.name,
      kind: key.kind,
      hint: key.hint,
      secret_hash: key.secretHash,
      shop_id: key.shopId,
      created_by: key.createdBy,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function listWriteKeys(trx: Trx, page: Page) {
  let query = trx.selectFrom('write_keys').select(columns).orderBy('id', 'desc').limit(page.limit);
  if (page.after) query = query.where('id', '<', page.after);
  return query.execute();
}

export function findWriteKeyRow(trx: Trx, id: Id<'writeKey'>) {
  return trx.selectFrom('write_keys').select(columns).where('id', '=', id).executeTakeFirst();
}

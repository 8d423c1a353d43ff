import { asId, nilUuid, type OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { importSender, type Sender } from '../collector/sender.ts';

export type SourceKey = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'browser' | 'server';
  readonly hint: string;
  readonly shopId: string | null;
  readonly isRevoked: boolean;
};

/** More keys than this nobody can watch; the newest are shown. */
const keysMax = 200;

export async function listSourceKeys(records: Records, organizationId: OrganizationId): Promise<SourceKey[]> {
  const rows = await records.organization(organizationId, (trx) =>
    trx
      .selectFrom('write_keys')
      .select(['id', 'name', 'kind', 'hint', 'shop_id', 'revoked_at'])
      .orderBy('id', 'desc')
      .limit(keysMax)
      .execute(),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind as SourceKey['kind'],
    hint: row.hint,
    shopId: row.shop_id,
    isRevoked: row.revoked_at !== null,
  }));
}

/** The sender a key stands for, revoked keys included: what it sent before may still be mended. */
export async function findSender(
  records: Records,
  organizationId: OrganizationId,
  writeKeyId: string,
): Promise<Sender | null> {
  if (writeKeyId === nilUuid) return importSender(organizationId);
  const row = await records.organization(organizationId, (trx) =>
    trx
      .selectFrom('write_keys')
      .select(['id', 'kind', 'shop_id'])
      .where('id', '=', writeKeyId)
      .executeTakeFirst(),
  );
  if (!row) return null;
  return {
    organizationId,
    kind: row.kind as 'browser' | 'server',
    writeKeyId: row.id,
    shopId: row.shop_id === null ? null : asId('shop', row.shop_id),
  };
}

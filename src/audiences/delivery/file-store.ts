import { sql } from 'kysely';
import type { DeliveryId, OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';

export async function keepFile(
  trx: Trx,
  organizationId: OrganizationId,
  id: DeliveryId,
  file: { readonly key: string; readonly rows: number; readonly bytes: number; readonly expiresAt: Date },
): Promise<void> {
  const written = { file_key: file.key, rows: file.rows, bytes: file.bytes, written_at: sql<Date>`now()` };
  await trx
    .insertInto('audience_delivery_files')
    .values({ delivery_id: id, organization_id: organizationId, expires_at: file.expiresAt, ...written })
    // Written anew without somebody: when it expires stays as it was.
    .onConflict((conflict) => conflict.column('delivery_id').doUpdateSet(written))
    .execute();
}

export async function noteRemoved(trx: Trx, id: DeliveryId, at: Date): Promise<void> {
  await trx
    .updateTable('audience_delivery_files')
    .set({ removed_at: at })
    .where('delivery_id', '=', id)
    .where('removed_at', 'is', null)
    .execute();
}

/** Files whose time is over, of every organisation. */
export function expiredFiles(
  records: Records,
  now: Date,
): Promise<{ id: DeliveryId; organizationId: OrganizationId; key: string }[]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('audience_delivery_files')
      .select(['delivery_id', 'organization_id', 'file_key'])
      .where('removed_at', 'is', null)
      .where('expires_at', '<=', now)
      .execute();
    return rows.map((row) => ({
      id: row.delivery_id as DeliveryId,
      organizationId: row.organization_id as OrganizationId,
      key: row.file_key,
    }));
  });
}

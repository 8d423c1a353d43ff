import type { Id } from '#kernel/ids';
import type { Records } from '#platform/records';

export type Stale = { readonly id: Id<'upload'>; readonly fileKey: string };

/** Uploads of all organisations that are past their time and that no video shows. */
export function staleUploads(records: Records, limit: number): Promise<Stale[]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('uploads')
      .select(['id', 'file_key'])
      .where('state', '<>', 'used')
      .where('expires_at', '<', new Date())
      .orderBy('expires_at')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ id: row.id as Stale['id'], fileKey: row.file_key }));
  });
}

/** Forgets an upload unless a video took it meanwhile; says whether it did. */
export function forgetUpload(records: Records, id: Stale['id']): Promise<boolean> {
  return records.market(async (trx) => {
    const gone = await trx
      .deleteFrom('uploads')
      .where('id', '=', id)
      .where('state', '<>', 'used')
      .where('expires_at', '<', new Date())
      .returning('id')
      .executeTakeFirst();
    return gone !== undefined;
  });
}

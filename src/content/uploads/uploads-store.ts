import type { OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import { type Upload, type UploadId, uploadLifeMs } from './upload.ts';
import type { VideoFacts } from './video-facts.ts';

export type NewUpload = Pick<Upload, 'id' | 'organizationId' | 'fileName' | 'fileKey' | 'bytes'> & {
  readonly createdBy: string;
};

const expiry = () => new Date(Date.now() + uploadLifeMs);

/** Adds an upload unless the organisation has that many unfinished ones. */
export function addUpload(records: Records, upload: NewUpload, unfinishedMax: number): Promise<boolean> {
  return records.organization(upload.organizationId, async (trx) => {
    const unfinished = await trx
      .selectFrom('uploads')
      .select('id')
      .where('state', '=', 'receiving')
      .where('expires_at', '>', new Date())
      .limit(unfinishedMax)
      .execute();
    if (unfinished.length >= unfinishedMax) return false;
    await trx
      .insertInto('uploads')
      .values({
        id: upload.id,
        organization_id: upload.organizationId,
        file_name: upload.fileName,
        file_key: upload.fileKey,
        bytes: upload.bytes,
        created_by: upload.createdBy,
        expires_at: expiry(),
      })
      .execute();
    return true;
  });
}

/** An upload that is not past its time; null otherwise. */
export function loadUpload(
  records: Records,
  organizationId: OrganizationId,
  id: UploadId,
): Promise<Upload | null> {
  return records.organization(organizationId, async (trx) => uploadOf(await livingUpload(trx, id)));
}

/** The same, locked until the transaction ends. */
export async function lockUpload(trx: Trx, id: UploadId): Promise<Upload | null> {
  return uploadOf(await livingUpload(trx, id, true));
}

function livingUpload(trx: Trx, id: UploadId, lock = false) {
  const query = trx
    .selectFrom('uploads')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', new Date());
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

type UploadRow = Awaited<ReturnType<typeof livingUpload>>;

function uploadOf(row: UploadRow): Upload | null {
  return (
    (row && {
      id: row.id as UploadId,
      organizationId: row.organization_id as OrganizationId,
      fileName: row.file_name,
      fileKey: row.file_key,
      bytes: row.bytes,
      state: row.state as Upload['state'],
      refusal: row.refusal,
      durationMs: row.duration_ms,
      width: row.width,
      height: row.height,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
    }) ??
    null
  );
}

/** Something arrived, so it lives on. */
export async function prolongUpload(records: Records, organizationId: OrganizationId, id: UploadId) {
  await records.organization(organizationId, (trx) =>
    trx
      .updateTable('uploads')
      .set({ expires_at: expiry() })
      .where('id', '=', id)
      .where('state', '=', 'receiving')
      .execute(),
  );
}

/** What was found in a whole file; who comes second changes nothing. */
export async function keepFinding(
  records: Records,
  organizationId: OrganizationId,
  id: UploadId,
  finding: { readonly facts: VideoFacts } | { readonly refusal: string },
): Promise<void> {
  await records.organization(organizationId, (trx) =>
    trx
      .updateTable('uploads')
      .set(
        'facts' in finding
          ? {
              state: 'ready',
              duration_ms: finding.facts.durationMs,
              width: finding.facts.width,
              height: finding.facts.height,
              expires_at: expiry(),
            }
          : { state: 'refused', refusal: finding.refusal, expires_at: expiry() },
      )
      .where('id', '=', id)
      .where('state', '=', 'receiving')
      .execute(),
  );
}

export async function markUploadUsed(trx: Trx, id: UploadId): Promise<void> {
  await trx.updateTable('uploads').set({ state: 'used' }).where('id', '=', id).execute();
}

/** A file that no video shows any more is swept later, for somebody may be watching it. */
export async function letFileGo(trx: Trx, fileKey: string): Promise<void> {
  await trx
    .updateTable('uploads')
    .set({ state: 'ready', expires_at: expiry() })
    .where('file_key', '=', fileKey)
    .where('state', '=', 'used')
    .execute();
}

export async function dropUpload(records: Records, organizationId: OrganizationId, id: UploadId) {
  await records.organization(organizationId, (trx) =>
    trx.deleteFrom('uploads').where('id', '=', id).where('state', '<>', 'used').execute(),
  );
}

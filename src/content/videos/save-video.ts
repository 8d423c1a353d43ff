import type { z } from 'zod';
import { newId, type OrganizationId, type ProductId, parseId, type VideoId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Trx } from '#platform/records';
import type { ContentOptions } from '../content-options.ts';
import type { videoCreate, videoPatch } from '../contract.ts';
import { settleUpload } from '../uploads/settle-upload.ts';
import type { UploadId } from '../uploads/upload.ts';
import { letFileGo, loadUpload, lockUpload, markUploadUsed } from '../uploads/uploads-store.ts';
import { type Asker, note } from './asker.ts';
import { type ReviewRefusal, reviewRefusal } from './move-video.ts';
import type { Video, VideoFile } from './video.ts';
import {
  insertVideo,
  lockVideo,
  readVideo,
  sellableProducts,
  setProducts,
  tellVideosChanged,
  updateVideo,
} from './videos-store.ts';

type Parts = Pick<ContentOptions, 'records' | 'files' | 'structureOf'>;

const absent = () => refuse('not_found', 'There is no such video.');

/** A draft, with its file where one has been uploaded. */
export async function createVideo(
  parts: Parts,
  asker: Asker,
  input: z.output<typeof videoCreate>,
): Promise<Result<Video, Refusal>> {
  const { organizationId } = asker.actor;
  const { organization } = await parts.structureOf(organizationId);
  const account = await accountOf(parts, organizationId, input.accountId);
  if (!account.ok) return account;
  const ready = await readyUpload(parts, organizationId, input.uploadId);
  if (!ready.ok) return ready;
  const id = newId('video');
  return parts.records.organization(organizationId, async (trx) => {
    const products = await linkedProducts(trx, input.productIds);
    if (!products.ok) return products;
    const file = await takeUpload(trx, ready.value);
    if (!file.ok) return file;
    await insertVideo(trx, {
      id,
      organizationId,
      accountId: account.value,
      title: input.title,
      kind: input.kind,
      elements: input.elements,
      category: input.category,
      simulated: organization.simulated,
      file: file.value,
    });
    await setProducts(trx, organizationId, id, products.value);
    await note(trx, asker, {
      action: 'video.created',
      subject: { kind: 'video', id },
      detail: { title: input.title },
    });
    await tellVideosChanged(trx, organizationId, [id]);
    return ok(await written(trx, id));
  });
}

/** Changes what was sent; a published video that would no longer pass the review stays as it is. */
export async function changeVideo(
  parts: Parts,
  asker: Asker,
  id: VideoId,
  input: z.output<typeof videoPatch>,
): Promise<Result<Video, Refusal | ReviewRefusal>> {
  const { organizationId } = asker.actor;
  const account =
    input.accountId === undefined ? ok(undefined) : await accountOf(parts, organizationId, input.accountId);
  if (!account.ok) return account;
  const ready = await readyUpload(parts, organizationId, input.uploadId);
  if (!ready.ok) return ready;
  return parts.records
    .organization(organizationId, async (trx) => {
      const before = await lockVideo(trx, id);
      if (!before) return absent();
      if (before.version !== input.version) return staleVersion();
      if (before.state === 'removed') return refuse('conflict', 'The video is removed: restore it first.');
      const products =
        input.productIds === undefined ? ok(undefined) : await linkedProducts(trx, input.productIds);
      if (!products.ok) return products;
      const file = await takeUpload(trx, ready.value);
      if (!file.ok) return file;
      const after = {
        title: input.title ?? before.title,
        kind: input.kind ?? before.kind,
        elements: input.elements ?? before.elements,
        category: input.category === undefined ? before.category : input.category,
        productIds: products.value ?? before.productIds,
        file: file.value ?? before.file,
      };
      const refusal = before.state === 'published' ? reviewRefusal(after) : null;
      if (refusal) throw new RolledBack(refusal);
      await updateVideo(trx, id, { ...after, accountId: account.value, file: file.value ?? undefined });
      if (products.value) await setProducts(trx, organizationId, id, products.value);
      if (file.value && before.file) await letFileGo(trx, before.file.key);
      await note(trx, asker, {
        action: 'video.changed',
        subject: { kind: 'video', id },
        detail: { title: after.title, fields: Object.keys(input).filter((field) => field !== 'version') },
      });
      await tellVideosChanged(trx, organizationId, [id]);
      return ok(await written(trx, id));
    })
    .catch(refusalOfRollback);
}

export const staleVersion = () =>
  refuse('conflict', 'The video was changed meanwhile: load it again.', 'version');

/** Thrown to leave a transaction without its changes; what it carries is an expected refusal. */
class RolledBack extends Error {
  readonly refusal: ReviewRefusal;
  constructor(refusal: ReviewRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

function refusalOfRollback(error: unknown): Result<never, ReviewRefusal> {
  if (error instanceof RolledBack) return { ok: false, refusal: error.refusal };
  throw error;
}

async function accountOf({ structureOf }: Parts, organizationId: OrganizationId, shown: string) {
  const id = parseId('account', shown);
  const account = (await structureOf(organizationId)).accounts.find((one) => one.id === id);
  if (!account) return refuse('unprocessable', 'There is no such account.', 'accountId');
  if (account.archived) return refuse('conflict', 'The account is archived.', 'accountId');
  return ok(account.id);
}

async function linkedProducts(trx: Trx, shown: readonly string[]) {
  const ids: ProductId[] = [];
  for (const text of shown) {
    const id = parseId('product', text);
    if (id !== null && !ids.includes(id)) ids.push(id);
    else if (id === null) return refuse('unprocessable', `There is no product ${text}.`, 'productIds');
  }
  const known = await sellableProducts(trx, ids);
  const missing = ids.findIndex((id) => !known.has(id));
  return missing < 0
    ? ok(ids)
    : refuse('unprocessable', `There is no product ${shown[missing]} on sale here.`, 'productIds');
}

/** The upload that was named, looked into before the transaction: reading a file takes its time. */
async function readyUpload(parts: Parts, organizationId: OrganizationId, shown: string | undefined) {
  if (shown === undefined) return ok(null);
  const id = parseId('upload', shown);
  const upload = id && (await loadUpload(parts.records, organizationId, id));
  if (!upload) return refuse('unprocessable', 'There is no such upload.', 'uploadId');
  const settled = await settleUpload(parts, upload);
  return settled.ok ? ok(upload.id) : settled;
}

async function takeUpload(trx: Trx, id: UploadId | null): Promise<Result<VideoFile | null, Refusal>> {
  if (id === null) return ok(null);
  const upload = await lockUpload(trx, id);
  if (upload?.state !== 'ready') return refuse('conflict', 'Another video took this file.', 'uploadId');
  const { fileKey: key, bytes, durationMs, width, height } = upload;
  if (durationMs === null || width === null || height === null)
    throw new Error(`The upload ${id} is ready, but nothing is known of its picture.`);
  await markUploadUsed(trx, id);
  return ok({ key, bytes, durationMs, width, height });
}

async function written(trx: Trx, id: VideoId): Promise<Video> {
  const video = await readVideo(trx, id);
  if (!video) throw new Error('A video that was just written is gone.');
  return video;
}

import type { Readable } from 'node:stream';
import { DataStore, ERRORS, MemoryLocker, Server, Upload as TusUpload } from '@tus/server';
import { newId, type OrganizationId, parseId, showId } from '#kernel/ids';
import type { Refusal } from '#kernel/result';
import { RefusalError } from '#platform/http';
import type { ContentOptions } from '../content-options.ts';
import { videoBytesMax } from '../contract.ts';
import { settleUpload } from './settle-upload.ts';
import { fileNameOf, type Upload, unfinishedMax } from './upload.ts';
import { addUpload, dropUpload, loadUpload, prolongUpload } from './uploads-store.ts';

type Parts = Pick<ContentOptions, 'records' | 'files'>;
type Sender = { readonly organizationId: OrganizationId; readonly name: string };

export const uploadsPath = '/api/uploads';

/**
 * Answers requests of the tus protocol 1.0.0 (creation, creation-with-upload, termination) for one organisation.
 * Two requests that write the same upload take turns within this process; between processes they write the same
 * bytes to the same place, which harms nothing.
 */
export function openReceiver(parts: Parts) {
  const locker = new MemoryLocker();
  return async (request: Request, sender: Sender): Promise<Response | Refusal> => {
    let refused: Refusal | null = null;
    const store = new UploadStore(parts, sender);
    const server = new Server({
      path: uploadsPath,
      relativeLocation: true,
      datastore: store,
      locker,
      maxSize: videoBytesMax,
      // Only pages of ours send files, so no other site is told anything.
      allowedOrigins: () => false,
      disableTerminationForFinishedUploads: false,
      namingFunction: () => showId('upload', newId('upload')),
      onResponseError: (_request, error) => {
        if ('status_code' in error) return undefined;
        throw error;
      },
      onUploadFinish: async (_request, { id }) => {
        const settled = await settleUpload(parts, await store.find(id));
        if (!settled.ok) refused = settled.refusal;
        return {};
      },
    });
    const response = await server.handleWeb(request);
    if (refused !== null) return refused;
    return response.status < 400 ? response : refusalOf(response);
  };
}

/** Refusals of the protocol come as plain text; ours are problem documents. */
async function refusalOf(response: Response): Promise<Refusal> {
  const detail = (await response.text()).trim() || 'The upload cannot go on.';
  switch (response.status) {
    case 404:
    case 410:
      return { code: 'not_found', detail: 'There is no such upload.' };
    case 409:
      return { code: 'conflict', detail, field: 'Upload-Offset' };
    case 412:
      return { code: 'tus_version', detail: 'Send Tus-Resumable: 1.0.0.', field: 'Tus-Resumable' };
    case 413:
      return {
        code: 'too_large',
        detail: `A video has at most ${videoBytesMax} bytes, and no more than announced.`,
      };
    case 500:
      return { code: 'conflict', detail: 'Another request is writing this upload: try again.' };
    default:
      return { code: 'invalid_request', detail };
  }
}

class UploadStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];
  readonly #parts: Parts;
  readonly #sender: Sender;

  constructor(parts: Parts, sender: Sender) {
    super();
    this.#parts = parts;
    this.#sender = sender;
  }

  override async create(upload: TusUpload): Promise<TusUpload> {
    if (!upload.size) throw ERRORS.INVALID_LENGTH;
    const id = parseId('upload', upload.id);
    if (id === null) throw new Error(`${upload.id} was named by us and is no upload’s id.`);
    const added = await addUpload(
      this.#parts.records,
      {
        id,
        organizationId: this.#sender.organizationId,
        fileName: fileNameOf(upload.metadata?.filename),
        fileKey: `videos/${crypto.randomUUID()}.mp4`,
        bytes: upload.size,
        createdBy: this.#sender.name,
      },
      unfinishedMax,
    );
    if (!added)
      throw new RefusalError({
        code: 'conflict',
        detail: `${unfinishedMax} uploads are unfinished: end or cancel some first.`,
      });
    return upload;
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const upload = await this.find(id);
    if (upload.state !== 'receiving') throw ERRORS.FILE_NO_LONGER_EXISTS;
    await prolongUpload(this.#parts.records, upload.organizationId, upload.id);
    return this.#parts.files.writeAt(upload.fileKey, source, offset);
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const upload = await this.find(id);
    const offset =
      upload.state === 'receiving' ? ((await this.#parts.files.size(upload.fileKey)) ?? 0) : upload.bytes;
    return new TusUpload({ id, size: upload.bytes, offset, metadata: { filename: upload.fileName } });
  }

  override async remove(id: string): Promise<void> {
    const upload = await this.find(id);
    if (upload.state === 'used') throw ERRORS.INVALID_TERMINATION;
    await this.#parts.files.remove(upload.fileKey);
    await dropUpload(this.#parts.records, upload.organizationId, upload.id);
  }

  /** An upload of the sender's own organisation; others are as if they were not there. */
  async find(id: string): Promise<Upload> {
    const parsed = parseId('upload', id);
    const upload = parsed && (await loadUpload(this.#parts.records, this.#sender.organizationId, parsed));
    if (!upload || upload.state === 'refused') throw ERRORS.FILE_NOT_FOUND;
    return upload;
  }
}

import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { type FileRefusal, openFile } from '#events/file-reading';
import { newId, type OrganizationId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { FileTooLarge } from '#platform/files';
import type { ShopOptions } from '../../shop-options.ts';
import { addImport, type ImportRecord, loadImport, type NewImport } from '../imports-store.ts';
import { recallMapping } from '../mapping/mappings-store.ts';
import { examineFile } from './examine-file.ts';

/** Largest upload; the disk is the real limit, and a mistake should end before it is full. */
export const fileBytesMax = 8 * 2 ** 30;

export type Arriving = {
  readonly organizationId: OrganizationId;
  readonly kind: 'orders' | 'events';
  readonly fileName: string;
  readonly body: Readable;
  readonly createdBy: string;
};

/**
 * Streams an upload into the file store, looks into it, and keeps what was found with a new import. A file
 * that cannot be read is refused and not kept.
 */
export async function receiveFile(
  options: Pick<ShopOptions, 'records' | 'files'>,
  arriving: Arriving,
): Promise<Result<ImportRecord, FileRefusal | Refusal<'too_large'>>> {
  const { records, files } = options;
  const { organizationId, kind, fileName } = arriving;
  const id = newId('import');
  const fileKey = `imports/${organizationId}/${id}`;
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  arriving.body.on('error', (error) => hashing.destroy(error));
  let fileBytes: number;
  try {
    fileBytes = await files.put(fileKey, arriving.body.pipe(hashing), fileBytesMax);
  } catch (error) {
    if (error instanceof FileTooLarge) return refuse('too_large', error.message);
    throw error;
  }
  const found = await lookInto(options, organizationId, kind, files.path(fileKey));
  if (!found.ok) {
    await files.remove(fileKey);
    return found;
  }
  await addImport(records, organizationId, {
    id,
    kind,
    fileName,
    fileKey,
    fileBytes,
    sha256: hash.digest(),
    shape: found.value,
    createdBy: arriving.createdBy,
  });
  const added = await loadImport(records, organizationId, id);
  if (!added) throw new Error('An import that was just added is gone.');
  return ok(added);
}

async function lookInto(
  { records }: Pick<ShopOptions, 'records'>,
  organizationId: OrganizationId,
  kind: 'orders' | 'events',
  path: string,
): Promise<Result<NewImport['shape'], FileRefusal>> {
  const opened = await openFile(path);
  if (!opened.ok) return opened;
  const { shape, columns } = opened.value;
  if (kind === 'events') {
    return shape.format === 'json_lines'
      ? ok(shape)
      : refuse('file_unknown_format', 'Events come as JSON lines, one event a line.');
  }
  const remembered = await recallMapping(records, organizationId, kind, columns);
  const examined = await examineFile(opened.value, remembered?.mapping ?? null);
  return ok({ ...shape, columns, ...examined, remembered });
}

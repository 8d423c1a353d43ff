import { open } from 'node:fs/promises';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { ContentOptions } from '../content-options.ts';
import { type ProbeRefusal, probeMp4 } from './probe-mp4.ts';
import type { Upload } from './upload.ts';
import { keepFinding } from './uploads-store.ts';

/**
 * Looks into a file that is whole and keeps what was found. May be asked again at any time: a server that died
 * between the last byte and the finding leaves it to whoever asks next.
 */
export async function settleUpload(
  { records, files }: Pick<ContentOptions, 'records' | 'files'>,
  upload: Upload,
): Promise<Result<Upload, ProbeRefusal | Refusal<'conflict' | 'unprocessable'>>> {
  if (upload.state === 'ready') return ok(upload);
  if (upload.state === 'used') return refuse('conflict', 'Another video shows this file.', 'uploadId');
  if (upload.state === 'refused') return refuse('unprocessable', upload.refusal ?? '', 'uploadId');
  if (((await files.size(upload.fileKey)) ?? 0) < upload.bytes)
    return refuse('conflict', 'The file has not wholly arrived yet.', 'uploadId');
  const probed = await probeFile(files.path(upload.fileKey), upload.bytes);
  if (probed.ok) {
    await keepFinding(records, upload.organizationId, upload.id, { facts: probed.value });
    return ok({ ...upload, state: 'ready', ...probed.value });
  }
  await keepFinding(records, upload.organizationId, upload.id, { refusal: probed.refusal.detail });
  await files.remove(upload.fileKey);
  return probed;
}

async function probeFile(path: string, bytes: number) {
  const handle = await open(path, 'r');
  try {
    return await probeMp4(async (start, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
      return buffer.subarray(0, bytesRead);
    }, bytes);
  } finally {
    await handle.close();
  }
}

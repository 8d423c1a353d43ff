import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Files } from '#platform/files';
import { pictureBytesMax } from '../contract.ts';
import { pictureTypeOf } from './picture-type.ts';

export type PictureRefusal = Refusal<'too_large' | 'file_empty' | 'file_unknown_format'>;

/** Stores a picture that was sent as a body under a key that nobody can guess, and answers the key. */
export async function keepPicture(
  files: Files,
  folder: 'posters' | 'avatars',
  body: globalThis.ReadableStream<Uint8Array> | null,
): Promise<Result<string, PictureRefusal>> {
  const bytes = body && (await readBounded(body, pictureBytesMax));
  if (bytes === 'too_large') return refuse('too_large', `A picture has at most ${pictureBytesMax} bytes.`);
  if (bytes === null || bytes.length === 0) return refuse('file_empty', 'Send the picture as the body.');
  const type = pictureTypeOf(bytes);
  if (type === null) return refuse('file_unknown_format', 'A picture is PNG, JPEG or WebP.');
  const key = `${folder}/${crypto.randomUUID()}.${type}`;
  await files.put(key, Readable.from([bytes]), pictureBytesMax);
  return ok(key);
}

async function readBounded(
  body: globalThis.ReadableStream<Uint8Array>,
  bytesMax: number,
): Promise<Buffer | 'too_large'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of Readable.fromWeb(body as ReadableStream<Uint8Array>)) {
    bytes += chunk.length;
    if (bytes > bytesMax) return 'too_large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

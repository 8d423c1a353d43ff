import { Readable } from 'node:stream';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Files } from '#platform/files';
import { type PictureFacts, readPicture } from './picture.ts';

/** A photograph for a phone's screen stays well below this. */
export const pictureBytesMax = 5 * 1024 * 1024;
/** Of either side: more pixels than any screen shows would only cost the memory of whoever looks at them. */
const sideMax = 8_192;

export type StoredPicture = PictureFacts & { readonly fileKey: string; readonly bytes: number };

/**
 * Reads a request's body as a picture and stores it under a key that nobody can guess: `folder/<random>.webp`. One
 * that is too large, or is no PNG, JPEG or WebP, is refused and not kept.
 */
export async function receivePicture(
  files: Files,
  folder: string,
  body: ReadableStream<Uint8Array> | null,
): Promise<Result<StoredPicture, Refusal<'too_large' | 'unsupported_media_type' | 'malformed_body'>>> {
  if (!body) return refuse('malformed_body', 'Send the picture as the body of the request.');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > pictureBytesMax)
      return refuse('too_large', `A picture may have ${pictureBytesMax / 2 ** 20} MB at most.`);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const facts = readPicture(bytes);
  if (!facts) return refuse('unsupported_media_type', 'Pictures are PNG, JPEG or WebP.');
  if (Math.max(facts.width, facts.height) > sideMax)
    return refuse('too_large', `A picture may be ${sideMax} pixels wide and high at most.`);
  const fileKey = `${folder}/${crypto.randomUUID()}.${facts.extension}`;
  await files.put(fileKey, Readable.from([bytes]), pictureBytesMax);
  return ok({ ...facts, fileKey, bytes: bytes.length });
}

import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';

/** Of a request, as it arrives and after it is unpacked. */
export const bodyBytesMax = 500 * 1024;

const unpack = promisify(gunzip);

type BodyRefusal = Refusal<'too_large' | 'malformed_body' | 'unsupported_media_type'>;

/** The text of a request, never holding more than the limit: neither of a long body nor of a small bomb. */
export async function readBody(request: Request): Promise<Result<string, BodyRefusal>> {
  const encoding = (request.headers.get('content-encoding') ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity' && encoding !== '' && encoding !== 'gzip')
    return refuse('unsupported_media_type', 'Content-Encoding must be gzip or left out.');
  const tooLarge = refuse('too_large', `A request may hold ${bodyBytesMax} bytes; send smaller batches.`);
  if (Number(request.headers.get('content-length') ?? 0) > bodyBytesMax) return tooLarge;
  const bytes = await collect(request);
  if (bytes === null) return tooLarge;
  if (encoding !== 'gzip') return ok(bytes.toString('utf8'));
  try {
    return ok((await unpack(bytes, { maxOutputLength: bodyBytesMax })).toString('utf8'));
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge;
    return refuse('malformed_body', 'The body is not gzip, though Content-Encoding says so.');
  }
}

async function collect(request: Request): Promise<Buffer | null> {
  // A length that is given and within bounds is kept to by the HTTP parser, so the fast way is safe.
  if (request.headers.has('content-length')) return Buffer.from(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > bodyBytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

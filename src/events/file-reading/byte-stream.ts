import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import iconv from 'iconv-lite';
import { isGzip } from './file-format.ts';
import type { ReadProgress } from './source-file.ts';
import type { TextEncoding } from './text-encoding.ts';

const sampleBytes = 256 * 1024;

/** The first bytes as they are on disk, and what they are once unpacked. */
export async function readSample(path: string): Promise<{ compressed: boolean; sample: Uint8Array }> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    const compressed = isGzip(buffer.subarray(0, bytesRead));
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of openBytes(path, compressed)) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= sampleBytes) break;
    }
    return { compressed, sample: Buffer.concat(chunks) };
  } finally {
    await handle.close();
  }
}

/** The unpacked bytes of a file; an error anywhere reaches whoever reads the last stream. */
export function openBytes(path: string, compressed: boolean, progress?: ReadProgress): Readable {
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (progress) progress.bytesRead += chunk.length;
      done(null, chunk);
    },
  });
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  return compressed
    ? pipeline(file, counted, createGunzip({ chunkSize: 256 * 1024 }), () => {})
    : pipeline(file, counted, () => {});
}

/** The same as text chunks in UTF-8 bytes where that is what they are already. */
export function openText(
  path: string,
  compressed: boolean,
  encoding: TextEncoding,
  progress?: ReadProgress,
): Readable {
  const bytes = openBytes(path, compressed, progress);
  if (encoding === 'utf-8') return bytes;
  return pipeline(bytes, iconv.decodeStream(encoding) as unknown as Transform, () => {});
}

/** Door to stored files: a local folder; an S3-compatible bucket can stand behind the same four verbs. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type Files = {
  /** Stores a stream under a key, whole or not at all; answers its size. Fails beyond `bytesMax`. */
  readonly put: (key: string, source: Readable, bytesMax: number) => Promise<number>;
  readonly read: (key: string, range?: { start: number; end?: number }) => Readable;
  readonly size: (key: string) => Promise<number | null>;
  readonly remove: (key: string) => Promise<void>;
  /** Local path, where the adapter has one (Parquet wants random access). */
  readonly path: (key: string) => string;
};

/** What `put` throws when the stream is longer than allowed. */
export class FileTooLarge extends Error {}

export function openFiles(root: string): Files {
  const base = resolve(root);
  const pathOf = (key: string) => {
    const path = resolve(base, key);
    if (!path.startsWith(base + sep)) throw new Error('A file key must stay inside the store.');
    return path;
  };
  return {
    put: async (key, source, bytesMax) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const partial = join(dirname(path), `.${process.pid}-${crypto.randomUUID()}.partial`);
      let bytes = 0;
      try {
        await pipeline(
          source,
          async function* (chunks: AsyncIterable<Buffer>) {
            for await (const chunk of chunks) {
              bytes += chunk.length;
              if (bytes > bytesMax) throw new FileTooLarge(`The file is larger than ${bytesMax} bytes.`);
              yield chunk;
            }
          },
          createWriteStream(partial, { mode: 0o600 }),
        );
        const handle = await open(partial, 'r');
        await handle.sync();
        await handle.close();
        await rename(partial, path);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      return bytes;
    },
    read: (key, range) => createReadStream(pathOf(key), range),
    size: (key) =>
      stat(pathOf(key)).then(
        (entry) => entry.size,
        () => null,
      ),
    remove: (key) => rm(pathOf(key), { force: true }),
    path: pathOf,
  };
}

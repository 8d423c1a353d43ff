/** Door to stored files: a local folder; an S3-compatible bucket can stand behind the same verbs. */
import { createReadStream, createWriteStream } from 'node:fs';
import { constants, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type Files = {
  /** Stores a stream under a key, whole or not at all; answers its size. Fails beyond `bytesMax`. */
  readonly put: (key: string, source: Readable, bytesMax: number) => Promise<number>;
  /**
   * Writes a stream into a file from a place on and answers the size it then has. What arrived of a stream that
   * breaks stays and is on disk when this rejects, so that an upload goes on from there; writing the same bytes to
   * the same place again, even at the same time, changes nothing.
   */
  readonly writeAt: (key: string, source: Readable, start: number) => Promise<number>;
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
    writeAt: async (key, source, start) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const handle = await open(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
      try {
        let at = start;
        for await (const chunk of source) {
          // A write may take less than it was given.
          for (let given = 0; given < chunk.length; ) {
            const { bytesWritten } = await handle.write(chunk, given, chunk.length - given, at);
            given += bytesWritten;
            at += bytesWritten;
          }
        }
      } finally {
        await handle.sync();
        await handle.close();
      }
      return (await stat(path)).size;
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

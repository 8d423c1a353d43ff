import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartRefused } from '#platform/supervise';

/** What `restore` must know of a backup besides its files. */
export const manifest = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  columnarDatabase: z.string(),
  /**
   * How far each subscriber of the outbox had come before the columnar copy began. The records are copied
   * later, so after a restore the relay goes on from here and writes again what the columnar copy lacks.
   */
  outboxPositions: z.array(
    z.object({
      subscriber: z.string(),
      transactionId: z.string().regex(/^\d+$/),
      outboxId: z.string().regex(/^\d+$/),
    }),
  ),
});

export type Manifest = z.infer<typeof manifest>;

export const manifestFile = (folder: string) => join(folder, 'backup.json');

export function readManifest(folder: string): Manifest {
  try {
    return manifest.parse(JSON.parse(readFileSync(manifestFile(folder), 'utf8')));
  } catch {
    throw new StartRefused(`There is no finished backup of Meadow in ${folder}.`);
  }
}

import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SmallDisk = {
  readonly folder: string;
  /** Writes until not a byte is left; what it returns makes the room again. */
  readonly fill: () => () => void;
  readonly remove: () => void;
};

/** A disk of its own in memory, or null where this user may not mount one. */
export function openSmallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'meadow-small-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  chmodSync(folder, 0o755);
  return {
    folder,
    fill: () => {
      const file = join(folder, 'ballast');
      const ballast = openSync(file, 'w');
      for (let size = 2 ** 22; size >= 1; )
        try {
          // A short write is followed by one that fails, which halves the next.
          writeSync(ballast, Buffer.alloc(size));
        } catch {
          size = Math.floor(size / 4);
        }
      closeSync(ballast);
      return () => rmSync(file);
    },
    remove: () => {
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birthOf } from './process-identity.ts';
import { StartRefused } from './start-refused.ts';

export type FolderLock = {
  readonly release: () => void;
  /** The last one to run here was killed; its children may need a moment to notice. */
  readonly wasLeft: boolean;
};

type Holder = { readonly pid: number; readonly born: string };

const fileOf = (dataDir: string) => join(dataDir, 'lock.json');

/** One Meadow per data folder. A lock whose process is gone is taken over. */
export async function takeFolderLock(dataDir: string): Promise<FolderLock> {
  const file = fileOf(dataDir);
  const mine: Holder = { pid: process.pid, born: birthOf(process.pid) ?? '' };
  let wasLeft = false;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const holder = lockHolder(dataDir);
    if (holder !== null) throw alreadyRuns(dataDir, holder);
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      wasLeft = true;
      rmSync(file, { force: true });
      continue;
    }
    // Two starts may both find a left lock and remove each other's new one; the later write stays.
    if (wasLeft) await new Promise((wait) => setTimeout(wait, 100));
    if (readHolder(dataDir)?.pid === process.pid)
      return { wasLeft, release: () => rmSync(file, { force: true }) };
  }
  throw new StartRefused(`Another start is under way on ${dataDir}.`);
}

const alreadyRuns = (dataDir: string, pid: number) =>
  new StartRefused(
    `Meadow already runs on ${dataDir} (process ${pid}): stop it first, or set MEADOW_DATA_DIR to another folder.`,
  );

/** Number of the living process that holds the folder, or null. */
export function lockHolder(dataDir: string): number | null {
  const holder = readHolder(dataDir);
  return holder !== null && birthOf(holder.pid) === holder.born ? holder.pid : null;
}

function readHolder(dataDir: string): Holder | null {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Holder;
  } catch {
    return null;
  }
}

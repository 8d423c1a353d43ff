import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockHolder } from './folder-lock.ts';

/** What a running instance tells the other verbs, such as `backup` and `doctor`. */
export type RunningInstance = {
  readonly pid: number;
  readonly url: string;
  readonly recordsUrl: string;
  readonly columnarUrl: string;
  readonly processes: Readonly<Record<string, number | null>>;
};

const fileOf = (dataDir: string) => join(dataDir, 'running.json');

/** Written beside and renamed, because the other verbs read it at any moment and half a file would look like none. */
export function announceInstance(dataDir: string, instance: RunningInstance): void {
  const file = fileOf(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(instance, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export const forgetInstance = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true });

/** The instance that runs on this folder now, or null; a file left by a killed one does not count. */
export function findRunningInstance(dataDir: string): RunningInstance | null {
  try {
    const instance = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as RunningInstance;
    return lockHolder(dataDir) === instance.pid ? instance : null;
  } catch {
    return null;
  }
}

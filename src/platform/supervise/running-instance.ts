import { readFileSync, rmSync, writeFileSync } from 'node:fs';
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

export function announceInstance(dataDir: string, instance: RunningInstance): void {
  writeFileSync(fileOf(dataDir), `${JSON.stringify(instance, null, 2)}\n`, { mode: 0o600 });
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

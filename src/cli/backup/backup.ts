import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Config, readConfig } from '#platform/config';
import {
  findRunningInstance,
  prepareFolder,
  StartRefused,
  startStores,
  takeFolderLock,
} from '#platform/supervise';
import type { Verb } from '../verbs.ts';
import { isArchive, pack } from './archive.ts';
import { takeBackup } from './take-backup.ts';

export const verb: Verb = {
  summary: 'Copy everything, also while Meadow runs.',
  usage: 'backup <folder or file.tar.gz>',
  run: async ([target]) => {
    if (!target) throw new StartRefused('Where to? For example: npm run meadow -- backup ./backup');
    const config = readConfig();
    if (config.databaseUrl !== null || config.clickhouseUrl !== null)
      throw new StartRefused(
        'DATABASE_URL and CLICKHOUSE_URL name servers of your own: back those up with their own tools.',
      );
    const path = resolve(target);
    if (existsSync(path)) throw new StartRefused(`${path} already exists: choose another name.`);
    const folder = isArchive(path) ? path.replace(/\.(?:tar\.gz|tgz)$/, '') : path;
    if (existsSync(folder)) throw new StartRefused(`${folder} already exists: choose another name.`);
    // A backup holds the secrets of the instance.
    process.umask(0o077);
    const started = performance.now();
    await withStores(config, (urls) =>
      takeBackup(
        { dataDir: config.dataDir, columnarDatabase: config.clickhouseDatabase, ...urls },
        folder,
        new Date(),
      ),
    );
    if (isArchive(path)) {
      pack(folder, path);
      rmSync(folder, { recursive: true });
    }
    console.log(`Backed up to ${path} in ${((performance.now() - started) / 1_000).toFixed(1)} s.`);
    return 0;
  },
};

/** The stores of the running instance, or started for this. */
async function withStores<T>(
  config: Config,
  work: (urls: { recordsUrl: string; columnarUrl: string }) => Promise<T>,
): Promise<T> {
  const running = findRunningInstance(config.dataDir);
  if (running) return work({ recordsUrl: running.recordsUrl, columnarUrl: running.columnarUrl });
  if (!existsSync(config.dataDir))
    throw new StartRefused(`There is nothing to back up in ${config.dataDir}.`);
  prepareFolder(config.dataDir);
  const lock = await takeFolderLock(config.dataDir);
  try {
    const stores = await startStores(config, { onEvent: () => undefined, onLog: () => undefined });
    try {
      return await work({ recordsUrl: stores.recordsUrl, columnarUrl: stores.columnarUrl });
    } finally {
      await stores.stop();
    }
  } finally {
    lock.release();
  }
}

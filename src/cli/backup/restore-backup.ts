import { existsSync } from 'node:fs';
import { chmod, cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import pg from 'pg';
import type { Config } from '#platform/config';
import { prepareFolder, StartRefused, startStores, takeFolderLock } from '#platform/supervise';
import { readManifest } from './manifest.ts';
import { putBackPositions } from './outbox-positions-store.ts';
import { quoted } from './take-backup.ts';

/** Fills an empty data folder from a backup. What a failed attempt left is removed again. */
export async function restoreBackup(folder: string, config: Config): Promise<void> {
  const manifest = readManifest(folder);
  const { dataDir } = config;
  if (existsSync(dataDir) && (await readdir(dataDir)).length > 0)
    throw new StartRefused(
      `The data folder ${dataDir} is not empty: restore into a new one with MEADOW_DATA_DIR.`,
    );
  prepareFolder(dataDir);
  const lock = await takeFolderLock(dataDir);
  try {
    for (const name of await readdir(folder))
      if (name !== 'columnar' && name !== 'backup.json')
        await cp(join(folder, name), join(dataDir, name), { recursive: true });
    await chmod(join(dataDir, 'records', 'cluster'), 0o700);
    const stores = await startStores(config, { onEvent: () => undefined, onLog: () => undefined });
    try {
      await restoreColumnar(stores.columnarUrl, manifest.columnarDatabase, join(folder, 'columnar'));
      const client = new pg.Client({ connectionString: stores.recordsUrl });
      await client.connect();
      await putBackPositions(client, manifest.outboxPositions);
      await client.end();
    } finally {
      await stores.stop();
    }
  } catch (error) {
    for (const name of await readdir(dataDir))
      await rm(join(dataDir, name), { recursive: true, force: true });
    throw error;
  } finally {
    lock.release();
  }
}

async function restoreColumnar(url: string, database: string, path: string): Promise<void> {
  const columnar = createClient({ url, request_timeout: 3_600_000, log: { level: ClickHouseLogLevel.OFF } });
  try {
    await columnar.command({ query: `RESTORE DATABASE ${database} FROM File(${quoted(path)})` });
  } finally {
    await columnar.close();
  }
}

import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import pg from 'pg';
import { copyCluster } from './copy-cluster.ts';
import { type Manifest, manifestFile } from './manifest.ts';
import { readPositions } from './outbox-positions-store.ts';

export type BackupSource = {
  readonly dataDir: string;
  readonly recordsUrl: string;
  readonly columnarUrl: string;
  readonly columnarDatabase: string;
};

/** Besides the stores: uploads, and the secrets without which personal data and roles cannot be opened. */
const kept = ['files', 'secrets.json', 'demo.json'];

/**
 * Copies a running instance into a folder that appears only when it is whole. The columnar store comes first
 * and the records second, so that nothing columnar can point at a record that is not there.
 */
export async function takeBackup(source: BackupSource, folder: string, takenAt: Date): Promise<Manifest> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(join(unfinished, 'records'), { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: source.recordsUrl });
  await client.connect();
  const columnar = createClient({
    url: source.columnarUrl,
    request_timeout: 3_600_000,
    log: { level: ClickHouseLogLevel.OFF },
  });
  try {
    const manifest: Manifest = {
      format: 1,
      takenAt: takenAt.toISOString(),
      columnarDatabase: source.columnarDatabase,
      outboxPositions: await readPositions(client),
    };
    await columnar.command({
      query: `BACKUP DATABASE ${source.columnarDatabase} TO File(${quoted(join(unfinished, 'columnar'))})`,
    });
    await copyCluster(
      client,
      join(source.dataDir, 'records', 'cluster'),
      join(unfinished, 'records', 'cluster'),
    );
    await cp(
      join(source.dataDir, 'records', 'admin-password'),
      join(unfinished, 'records', 'admin-password'),
    );
    for (const name of kept)
      if (existsSync(join(source.dataDir, name)))
        await cp(join(source.dataDir, name), join(unfinished, name), { recursive: true });
    await writeFile(manifestFile(unfinished), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    await rename(unfinished, folder);
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    await columnar.close();
    await client.end();
  }
}

/** File() takes a literal only. */
export const quoted = (path: string) => `'${path.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

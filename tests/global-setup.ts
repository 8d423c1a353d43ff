import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startColumnarProcess } from '../src/platform/columnar-process/index.ts';
import { migrateRecords } from '../src/platform/records/index.ts';
import { startRecordsProcess } from '../src/platform/records-process/index.ts';
import { templateDatabase, testInstanceSecret } from '../src/platform/testing/world.ts';
import { startNeighbour } from './neighbour.ts';

/** Starts one real PostgreSQL and one real chDB for the whole run, on scratch data and free ports. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'meadow-tests-'));
  await chmod(folder, 0o755);
  const records = await startRecordsProcess({ dataDir: join(folder, 'records') });
  const columnar = await startColumnarProcess({
    dataDir: join(folder, 'columnar'),
    password: 'test',
    memoryBytesMax: 4 * 2 ** 30,
    poolSize: 6,
  });

  const admin = new pg.Client({ connectionString: records.adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${templateDatabase}`);
  await admin.end();
  const template = new URL(records.adminUrl);
  template.pathname = `/${templateDatabase}`;
  await migrateRecords(template.toString(), testInstanceSecret);

  process.env.MEADOW_TEST_RECORDS_URL = records.adminUrl;
  process.env.MEADOW_TEST_COLUMNAR_URL = columnar.url;
  const neighbour = process.env.MEADOW_TEST_NEIGHBOUR ? await startNeighbour(records.adminUrl) : null;
  return async () => {
    await neighbour?.();
    await columnar.stop();
    await records.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

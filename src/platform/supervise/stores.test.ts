import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { prepareFolder, type Stores, type SupervisionEvent, startStores } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'meadow-stores-'));
const dataDir = join(folder, 'data');
const events: SupervisionEvent[] = [];
let stores: Stores;

beforeAll(async () => {
  prepareFolder(dataDir);
  const config = readConfig({ MEADOW_DATA_DIR: dataDir, MEADOW_COLUMNAR_MEMORY_MB: '600' });
  stores = await startStores(config, { onEvent: (event) => events.push(event), onLog: () => undefined });
});
afterAll(async () => {
  await stores.stop();
  rmSync(folder, { recursive: true, force: true });
});

const askRecords = async () => {
  const client = new pg.Client({ connectionString: stores.recordsUrl });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('SELECT 1');
  await client.end();
  return true;
};
const askColumnar = async () => {
  const client = createClient({ url: stores.columnarUrl });
  const { success } = await client.ping({ select: true });
  await client.close();
  return success;
};
const isBack = (ask: () => Promise<boolean>) =>
  expect.poll(() => ask().catch(() => false), { interval: 50 }).toBe(true);

test('a store that is killed comes back at the same address, again and again', async () => {
  for (let round = 0; round < 2; round += 1) {
    const { records, columnar } = stores.pids();
    process.kill(Number(records), 'SIGKILL');
    process.kill(Number(columnar), 'SIGKILL');
    await expect.poll(() => stores.pids().records).not.toBe(records);
    await expect.poll(() => stores.pids().columnar).not.toBe(columnar);
    await isBack(askRecords);
    await isBack(askColumnar);
  }
  expect(events.filter(({ kind }) => kind === 'restarted').length).toBe(4);
});

test('secrets are readable by their owner only', () => {
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, 'records', 'admin-password')).mode & 0o777).toBe(0o600);
});

test('stores with addresses of their own are left alone', async () => {
  const addresses = {
    DATABASE_URL: 'postgresql://u:p@db.example/m',
    CLICKHOUSE_URL: 'https://u:p@ch.example:8443',
  };
  const config = readConfig({ MEADOW_DATA_DIR: dataDir, ...addresses });
  const outside = await startStores(config, { onEvent: () => undefined, onLog: () => undefined });
  expect(outside).toMatchObject({
    recordsUrl: addresses.DATABASE_URL,
    columnarUrl: addresses.CLICKHOUSE_URL,
  });
  expect(outside.pids()).toEqual({ records: null, columnar: null });
  await outside.stop();
});

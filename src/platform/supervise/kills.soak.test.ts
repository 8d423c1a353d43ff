import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { prepareFolder, type Stores, startStores } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'meadow-kills-'));
const log = { level: ClickHouseLogLevel.OFF };
let stores: Stores;
let isOver = false;

beforeAll(async () => {
  const dataDir = join(folder, 'data');
  prepareFolder(dataDir);
  const config = readConfig({ MEADOW_DATA_DIR: dataDir, MEADOW_COLUMNAR_MEMORY_MB: '600' });
  stores = await startStores(config, { onEvent: () => undefined, onLog: () => undefined });
});
afterAll(async () => {
  await stores.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Until it succeeds: whoever got no answer sends the same again. */
async function insist(send: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await send();
      return;
    } catch {
      await pause(50);
    }
  }
}

/** Orders by number; answers how many were acknowledged. */
async function writeRecords(): Promise<number> {
  let id = 0;
  while (!isOver) {
    id += 1;
    await insist(async () => {
      const client = new pg.Client({ connectionString: stores.recordsUrl, connectionTimeoutMillis: 3_000 });
      client.on('error', () => undefined);
      await client.connect();
      try {
        await client.query('INSERT INTO kept VALUES ($1) ON CONFLICT DO NOTHING', [id]);
      } finally {
        await client.end().catch(() => undefined);
      }
    });
  }
  return id;
}

/** Batches of a hundred under a token each, which makes a repeat harmless also across a restart. */
async function writeColumnar(): Promise<number> {
  const client = createClient({
    url: stores.columnarUrl,
    request_timeout: 10_000,
    keep_alive: { enabled: false },
    log,
  });
  let batch = 0;
  while (!isOver) {
    batch += 1;
    const values = Array.from({ length: 100 }, (_, place) => ({ id: batch * 100 + place }));
    const clickhouse_settings = { insert_deduplication_token: `batch ${batch}` };
    await insist(() => client.insert({ table: 'kept', values, format: 'JSONEachRow', clickhouse_settings }));
  }
  await client.close();
  return batch * 100;
}

test('twenty kills at random moments lose nothing acknowledged and double nothing', {
  timeout: 300_000,
}, async () => {
  const admin = new pg.Client({ connectionString: stores.recordsUrl });
  await admin.connect();
  await admin.query('CREATE TABLE kept (id bigint PRIMARY KEY)');
  await admin.end();
  const columnar = createClient({ url: stores.columnarUrl });
  await columnar.command({
    query: `CREATE TABLE kept (id UInt64) ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1,
      fsync_part_directory = 1, non_replicated_deduplication_window = 10000`,
  });
  const writing = Promise.all([writeRecords(), writeColumnar()]);
  for (let kill = 0; kill < 20; kill += 1) {
    await pause(200 + Math.random() * 1_200);
    // One that is just coming back cannot be killed yet: this kill then waits for it.
    await insist(async () => {
      const { records, columnar: store } = stores.pids();
      process.kill(Number(kill % 2 === 0 ? records : store), 'SIGKILL');
    });
  }
  isOver = true;
  const [orders, events] = await writing;

  const asking = new pg.Client({ connectionString: stores.recordsUrl });
  await asking.connect();
  const { rows } = await asking.query('SELECT count(*)::int AS n, max(id)::int AS last FROM kept');
  await asking.end();
  expect(rows[0]).toEqual({ n: orders, last: orders });
  const answer = await columnar.query({
    query: 'SELECT count() AS n, uniqExact(id) AS distinct FROM kept',
    format: 'JSONEachRow',
  });
  expect(await answer.json()).toEqual([{ n: events, distinct: events }]);
  await columnar.close();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { prepareFolder, type Stores, type SupervisionEvent, startStores } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'meadow-hanging-'));
const events: SupervisionEvent[] = [];
let stores: Stores;

beforeAll(async () => {
  const dataDir = join(folder, 'data');
  prepareFolder(dataDir);
  const config = readConfig({ MEADOW_DATA_DIR: dataDir, MEADOW_COLUMNAR_MEMORY_MB: '600' });
  stores = await startStores(config, {
    onEvent: (event) => events.push(event),
    onLog: () => undefined,
    patience: { everyMs: 300, patienceMs: 2_000, missesMax: 4 },
  });
});
beforeEach(() => {
  events.length = 0;
});
afterAll(async () => {
  await stores.stop();
  rmSync(folder, { recursive: true, force: true });
});

const askRecords = async () => {
  const client = new pg.Client({ connectionString: stores.recordsUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('SELECT 1');
  await client.end();
  return true;
};
const askColumnar = async () => {
  const client = createClient({ url: stores.columnarUrl, request_timeout: 10_000 });
  const { success } = await client.ping({ select: true });
  await client.close();
  return success;
};

for (const { name, ask } of [
  { name: 'records' as const, ask: askRecords },
  { name: 'columnar' as const, ask: askColumnar },
])
  test(`a hanging ${name} process is ended and started again`, async () => {
    const hanging = Number(stores.pids()[name]);
    process.kill(hanging, 'SIGSTOP');
    await expect.poll(() => stores.pids()[name]).not.toBe(hanging);
    await expect.poll(() => ask().catch(() => false)).toBe(true);
    expect(events.map((event) => [event.kind, event.name])).toEqual([
      ['silent', name],
      ['died', name],
      ['restarted', name],
    ]);
  });

test('a pause shorter than the patience ends nothing', async () => {
  const before = stores.pids();
  for (const pid of Object.values(before)) process.kill(Number(pid), 'SIGSTOP');
  await new Promise((wait) => setTimeout(wait, 1_500));
  for (const pid of Object.values(before)) process.kill(Number(pid), 'SIGCONT');
  expect(await askRecords()).toBe(true);
  expect(await askColumnar()).toBe(true);
  expect(stores.pids()).toEqual(before);
  expect(events).toEqual([]);
});

test('queries on every session of the store do not look like hanging', async () => {
  const columnar = createClient({ url: stores.columnarUrl, log: { level: ClickHouseLogLevel.OFF } });
  const heavy = Array.from({ length: 6 }, () =>
    columnar.query({
      query: 'SELECT sum(sipHash64(number)) FROM numbers(1000000000000)',
      clickhouse_settings: { max_execution_time: 8 },
    }),
  );
  const records = new pg.Client({ connectionString: stores.recordsUrl });
  await records.connect();
  const busy = records.query('SELECT count(*) FROM generate_series(1, 20000000)');
  expect((await Promise.allSettled(heavy)).map(({ status }) => status)).toEqual(Array(6).fill('rejected'));
  await busy;
  await records.end();
  await columnar.close();
  expect(events).toEqual([]);
});

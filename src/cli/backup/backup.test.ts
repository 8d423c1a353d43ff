import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { migrateRecords } from '#platform/records';
import { keepSecrets, prepareFolder, type Stores, startStores } from '#platform/supervise';
import { isArchive, pack, unpack } from './archive.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

const scratch = mkdtempSync(join(tmpdir(), 'meadow-backup-'));
const config = (name: string) =>
  readConfig({
    MEADOW_DATA_DIR: join(scratch, name),
    MEADOW_COLUMNAR_MEMORY_MB: '600',
    CLICKHOUSE_DATABASE: 'meadow',
  });
const watch = { onEvent: () => undefined, onLog: () => undefined };
const topic = 'test.facts';
const organization = '01939b7e-1f7c-7c3a-9d5c-000000000001';

type Opened = { stores: Stores; records: pg.Client; columnar: ClickHouseClient; close: () => Promise<void> };
async function open(name: string): Promise<Opened> {
  prepareFolder(join(scratch, name));
  const stores = await startStores(config(name), watch);
  const records = new pg.Client({ connectionString: stores.recordsUrl });
  await records.connect();
  const columnar = createClient({ url: stores.columnarUrl });
  const close = async () => {
    await records.end();
    await columnar.close();
    await stores.stop();
  };
  return { stores, records, columnar, close };
}

/** The relay in small: hands on what lies behind the position, then moves it; repeats land on the same key. */
async function relay({ records, columnar }: Opened): Promise<void> {
  const { rows } = await records.query(
    `SELECT o.id, o.transaction_id::text AS xid, o.payload FROM outbox o, outbox_positions p
     WHERE p.subscriber = 'facts' AND (o.transaction_id, o.id) > (p.transaction_id, p.outbox_id)
       AND o.transaction_id < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY o.transaction_id, o.id LIMIT 500`,
  );
  const last = rows.at(-1);
  if (!last) return;
  const values = rows.map((row) => ({ id: row.payload.id }));
  await columnar.insert({ table: 'meadow.facts', values, format: 'JSONEachRow' });
  await records.query(`UPDATE outbox_positions SET transaction_id = $1::xid8, outbox_id = $2`, [
    last.xid,
    last.id,
  ]);
}

async function counts({ records, columnar }: Opened) {
  const answer = await columnar.query({
    query: 'SELECT count() AS n, sum(id) AS total FROM meadow.facts FINAL',
    format: 'JSONEachRow',
  });
  const [facts] = await answer.json<{ n: number; total: number }>();
  const { rows } = await records.query(
    'SELECT count(*)::int AS n, coalesce(sum(id), 0)::int AS total FROM things',
  );
  return {
    facts: { n: Number(facts?.n), total: Number(facts?.total) },
    records: { n: Number(rows[0].n), total: Number(rows[0].total) },
  };
}

let world: Opened;
beforeAll(async () => {
  world = await open('running');
  await migrateRecords(world.stores.recordsUrl, world.stores.instanceSecret);
  await world.records.query('CREATE TABLE things (id bigserial PRIMARY KEY)');
  await world.records.query("INSERT INTO outbox_positions (subscriber) VALUES ('facts')");
  await world.columnar.command({ query: 'CREATE DATABASE meadow' });
  await world.columnar.command({
    query:
      'CREATE TABLE meadow.facts (id UInt64) ENGINE = ReplacingMergeTree ORDER BY id SETTINGS fsync_after_insert = 1',
  });
});
afterAll(async () => {
  await world.close();
  rmSync(scratch, { recursive: true, force: true });
});

const write = (client: pg.Client) =>
  client.query(
    `WITH thing AS (INSERT INTO things DEFAULT VALUES RETURNING id)
     INSERT INTO outbox (organization_id, topic, payload) SELECT $1, $2, jsonb_build_object('id', id) FROM thing`,
    [organization, topic],
  );

test('a backup taken under writes is restored elsewhere, and both stores agree to the last row', async () => {
  const writer = new pg.Client({ connectionString: world.stores.recordsUrl });
  await writer.connect();
  let isWriting = true;
  const writing = (async () => {
    while (isWriting) await write(writer);
  })();
  const relaying = (async () => {
    while (isWriting) await relay(world);
  })();
  await expect.poll(async () => (await counts(world)).facts.n).toBeGreaterThan(50);

  const source = {
    dataDir: join(scratch, 'running'),
    columnarDatabase: 'meadow',
    recordsUrl: world.stores.recordsUrl,
    columnarUrl: world.stores.columnarUrl,
  };
  const before = await counts(world);
  await takeBackup(source, join(scratch, 'backup'), new Date('2026-01-01T00:00:00Z'));
  const after = await counts(world);
  isWriting = false;
  await Promise.all([writing, relaying]);
  await writer.end();
  expect(after.records.n).toBeGreaterThan(before.records.n);

  await restoreBackup(join(scratch, 'backup'), config('restored'));
  expect(keepSecrets(join(scratch, 'restored'))).toEqual(keepSecrets(source.dataDir));
  const restored = await open('restored');
  try {
    const raw = await counts(restored);
    expect(raw.records.n).toBeGreaterThanOrEqual(before.records.n);
    expect(raw.facts.n).toBeLessThanOrEqual(raw.records.n);
    for (let round = 0; round < 40; round += 1) await relay(restored);
    const settled = await counts(restored);
    expect(settled.facts).toEqual(settled.records);
  } finally {
    await restored.close();
  }
});

test('restore refuses a folder that is not empty, and what is no backup', async () => {
  const occupied = join(scratch, 'occupied');
  mkdirSync(occupied);
  writeFileSync(join(occupied, 'mine'), 'x');
  await expect(restoreBackup(join(scratch, 'backup'), config('occupied'))).rejects.toThrow(/is not empty/);
  await expect(restoreBackup(occupied, config('fresh'))).rejects.toThrow(/no finished backup/);
  expect(readdirSync(occupied)).toEqual(['mine']);
});

test('a backup goes into one file and comes out the same', () => {
  const file = join(scratch, 'backup.tar.gz');
  expect(isArchive(file)).toBe(true);
  pack(join(scratch, 'backup'), file);
  const out = mkdtempSync(join(scratch, 'out-'));
  unpack(file, out);
  expect(readdirSync(out).sort()).toEqual(readdirSync(join(scratch, 'backup')).sort());
  expect(existsSync(join(out, 'records', 'cluster', 'backup_label'))).toBe(true);
});

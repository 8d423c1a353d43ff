import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RecordsProcess, startRecordsProcess } from './index.ts';
import { isPostgresOf } from './postmaster-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'meadow-records-'));
const dataDir = join(folder, 'records');
let records: RecordsProcess;

const ask = async (sql: string, values: unknown[] = [], url = records.adminUrl) => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
};
/** A zombie that nobody collects counts as gone. */
const isAlive = (pid: number) => isPostgresOf(pid, join(dataDir, 'cluster'));
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  chmodSync(folder, 0o755);
  records = await startRecordsProcess({ dataDir });
  await ask('CREATE TABLE kept (id bigserial PRIMARY KEY, at timestamptz DEFAULT now())');
});
afterAll(async () => {
  await records.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('runs a real PostgreSQL that is durable, in UTF-8, with passwords and on loopback only', async () => {
  const [row] = await ask(`SELECT current_setting('server_version_num')::int >= 180000 AS new,
    current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS sync,
    current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS address,
    'ä牧' COLLATE "default" < 'ö牧' AS sorts`);
  expect(row).toEqual({
    new: true,
    fsync: 'on',
    sync: 'on',
    encoding: 'UTF8',
    address: '127.0.0.1',
    sorts: true,
  });
  const wrong = new URL(records.adminUrl);
  wrong.password = 'guess';
  await expect(ask('SELECT 1', [], wrong.toString())).rejects.toThrow(/password/);
});

test('stops cleanly and starts again with its data', async () => {
  await ask('INSERT INTO kept DEFAULT VALUES');
  const { pid } = records;
  expect(await records.stop()).toEqual({ code: 0, signal: null });
  expect(isAlive(pid)).toBe(false);
  records = await startRecordsProcess({ dataDir });
  expect((await ask('SELECT count(*)::int AS n FROM kept'))[0]).toEqual({ n: 1 });
});

test('loses nothing acknowledged when killed under load, and starts again at once', async () => {
  for (let round = 0; round < 3; round += 1) {
    const before = (await ask('SELECT count(*)::int AS n FROM kept'))[0].n;
    let acknowledged = 0;
    const client = new pg.Client({ connectionString: records.adminUrl });
    client.on('error', () => undefined);
    await client.connect();
    const writing = (async () => {
      for (;;) {
        await client.query('INSERT INTO kept DEFAULT VALUES');
        acknowledged += 1;
      }
    })().catch(() => undefined);
    await expect.poll(() => acknowledged).toBeGreaterThan(10);
    await sleep(100 * round);
    process.kill(records.pid, 'SIGKILL');
    expect((await records.exited).code).toBe(137);
    await writing;
    records = await startRecordsProcess({ dataDir });
    const after = (await ask('SELECT count(*)::int AS n FROM kept'))[0].n;
    expect([acknowledged, acknowledged + 1]).toContain(after - before);
  }
});

test('ends when its parent is killed, and a start over its remains succeeds', async () => {
  await records.stop();
  const script = `import { startRecordsProcess } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
    const { pid } = await startRecordsProcess({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(pid); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((tell) =>
    parent.stdout.once('data', (chunk) => tell(Number(String(chunk).trim()))),
  );
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  records = await startRecordsProcess({ dataDir });
  expect(records.pid).not.toBe(pid);
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('stops a PostgreSQL that outlived its keeper and takes its place', async () => {
  const { pid } = records;
  const parentOf = async (child: number) => {
    const { readFileSync } = await import('node:fs');
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${child}/stat`, 'utf8'))?.[1]);
  };
  process.kill(await parentOf(pid), 'SIGKILL');
  await records.exited;
  records = await startRecordsProcess({ dataDir });
  expect(isAlive(pid)).toBe(false);
  expect((await ask('SELECT 1 AS one'))[0]).toEqual({ one: 1 });
});

test('removes a pid file that names a stranger', async () => {
  await records.stop();
  writeFileSync(
    join(dataDir, 'cluster', 'postmaster.pid'),
    `${process.pid}\n${dataDir}\n0\n1\n\n127.0.0.1\n\nready\n`,
  );
  records = await startRecordsProcess({ dataDir });
  expect((await ask('SELECT 1 AS one'))[0]).toEqual({ one: 1 });
});

test('runs as root below a folder that others may not enter', async () => {
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const hidden = await startRecordsProcess({ dataDir: join(closed, 'records') });
  expect(await ask('SELECT 1 AS one', [], hidden.adminUrl)).toEqual([{ one: 1 }]);
  await hidden.stop();
});

test('says in one sentence that its port is taken', async () => {
  const { createServer } = await import('node:net');
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(startRecordsProcess({ dataDir: join(folder, 'other'), port })).rejects.toThrow(
    /PostgreSQL did not start: .*address already in use/i,
  );
  taken.close();
});

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ColumnarProcess, startColumnarProcess } from './index.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'meadow-columnar-'));
const password = `p'"\\w-${Math.random()}`;
let store: ColumnarProcess;
let client: ClickHouseClient;

const start = () =>
  startColumnarProcess({ dataDir, port: 0, password, memoryBytesMax: 800_000_000, poolSize: 4 });
const connect = (url: string, more = {}) =>
  createClient({ url, log: { level: ClickHouseLogLevel.OFF }, ...more });
const one = async <Row>(query: string, query_params = {}, more = {}): Promise<Row | undefined> =>
  (await (await client.query({ query, query_params, format: 'JSONEachRow', ...more })).json<Row>())[0];

beforeAll(async () => {
  store = await start();
  client = connect(store.url);
  await client.command({
    query: `CREATE TABLE facts (id UInt64, name String, day Date DEFAULT '2026-01-01') ENGINE = MergeTree ORDER BY id
      SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 100`,
  });
});

afterAll(async () => {
  await client.close();
  await store.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('answers the pings of the official client', async () => {
  expect(await client.ping()).toEqual({ success: true });
  expect(await client.ping({ select: true })).toEqual({ success: true });
});

test('refuses a wrong password with the typed error of ClickHouse', async () => {
  const stranger = connect(store.url.replace(/:[^:@]*@/, ':guess@'));
  await expect(stranger.query({ query: 'SELECT 1' })).rejects.toMatchObject({
    type: 'AUTHENTICATION_FAILED',
  });
  await stranger.close();
});

test('inserts rows and says how many it wrote', async () => {
  const values = [
    { id: 1, name: 'quote \' " ; \\ 牧' },
    { id: 2, name: 'two' },
  ];
  const written = await client.insert({
    table: 'facts',
    values,
    columns: ['id', 'name'],
    format: 'JSONEachRow',
  });
  expect(written.summary?.written_rows).toBe('2');
  expect(await one('SELECT name FROM facts WHERE id = 1')).toEqual({ name: 'quote \' " ; \\ 牧' });
});

test('takes compressed bodies and compresses answers', async () => {
  const squeezing = connect(store.url, { compression: { request: true, response: true } });
  await squeezing.insert({ table: 'facts', values: [{ id: 50, name: 'gz' }], format: 'JSONEachRow' });
  const answer = await squeezing.query({ query: 'SELECT name FROM facts WHERE id = 50', format: 'JSON' });
  expect((await answer.json<{ name: string }>()).data).toEqual([{ name: 'gz' }]);
  await squeezing.close();
});

test('takes rows in binary and bodies of any size, whole or not at all, and drops those that repeat', async () => {
  await client.command({
    query:
      "CREATE TABLE taken (id UInt32, word String DEFAULT 'none') ENGINE = MergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 100",
  });
  const send = async (format: string, rows: Buffer, token: string, columns = '(id)') => {
    const { stream, summary } = await client.exec({
      query: `INSERT INTO taken ${columns} FORMAT ${format}`,
      values: Readable.from([rows], { objectMode: false }),
      clickhouse_settings: { insert_deduplication_token: token },
    });
    stream.resume();
    return summary?.written_rows;
  };
  const numbers = (count: number) => Buffer.from(Uint32Array.from({ length: count }, (_, id) => id).buffer);
  expect(await send('RowBinary', numbers(3), 'few')).toBe('3');
  await send('RowBinary', numbers(3), 'few');
  expect(await send('RowBinary', numbers(200_000), 'many')).toBe('200000');
  await send('RowBinary', numbers(200_000), 'many');
  const lines = Buffer.from(Array.from({ length: 50_000 }, (_, id) => `${id}\tit's; a 牧\\n\n`).join(''));
  expect(await send('TabSeparated', lines, 'text', '(id, word)')).toBe('50000');
  await send('TabSeparated', lines, 'text', '(id, word)');
  await expect(send('RowBinary', numbers(100_000).subarray(0, -1), 'broken')).rejects.toMatchObject({
    type: 'CANNOT_READ_ALL_DATA',
  });
  expect(
    await one(
      `SELECT count() AS n, countIf(word = 'none') AS defaults, countIf(word = 'it\\'s; a 牧\\n') AS words FROM taken`,
    ),
  ).toEqual({ n: 250_003, defaults: 200_003, words: 50_000 });
  expect(readdirSync(join(dataDir, 'incoming'))).toEqual([]);
});

test('drops a batch that repeats its deduplication token', async () => {
  const insert = (name: string, token: string) =>
    client.insert({
      table: 'facts',
      values: [{ id: 100, name }],
      format: 'JSONEachRow',
      clickhouse_settings: { insert_deduplication_token: token },
    });
  await insert('once', 'a');
  await insert('once', 'a');
  await insert('once', 'b');
  expect(await one('SELECT count() AS n FROM facts WHERE id = 100')).toEqual({ n: 2 });
});

test('binds parameters of every shape as they were sent', async () => {
  const text = 'it\'s "quoted" \\ \n\t{x:String}; DROP TABLE facts -- 牧';
  const bound = {
    text,
    list: ['a', "b'c", 'd\\e'],
    numbers: [1, 2, 3],
    day: '2026-11-24',
    at: new Date('2026-11-24T01:02:03.456Z'),
    id: '01939b7e-1f7c-7c3a-9d5c-000000000001',
    none: null,
    flag: true,
  };
  const query = `SELECT {text:String} AS text, {list:Array(String)} AS list, {numbers:Array(UInt32)} AS numbers,
    {day:Date} AS day, {at:DateTime64(3)} AS at, {id:UUID} AS id, {none:Nullable(String)} AS none, {flag:Bool} AS flag`;
  const expected = { ...bound, at: '2026-11-24 01:02:03.456' };
  expect(await one(query, bound)).toEqual(expected);
  expect(await one(query, bound, { use_multipart_params: true })).toEqual(expected);
});

test('never lets a parameter of one caller answer another', async () => {
  for (let round = 0; round < 8; round += 1) await one('SELECT {secret:String} AS s', { secret: 'mine' });
  for (let round = 0; round < 8; round += 1)
    await expect(one('SELECT {secret:String} AS s')).rejects.toThrow(/secret/);
});

test('keeps settings, databases and SET statements to the query that sent them', async () => {
  const read = "SELECT getSetting('max_threads') = 1 AS one, currentDatabase() AS db";
  await client.command({ query: 'CREATE DATABASE IF NOT EXISTS elsewhere' });
  const other = connect(store.url, { database: 'elsewhere' });
  for (let round = 0; round < 6; round += 1) {
    expect(await one(read, {}, { clickhouse_settings: { max_threads: 1 } })).toEqual({
      one: 1,
      db: 'default',
    });
    await client.command({ query: 'SET max_threads = 1' });
    await expect(
      one('SELECT 1', {}, { clickhouse_settings: { max_threads: 1, no_such: 1 } }),
    ).rejects.toThrow();
    const answer = await other.query({ query: 'SELECT currentDatabase() AS db', format: 'JSONEachRow' });
    expect(await answer.json()).toEqual([{ db: 'elsewhere' }]);
    expect(await one(read)).toEqual({ one: 0, db: 'default' });
  }
  await other.close();
});

test('passes on the typed errors of the engine with a fitting status', async () => {
  await expect(client.query({ query: 'SELECT * FROM nowhere' })).rejects.toMatchObject({
    code: '60',
    type: 'UNKNOWN_TABLE',
  });
  await expect(client.query({ query: 'SELEC 1' })).rejects.toBeInstanceOf(ClickHouseError);
  await expect(client.query({ query: 'SELECT 1; SELECT 2' })).rejects.toMatchObject({ type: 'SYNTAX_ERROR' });
  await expect(
    client.insert({ table: 'facts', values: [{ id: 'x' }], format: 'JSONEachRow' }),
  ).rejects.toBeInstanceOf(ClickHouseError);
  const raw = await fetch(
    `${new URL(store.url).origin}/?query=SELECT+*+FROM+nowhere&password=${encodeURIComponent(password)}`,
  );
  expect([raw.status, raw.headers.get('x-clickhouse-exception-code')]).toEqual([404, '60']);
});

test('streams a million rows', async () => {
  const answer = await client.query({
    query: 'SELECT number AS n FROM numbers(1000000)',
    format: 'JSONEachRow',
  });
  let rows = 0;
  for await (const chunk of answer.stream()) rows += chunk.length;
  expect(rows).toBe(1_000_000);
});

test('takes a stream of rows, and inserts written as text', async () => {
  const values = Readable.from(
    (function* () {
      for (let id = 0; id < 20_000; id += 1) yield { id: 1_000_000 + id, name: `s${id}` };
    })(),
  );
  await client.insert({ table: 'facts', values, format: 'JSONEachRow' });
  await client.command({ query: "INSERT INTO facts (id, name) VALUES (7000000, 'a;b'), (7000001, 'c')" });
  await client.insert({
    table: 'facts',
    values: [[7000002, 'named']],
    columns: ['id', 'name'],
    format: 'JSONCompactEachRow',
  });
  expect(await one('SELECT count() AS n FROM facts WHERE id >= 1000000')).toEqual({ n: 20_003 });
});

const slow = 'SELECT sum(sipHash64(number)) FROM numbers(100000000000)';
const running = () =>
  one<{ n: number }>(
    "SELECT count() AS n FROM system.processes WHERE query LIKE '%sipHash64(number)%' AND query NOT LIKE '%processes%'",
  );

test('answers a small query while a heavy one runs, and ends the heavy one when its client leaves', async () => {
  const leaving = new AbortController();
  const heavy = client
    .query({ query: slow, abort_signal: leaving.signal })
    .catch((error: Error) => error.message);
  await expect.poll(async () => (await running())?.n).toBe(1);
  expect(await one('SELECT 1 AS n')).toEqual({ n: 1 });
  expect((await running())?.n).toBe(1);
  leaving.abort();
  expect(await heavy).toContain('aborted');
  await expect.poll(async () => (await running())?.n).toBe(0);
});

test('does not begin an insert whose client left while the process stood still', async () => {
  const insert = (id: number, abort_signal: AbortSignal) =>
    client.insert({ table: 'facts', values: [{ id, name: 'late' }], format: 'JSONEachRow', abort_signal });
  const ids = Array.from({ length: 10 }, (_, place) => 8_000_000 + place);
  process.kill(store.pid, 'SIGSTOP');
  const leaving = new AbortController();
  const given = ids.map((id) => insert(id, leaving.signal).catch((error: Error) => error.message));
  await new Promise((wait) => setTimeout(wait, 500));
  leaving.abort();
  for (const outcome of await Promise.all(given)) expect(outcome).toContain('abort');
  process.kill(store.pid, 'SIGCONT');
  await new Promise((wait) => setTimeout(wait, 1_000));
  expect(await one("SELECT count() AS n FROM facts WHERE name = 'late'")).toEqual({ n: 0 });
});

test('loses nothing acknowledged when killed in the middle of inserts', async () => {
  await client.command({
    query:
      'CREATE TABLE kept (id UInt64) ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1, fsync_part_directory = 1',
  });
  let acknowledged = 0;
  const insertForever = async () => {
    for (;;) {
      const values = Array.from({ length: 100 }, (_, id) => ({ id }));
      await client.insert({ table: 'kept', values, format: 'JSONEachRow' });
      acknowledged += 100;
    }
  };
  const inserting = Promise.allSettled([insertForever(), insertForever()]);
  await expect.poll(() => acknowledged).toBeGreaterThan(200);
  process.kill(store.pid, 'SIGKILL');
  expect(await store.exited).toEqual({ code: null, signal: 'SIGKILL' });
  await inserting;
  await client.close();
  store = await start();
  client = connect(store.url);
  const kept = Number((await one<{ n: number }>('SELECT count() AS n FROM kept'))?.n);
  expect(kept).toBeGreaterThanOrEqual(acknowledged);
  expect(kept).toBeLessThanOrEqual(acknowledged + 200);
});

test('a second process on the same folder says so in one sentence', async () => {
  await expect(start()).rejects.toThrow(/^The columnar store did not start: Cannot lock file .+$/);
});

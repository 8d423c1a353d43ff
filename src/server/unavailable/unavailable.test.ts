import { ClickHouseError } from '@clickhouse/client';
import pg from 'pg';
import { expect, it } from 'vitest';
import { ColumnarUnavailable } from '#platform/columnar';
import { openTestWorld } from '#platform/testing';
import { tellUnavailable } from './tell-unavailable.ts';
import { whyUnavailable } from './why-unavailable.ts';

const reasonOf = (error: unknown) => {
  const why = whyUnavailable(error);
  return why && `${why.refusal.code} ${why.refusal.reason}`;
};
const coded = (code: string) => Object.assign(new Error('read failed'), { code });

it('tells a columnar store that is silent from one that hung up, is too busy, or is late', () => {
  expect(reasonOf(new ColumnarUnavailable(null, Date.now()))).toBe('columnar_unavailable silent');
  expect(reasonOf(new ColumnarUnavailable(coded('ECONNRESET')))).toBe('columnar_unavailable hung_up');
  expect(reasonOf(new ColumnarUnavailable(coded('ECONNREFUSED')))).toBe('columnar_unavailable refused');
  const full = new ClickHouseError({ message: 'too many', code: '241', type: 'MEMORY_LIMIT_EXCEEDED' });
  expect(reasonOf(new ColumnarUnavailable(full))).toBe('columnar_unavailable out_of_memory');
  expect(reasonOf(new ColumnarUnavailable(new Error('Timeout error.')))).toBe(
    'columnar_unavailable timed_out',
  );
});

it('tells records that are away from bugs, whatever wraps them', () => {
  expect(reasonOf(new Error('failed', { cause: coded('57P01') }))).toBe('records_unavailable restarting');
  expect(reasonOf(new Error('Connection terminated unexpectedly'))).toBe('records_unavailable hung_up');
  expect(reasonOf(coded('23505'))).toBeNull();
  expect(reasonOf('a text')).toBeNull();
});

it('says that the pool was busy when every connection is in use', async () => {
  const world = await openTestWorld();
  const pool = new pg.Pool({
    connectionString: world.recordsAdminUrl,
    max: 1,
    connectionTimeoutMillis: 3_000,
  });
  try {
    const busy = await pool.connect();
    const refused = await pool.query('SELECT 1').catch((error: unknown) => error);
    expect(reasonOf(refused)).toBe('records_unavailable busy');
    busy.release();
  } finally {
    await pool.end();
    await world.close();
  }
});

it('writes each cause down once a minute, with how many were not written since', () => {
  const lines: object[] = [];
  let nowMs = 0;
  const tell = tellUnavailable({ warn: (line: object) => lines.push(line) }, () => nowMs);
  const meet = (error: Error) => {
    const why = whyUnavailable(error);
    if (!why) throw new Error('not about a store');
    tell(why, error, { path: '/api/metrics/query' });
  };
  meet(new ColumnarUnavailable(coded('ECONNRESET')));
  for (let times = 0; times < 5; times++) meet(new ColumnarUnavailable(coded('ECONNRESET')));
  meet(coded('53300'));
  expect(lines).toMatchObject([
    { code: 'columnar_unavailable', reason: 'hung_up', since: 0, path: '/api/metrics/query' },
    { code: 'records_unavailable', reason: 'busy' },
  ]);
  nowMs = 60_001;
  meet(new ColumnarUnavailable(coded('ECONNRESET')));
  expect(lines.at(-1)).toMatchObject({ reason: 'hung_up', since: 5 });
});

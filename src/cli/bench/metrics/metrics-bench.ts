import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import { newId } from '#kernel/ids';
import { openMetrics, registerMetrics, visitorMetrics } from '#metrics';
import type { MetricQuery } from '#metrics/contract';
import type { Structure } from '#organisations';
import { type Columnar, migrateColumnar, openColumnar, sealPartitions } from '#platform/columnar';
import { startColumnarProcess } from '#platform/columnar-process';
import { migrateRecords, openRecords } from '#platform/records';
import { startRecordsProcess } from '#platform/records-process';
import { shopMetrics } from '#shop';
import type { Bench, BenchReport } from '../figure.ts';
import { fillFacts } from './fill-facts.ts';
import { salesByDay, visitorsByDay } from './hand-written.ts';

const secret = 'a secret of the benchmark, thirty-two bytes long';
const range = { from: '2026-11-01', to: '2026-11-28' };

/** The questions of one cockpit page, asked at once as the page does. */
const cockpit: readonly Partial<MetricQuery>[] = [
  {
    metrics: [
      ...['gmv', 'user_paid', 'net_gmv_1h', 'gmv_after_refund', 'paid_orders', 'buyers', 'aov_per_buyer'],
      ...['price_per_item', 'uv', 'uv_value', 'cvr', 'refund_rate_orders', 'refund_rate_amount'],
    ],
    compare: 'previous_period',
  },
  { metrics: ['gmv', 'buyers', 'uv'], grain: 'day' },
  ...['carrier', 'source', 'account_type', 'paid'].map((axis) => ({
    metrics: ['gmv', 'channel_contribution'],
    dimensions: [axis],
  })),
  { metrics: ['gmv', 'paid_orders', 'uv', 'cvr'], dimensions: ['shop'] },
  {
    metrics: ['gmv', 'items'],
    dimensions: ['product'],
    order: { by: 'gmv', direction: 'desc' as const },
    limit: 20,
  },
];

export const bench: Bench = {
  summary: 'A cockpit page over 100 million events, and the compiler against hand-written SQL.',
  run: async (folder, tell) => {
    const rows = Number(process.argv.find((arg) => arg.startsWith('--rows='))?.slice(7) ?? 100_000_000);
    const columnarProcess = await startColumnarProcess({
      dataDir: join(folder, 'columnar'),
      password: 'bench',
      memoryBytesMax: 4 * 2 ** 30,
      poolSize: 6,
    });
    const recordsProcess = await startRecordsProcess({ dataDir: join(folder, 'records') });
    await migrateRecords(recordsProcess.adminUrl, secret);
    await migrateColumnar(columnarProcess.url);
    const columnar = openColumnar({ url: columnarProcess.url });
    const records = openRecords({ adminUrl: recordsProcess.adminUrl, instanceSecret: secret });
    try {
      const structure = await fill(columnar, rows, tell);
      tell('sealing the partitions');
      await sealPartitions(columnarProcess.url, 'meadow', { quietMinutes: 0 });
      const metrics = openMetrics({
        records,
        columnar,
        registry: registerMetrics(visitorMetrics, shopMetrics),
        structureOf: async () => structure,
        now: () => Date.UTC(2027, 0, 1),
        // As the server has it, but no answer is given twice: every round is worked out anew.
        keepMs: { beside: 1_000, answers: 0 },
      });
      const organizationId = structure.organization.id;
      const ask = async (query: Partial<MetricQuery>) => {
        const full = { metrics: [], dimensions: [], filters: [], grain: 'all' as const, range, ...query };
        const answer = await metrics.query(organizationId, full);
        if (!answer.ok) throw new Error(answer.refusal.detail);
        return answer.value;
      };
      return await measure(columnar, columnarProcess.url, organizationId, ask, rows, tell);
    } finally {
      await columnar.close();
      await records.close();
      await columnarProcess.stop();
      await recordsProcess.stop();
    }
  },
};

async function fill(columnar: Columnar, rows: number, tell: (line: string) => void): Promise<Structure> {
  const [organizationId, brandId] = [newId('organization'), newId('brand')];
  const shopIds = Array.from({ length: 8 }, () => newId('shop'));
  const productIds = Array.from({ length: 200 }, () => newId('product'));
  await fillFacts(
    columnar,
    { organizationId, brandId, shopIds, productIds, events: rows, firstMonth: '2025-12-01 00:00:00' },
    tell,
  );
  const organization = {
    id: organizationId,
    name: 'Bench',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    simulated: false,
  };
  return { organization, brands: [], shops: [], accounts: [] };
}

async function measure(
  columnar: Columnar,
  url: string,
  organizationId: string,
  ask: (query: Partial<MetricQuery>) => Promise<{ meta: { elapsedMs: number } }>,
  rows: number,
  tell: (line: string) => void,
): Promise<BenchReport> {
  const cockpitMs = await medianMs(7, () => Promise.all(cockpit.map(ask)));
  tell(`cockpit ${Math.round(cockpitMs)} ms`);
  const client = createClient({ url });
  const byHand = (sql: string) => async () => {
    const settings = { do_not_merge_across_partitions_select_final: 1 as const };
    await (
      await client.query({ query: sql, format: 'JSONCompactEachRow', clickhouse_settings: settings })
    ).text();
  };
  const { database } = columnar;
  const hand = [
    byHand(visitorsByDay(database, organizationId, range.from, range.to)),
    byHand(salesByDay(database, organizationId, range.from, range.to)),
  ];
  const tiles: Partial<MetricQuery>[] = [
    { metrics: ['uv'], grain: 'day' },
    { metrics: ['gmv', 'paid_orders', 'buyers', 'aov_per_buyer'], grain: 'day' },
  ];
  let [tileMs, handMs] = [0, 0];
  for (const [place, tile] of tiles.entries()) {
    const [one, other] = await pairedMs(9, () => ask(tile), hand[place] as () => Promise<void>);
    tileMs += one;
    handMs += other;
    tell(`tile ${place + 1}: ${Math.round(one)} ms, by hand ${Math.round(other)} ms`);
  }
  await client.close();
  return {
    figures: [
      {
        name: 'cockpit ms',
        value: cockpitMs,
        unit: 'ms',
        aim: 1_000,
        better: 'less',
        reference: null,
        ratio: null,
      },
      {
        name: 'tile ratio',
        value: tileMs / handMs,
        unit: '',
        aim: 1.15,
        better: 'less',
        reference: handMs,
        ratio: tileMs / handMs,
      },
    ],
    notes: [
      `${rows.toLocaleString('en-US')} events of one organisation over twelve months, and as many order lines as a fiftieth of that; partitions sealed.`,
      `The cockpit asks ${cockpit.length} questions at once about 28 days, one of them compared with the 28 days before.`,
      'A tile is timed as the API answers it, with freshness and restatements, which are kept for a second as in the server; by hand is the statement alone.',
      'No answer is kept: each round works out every number anew.',
    ],
  };
}

/** Both in turn, so that what else the machine does falls on both alike. */
async function pairedMs(
  times: number,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<[number, number]> {
  const found: [number[], number[]] = [[], []];
  for (let round = 0; round <= times; round++) {
    for (const [place, work] of [one, other].entries()) {
      const ms = await timeMs(work);
      if (round > 0) found[place]?.push(ms);
    }
  }
  return [median(found[0]), median(found[1])];
}

async function medianMs(times: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  const found: number[] = [];
  for (let round = 0; round < times; round++) found.push(await timeMs(work));
  return median(found);
}

async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

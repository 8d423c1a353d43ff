import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import pg from 'pg';
import type { RunningInstance } from '#platform/supervise';
import { foundTenant, launch, stopLauncher } from './instance.ts';
import { importState, orderFile, startImport } from './order-file.ts';
import { freePort, pause, until } from './waiting.ts';

const orderCount = 20_000;
const victims = ['server', 'records', 'columnar'] as const;

export type StormReport = {
  readonly kills: number;
  readonly acknowledged: number;
  readonly stored: number;
  readonly storedDistinct: number;
  readonly importState: string;
  readonly orders: number;
  readonly orderGmv: number;
  readonly factOrders: number;
  readonly factGmv: number;
  readonly expectedGmv: number;
};

/**
 * Starts Meadow as a user does, sends events and imports a file of orders, and kills server, PostgreSQL and
 * columnar store with -9 at random moments meanwhile. Then waits until all is quiet and counts.
 */
export async function killStorm(kills: number, random: () => number): Promise<StormReport> {
  const scratch = mkdtempSync(join(tmpdir(), 'meadow-storm-'));
  const dataDir = join(scratch, 'data');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const meadow = launch(dataDir, port);
  try {
    await until('the instance is ready', async () => (await fetch(`${url}/readyz`)).ok);
    const instance = (): RunningInstance => JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'));
    await until('the instance is announced', async () => instance().pid > 0);
    const tenant = await foundTenant(instance().recordsUrl, dataDir);

    const file = orderFile(orderCount, (n) => `2026-03-0${1 + (n % 9)}`);
    const importId = await startImport(url, tenant.apiKey, file.text);
    const stream = streamEvents(url, tenant.writeKey);
    for (let kill = 0; kill < kills; kill++) {
      // What is down already cannot be hurt: every kill hits an instance that has just acknowledged something.
      const before = stream.acknowledgedNow();
      await until('events are acknowledged again', async () => stream.acknowledgedNow() > before);
      await pause(random() * 2_500);
      const victim = victims[Math.floor(random() * victims.length)] as (typeof victims)[number];
      const pid = instance().processes[victim];
      if (pid) killHard(pid);
    }
    await until('the instance is ready again', async () => (await fetch(`${url}/readyz`)).ok);
    const acknowledged = await stream.finish();
    let state = '';
    await until('the import has ended', async () => {
      state = await importState(url, tenant.apiKey, importId);
      return state === 'done' || state === 'failed';
    });
    await until('the outbox is empty', async () => {
      const figures = await (await fetch(`${url}/metrics`)).text();
      return /meadow_outbox_backlog_order_facts 0\b/.test(figures);
    });
    return {
      kills,
      acknowledged,
      importState: state,
      expectedGmv: file.gmv,
      ...(await countRecords(instance().recordsUrl, tenant.organizationId)),
      ...(await countFacts(instance().columnarUrl, tenant.organizationId)),
    };
  } finally {
    await stopLauncher(meadow);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Sends batches until told to finish; a batch that was not acknowledged is sent again, as an SDK does. */
function streamEvents(url: string, writeKey: string) {
  let finished = false;
  let acknowledged = 0;
  let next = 0;
  const send = async (): Promise<void> => {
    while (!finished) {
      const batch = Array.from({ length: 50 }, () => ({
        type: 'track',
        messageId: `storm-${next++}`,
        userId: `u${next % 300}`,
        event: 'Storm Tick',
        timestamp: new Date(1_780_000_000_000 + next * 1_000).toISOString(),
      }));
      for (;;) {
        const answer = await fetch(`${url}/v1/batch`, {
          method: 'POST',
          headers: {
            authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
            'content-type': 'application/json',
          },
          body: JSON.stringify({ batch }),
          signal: AbortSignal.timeout(20_000),
        }).catch(() => null);
        if (answer?.ok) break;
        await pause(100);
      }
      acknowledged += batch.length;
    }
  };
  const senders = [send(), send(), send()];
  return {
    acknowledgedNow: () => acknowledged,
    finish: async () => {
      finished = true;
      await Promise.all(senders);
      return acknowledged;
    },
  };
}

async function countRecords(recordsUrl: string, organizationId: string) {
  const client = new pg.Client({ connectionString: recordsUrl });
  await client.connect();
  const { rows } = await client.query(
    `SELECT count(DISTINCT o.id)::int AS orders, coalesce(sum(l.gmv), 0)::float8 AS gmv
     FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.organization_id = $1`,
    [organizationId],
  );
  await client.end();
  return { orders: Number(rows[0].orders), orderGmv: Number(rows[0].gmv) };
}

async function countFacts(columnarUrl: string, organizationId: string) {
  const client = createClient({ url: columnarUrl, database: 'meadow' });
  const ask = async (query: string) => {
    const result = await client.query({ query, query_params: { organizationId }, format: 'JSONEachRow' });
    return (await result.json<Record<string, string | number>>())[0] ?? {};
  };
  const events = await ask(`SELECT count() AS n, uniqExact(message_id) AS d FROM events FINAL
    WHERE organization_id = {organizationId:UUID} AND event = 'Storm Tick'`);
  const orders = await ask(`SELECT uniqExact(order_id) AS n, sum(gmv) AS gmv FROM order_lines FINAL
    WHERE organization_id = {organizationId:UUID}`);
  await client.close();
  return {
    stored: Number(events.n),
    storedDistinct: Number(events.d),
    factOrders: Number(orders.n),
    factGmv: Number(orders.gmv),
  };
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already dead from the kill before: that counts as one too.
  }
}

import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OrganizationId } from '#kernel/ids';
import { openRecords } from '#platform/records';
import { openTestWorld, type TestWorld } from '../testing/world.ts';
import { publish } from './outbox.ts';
import { backlog, registerSubscriber, relayOnce } from './outbox-store.ts';
import { startRelay } from './relay.ts';

let world: TestWorld;
let organizationId: OrganizationId;
beforeAll(async () => {
  world = await openTestWorld();
  organizationId = await world.newOrganization();
});
afterAll(() => world.close());

const say = (topic: string, n: number) =>
  world.records.organization(organizationId, (trx) => publish(trx, organizationId, topic, { n }));

/** Other tests write to the same PostgreSQL, and their open transactions hold messages back for a moment. */
const takesAll = async (subscriber: string, topic: string, expected: readonly number[]): Promise<void> => {
  const taken: number[] = [];
  const take = async () => {
    taken.push(...(await takeAll(subscriber, topic)));
    return taken;
  };
  await expect.poll(take).toEqual(expected);
};

const takeAll = async (subscriber: string, topic: string): Promise<number[]> => {
  const taken: number[] = [];
  await relayOnce(world.records, subscriber, [topic], 100, async (messages) => {
    taken.push(...messages.map((message) => (message.payload as { n: number }).n));
  });
  return taken;
};

it('relays what was committed, in order, and once', async () => {
  await registerSubscriber(world.records, 'order');
  for (const n of [1, 2, 3]) await say('order.test', n);
  await takesAll('order', 'order.test', [1, 2, 3]);
  expect(await takeAll('order', 'order.test')).toEqual([]);
});

it('never loses a message whose transaction commits after a later one', async () => {
  await registerSubscriber(world.records, 'late');
  const slow = new pg.Client({ connectionString: world.recordsAdminUrl });
  await slow.connect();
  await slow.query('BEGIN');
  await slow.query(
    `INSERT INTO outbox (organization_id, topic, payload) VALUES ($1, 'late.test', '{"n": 1}')`,
    [organizationId],
  );
  await say('late.test', 2);
  // The second is committed, but the first, with the lower id, is still open: neither may be taken yet.
  expect(await takeAll('late', 'late.test')).toEqual([]);
  await slow.query('COMMIT');
  await slow.end();
  await takesAll('late', 'late.test', [1, 2]);
});

it('says nothing of a transaction that was rolled back', async () => {
  await registerSubscriber(world.records, 'rolled');
  await expect(
    world.records.organization(organizationId, async (trx) => {
      await publish(trx, organizationId, 'rolled.test', { n: 1 });
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await takeAll('rolled', 'rolled.test')).toEqual([]);
});

it('gives a batch again when its handler failed, and tells how far behind it is', async () => {
  await registerSubscriber(world.records, 'again');
  await say('again.test', 7);
  const failing = () =>
    relayOnce(world.records, 'again', ['again.test'], 10, async () => {
      throw new Error('store away');
    }).then(String, (error: Error) => error.message);
  await expect.poll(failing).toBe('store away');
  expect((await backlog(world.records, 'again', ['again.test'])).messages).toBe(1);
  await takesAll('again', 'again.test', [7]);
  expect((await backlog(world.records, 'again', ['again.test'])).messages).toBe(0);
});

it('moves past what is not for it, so that it can be pruned, and misses nothing that is', async () => {
  await registerSubscriber(world.records, 'idle');
  await say('others.test', 1);
  const aged = () =>
    world.records.market((trx) =>
      trx
        .updateTable('outbox_positions')
        .set({ updated_at: new Date(Date.now() - 60_000) })
        .where('subscriber', '=', 'idle')
        .execute(),
    );
  const behind = () => backlog(world.records, 'idle', ['others.test']);
  const passed = async () => {
    await aged();
    await takeAll('idle', 'idle.test');
    return (await behind()).messages;
  };
  // Other tests' open transactions hold the horizon back for a moment.
  await expect.poll(passed).toBe(0);

  const slow = new pg.Client({ connectionString: world.recordsAdminUrl });
  await slow.connect();
  await slow.query('BEGIN');
  await slow.query(
    `INSERT INTO outbox (organization_id, topic, payload) VALUES ($1, 'idle.test', '{"n": 7}')`,
    [organizationId],
  );
  await say('others.test', 2);
  await passed();
  await slow.query('COMMIT');
  await slow.end();
  await takesAll('idle', 'idle.test', [7]);
});

it('leaves connections to everybody else while its handlers wait for a store that hangs', async () => {
  const records = openRecords({
    adminUrl: world.recordsAdminUrl,
    instanceSecret: world.instanceSecret,
    memberConnectionsMax: 2,
    marketConnectionsMax: 2,
    relayConnectionsMax: 8,
  });
  let letGo: () => void = () => undefined;
  const hanging = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const waiting = new Set<string>();
  const subscribers = Array.from({ length: 6 }, (_, number) => ({
    name: `hanging-${number}`,
    topics: ['hang.test'],
    handle: async () => {
      waiting.add(`hanging-${number}`);
      await hanging;
    },
  }));
  const relay = startRelay(records, subscribers, () => undefined);
  try {
    await say('hang.test', 1);
    await expect.poll(() => waiting.size).toBe(6);
    // More of them wait than the pool of the others is large.
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        records.market((trx) => trx.selectNoFrom(sql<number>`1`.as('one')).execute()),
      ),
    );
    expect(answers).toHaveLength(8);
    expect(waiting.size).toBe(6);
  } finally {
    letGo();
    await relay.stop();
    await records.close();
  }
});

it('is handled by one server at a time and survives a failing neighbour', async () => {
  const handled: number[] = [];
  const errors: string[] = [];
  const subscribers = [
    {
      name: 'steady',
      topics: ['pair.test'],
      handle: async (messages: readonly { payload: unknown }[]) => {
        handled.push(...messages.map((message) => (message.payload as { n: number }).n));
      },
    },
    {
      name: 'failing',
      topics: ['pair.test'],
      handle: async () => {
        throw new Error('always');
      },
    },
  ];
  const servers = [1, 2].map(() => startRelay(world.records, subscribers, (name) => errors.push(name)));
  for (let n = 0; n < 20; n++) await say('pair.test', n);
  await expect.poll(() => handled.length).toBe(20);
  expect(handled).toEqual([...Array(20).keys()]);
  await expect.poll(() => errors).toContain('failing');
  await Promise.all(servers.map((server) => server.stop()));
});

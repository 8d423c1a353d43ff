import { randomUUID } from 'node:crypto';
import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { Everyone } from './everyone-store.ts';
import { writeMerges } from './random-world-fixture.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

const asked = (organizationId: OrganizationId) => ({
  organizationId,
  structure: {
    organization: { id: organizationId, name: 'Any', zone: 'UTC', currency: 'USD', simulated: false },
    brands: [],
    shops: [],
    accounts: [],
  },
  nowMs: Date.UTC(2026, 2, 20),
});

const writeEvents = (organizationId: OrganizationId, persons: readonly number[], month = '02') =>
  world.columnar.insert(
    'events',
    persons.map((person) => ({
      organization_id: organizationId,
      day: `2026-${month}-10`,
      at: `2026-${month}-10T12:00:00Z`,
      received_at: `2026-${month}-10T12:00:00Z`,
      event: 'Product Viewed',
      person,
      event_id: randomUUID(),
    })),
    randomUUID(),
  );

it('follows what arrives, is merged into fewer parts, taken away, or turns out to be one person', async () => {
  const [organizationId, other] = [newId('organization'), newId('organization')];
  const everyone = new Everyone(world.columnar, { bytesMax: 1_000_000 });
  const found = async () => [...(await everyone.people(asked(organizationId)))];
  expect(await found()).toEqual([]);

  await writeEvents(organizationId, [0, 5_001, 5_002]);
  await writeEvents(other, [5_009]);
  expect(await found()).toEqual([5_001, 5_002]);
  await writeEvents(organizationId, [5_002, 5_003], '01');
  expect(await found()).toEqual([5_001, 5_002, 5_003]);

  const run = (sql: string) => command(world, sql);
  await run('OPTIMIZE TABLE events FINAL');
  expect(await found()).toEqual([5_001, 5_002, 5_003]);
  await writeMerges(world, [[5_003, 5_001]]);
  expect(await found()).toEqual([5_001, 5_002]);

  const line = {
    organization_id: organizationId,
    paid_day: '2026-02-11',
    order_id: randomUUID(),
    line_id: randomUUID(),
    version: 1,
    paid_at: '2026-02-11T00:00:00Z',
    ordered_at: '2026-02-11T00:00:00Z',
    buyer: 5_004,
  };
  await world.columnar.insert('order_lines', [line], randomUUID());
  expect(await found()).toEqual([5_001, 5_002, 5_004]);
  await world.columnar.insert('order_lines', [{ ...line, version: 2, deleted: 1 }], randomUUID());
  expect(await found()).toEqual([5_001, 5_002]);

  await run('ALTER TABLE events DELETE WHERE person = 5002 SETTINGS mutations_sync = 2');
  expect(await found()).toEqual([5_001]);
});

it('reads a part once, and those of an organisation again that it had no room to remember', async () => {
  const [organizationId, other] = [newId('organization'), newId('organization')];
  await writeEvents(organizationId, [6_001]);
  await writeEvents(other, [6_002]);
  const questions: string[][] = [];
  const watched: Columnar = {
    ...world.columnar,
    query: (scope, query) => {
      const known = query.params?.known;
      if (Array.isArray(known)) questions.push(known.map(String));
      return world.columnar.query(scope, query);
    },
  };
  const roomy = new Everyone(watched, { bytesMax: 1_000_000 });
  for (const one of [organizationId, other, organizationId]) await roomy.people(asked(one));
  expect(questions.map(({ length }) => length > 0)).toEqual([false, false, true]);
  await writeEvents(organizationId, [6_003]);
  expect([...(await roomy.people(asked(organizationId)))]).toEqual([6_001, 6_003]);

  questions.length = 0;
  const narrow = new Everyone(watched, { bytesMax: roomy.bytes * 0.75 });
  for (const one of [organizationId, other, organizationId]) await narrow.people(asked(one));
  expect(questions.map(({ length }) => length > 0)).toEqual([false, false, false]);
  expect(narrow.bytes).toBeLessThan(roomy.bytes);
});

async function command({ columnarUrl, columnar }: TestWorld, query: string): Promise<void> {
  const client = createClient({ url: columnarUrl, database: columnar.database });
  await client.command({ query }).finally(() => client.close());
}

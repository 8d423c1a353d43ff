import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { sealPartitions } from './seal-partitions.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

it('merges a quiet partition into one part with every row once, and leaves it alone afterwards', async () => {
  const organizationId = await world.newOrganization();
  const row = {
    organization_id: organizationId,
    day: '2026-03-02',
    event: 'Product Viewed',
    person: 1,
    event_id: newId('event'),
    at: '2026-03-02T01:00:00.000Z',
    received_at: '2026-03-02T01:00:00.000Z',
  };
  await world.columnar.insert('events', [row], 'first');
  await world.columnar.insert('events', [row], 'sent again');
  const { database } = world.columnar;
  expect(await sealPartitions(world.columnarUrl, database)).toEqual([]);
  expect(await sealPartitions(world.columnarUrl, database, { quietMinutes: 0 })).toEqual(['events 202603']);
  const { rows } = await world.columnar.query<{ written: number }>(
    { kind: 'organization', organizationId },
    { sql: 'SELECT count() AS written FROM $$events' },
  );
  expect(rows).toEqual([{ written: 1 }]);
  expect(await sealPartitions(world.columnarUrl, database, { quietMinutes: 0 })).toEqual([]);
});

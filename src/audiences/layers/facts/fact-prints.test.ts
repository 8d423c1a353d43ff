import { randomUUID } from 'node:crypto';
import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { writeMerges } from '../../rules/random-world-fixture.ts';
import { FactPrints } from './fact-prints-store.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

const zone = 'Asia/Shanghai';

it('knows by a kept sum what a reading of everything says, and reads only months that were touched', async () => {
  const organizationId = newId('organization');
  const visit = (day: string, person: number) => ({
    organization_id: organizationId,
    day,
    // Two in the morning of Shanghai is the day before in UTC, and so perhaps another month.
    at: new Date(Date.parse(`${day}T18:00:00Z`)).toISOString(),
    received_at: '2026-06-01T00:00:00.000Z',
    event: 'Page Viewed',
    person,
    event_id: randomUUID(),
  });
  const write = (rows: readonly object[]) => world.columnar.insert('events', rows, randomUUID());
  const asked: number[][] = [];
  const watched: Columnar = {
    ...world.columnar,
    query: (scope, query) => {
      if (Array.isArray(query.params?.months)) asked.push(query.params.months.map(Number).sort());
      return world.columnar.query(scope, query);
    },
  };
  const kept = new FactPrints(watched);
  /** Days that are other than before, as the kept sums tell; and they are what a reading of everything says. */
  let before = new Map<string, bigint>();
  const changed = async () => {
    asked.length = 0;
    const now = await kept.read(organizationId, zone);
    expect(await new FactPrints(world.columnar).read(organizationId, zone)).toEqual(now);
    const after = new Map(now.map(({ day, print }) => [day, print]));
    const days = [...new Set([...before.keys(), ...after.keys()])].filter(
      (day) => before.get(day) !== after.get(day),
    );
    before = after;
    return days.sort();
  };

  const first = [visit('2026-03-31', 71), visit('2026-04-10', 72)];
  await write([...first, visit('2026-05-02', 73)]);
  expect(await changed()).toEqual(['2026-04-01', '2026-04-11', '2026-05-03']);
  expect(await changed()).toEqual([]);
  expect(asked).toEqual([]);

  // The same again, and parts merged into one: nothing changed.
  await write(first);
  expect(await changed()).toEqual([]);
  await command('OPTIMIZE TABLE events FINAL');
  expect(await changed()).toEqual([]);

  await write([visit('2026-04-12', 74)]);
  expect(await changed()).toEqual(['2026-04-13']);
  expect(asked).toEqual([[202604]]);

  // Two who are one: on the day on which the one who is no more did something.
  await writeMerges(world, [[72, 71]]);
  expect(await changed()).toEqual(['2026-04-11']);
  expect(asked).toEqual([]);

  await command(`ALTER TABLE events DELETE WHERE person = 73 SETTINGS mutations_sync = 2`);
  expect(await changed()).toEqual(['2026-05-03']);
});

async function command(query: string): Promise<void> {
  const client = createClient({ url: world.columnarUrl, database: world.columnar.database });
  await client.command({ query }).finally(() => client.close());
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importSender, openEvents } from '#events';
import type { OrganizationId } from '#kernel/ids';
import { addDays, dateOf } from '#kernel/time';
import type { Columnar, TableName } from '#platform/columnar';
import { openFiles } from '#platform/files';
import { PeopleSet } from '#platform/people-sets';
import type { Records } from '#platform/records';
import { copyAttributes } from '../attributes/attributes-store.ts';
import { type DeliveryWorld, openDeliveryWorld } from '../delivery/delivery-world-fixture.ts';
import { FactPrints } from '../layers/facts/fact-prints-store.ts';
import { buildDays } from '../layers/snapshots/keep-snapshots.ts';
import { keepFacets } from '../portrait/keep-facets.ts';
import { buyAsCustomers, fitCustomers } from './customers-fixture.ts';
import { forgetPeople } from './forget-people.ts';

let world: DeliveryWorld;
let persons: readonly number[];
let organizationId: OrganizationId;
let message = 1;

beforeAll(async () => {
  world = await openDeliveryWorld();
  const { world: stores, parts, mine } = world;
  ({ organizationId } = mine);
  const events = openEvents({
    ...stores,
    findWriteKey: async () => null,
    structureOf: parts.structureOf,
  });
  const users = Array.from({ length: 150 }, (_, n) => `user ${n}`);
  await events.ingest({
    sender: importSender(organizationId),
    events: users.map((userId) => ({ type: 'identify', userId, traits: { gender: 'f' }, messageId: userId })),
  });
  const numbers = await events.personNumbers.resolve(
    organizationId,
    users.map((one) => `u${one}` as const),
  );
  persons = [...numbers.values()];
  await world.views(persons, 'marked');
  await buyAsCustomers(world, persons);
});
afterAll(() => world?.close());

/** What is written of people to the columnar store, each by what writes it. */
type Stores = { readonly columnar: Columnar; readonly records: Records };
const writers: Readonly<Partial<Record<TableName, (stores: Stores) => Promise<void>>>> = {
  layer_snapshots: async ({ columnar }) => {
    // Written at the same moment it would be the same batch, which is taken once.
    world.later(1);
    const parts = { ...world.parts, columnar, prints: new FactPrints(columnar), onError: world.onError };
    const structure = await parts.structureOf(organizationId);
    const yesterday = addDays(dateOf(parts.now(), structure.organization.zone), -1);
    await buildDays(parts, structure, [yesterday, addDays(yesterday, -40)]);
  },
  portrait_values: ({ columnar }) => keepFacets({ ...world.parts, columnar }, organizationId),
  value_scores: ({ columnar }) =>
    fitCustomers({ ...world.parts, columnar, onError: world.onError }, organizationId),
  person_attributes: (stores) =>
    copyAttributes({ ...world.parts, ...stores }, organizationId, [{ id: message++, payload: { persons } }]),
};

async function heldIn(table: TableName): Promise<PeopleSet> {
  const { rows } = await world.world.columnar.query<{ people?: string; person?: number }>(
    { kind: 'market' },
    { sql: `SELECT * FROM $$${table}` },
  );
  const sets = rows.flatMap(({ people }) => (people === undefined ? [] : [PeopleSet.fromState(people)]));
  const single = rows.flatMap(({ person }) => (person === undefined ? [] : [person]));
  return PeopleSet.anyOf([PeopleSet.of(single), ...sets]);
}

/** Until a transaction of this world waits for a lock that others hold together. */
const untilSomebodyWaits = () =>
  expect
    .poll(
      async () => {
        const { rows } = await world.world.records.marketPool.query(
          `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        return rows.length;
      },
      { interval: 20 },
    )
    .toBeGreaterThan(0);

const erase = (person: number) =>
  forgetPeople({ ...world.parts, files: openFiles(world.world.folder) }, PeopleSet.of([person]));

describe.each(Object.entries(writers) as [TableName, (stores: Stores) => Promise<void>][])(
  'somebody who is erased while %s are written',
  (table, write) => {
    const place = Object.keys(writers).indexOf(table) * 3;
    const [read, written, since] = [numberOf(place), numberOf(place + 1), numberOf(place + 2)];

    it('is not in what was read before', async () => {
      const { columnar, records } = world.world;
      let isErased = false;
      const answered = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
        await answer;
        if (!isErased) await erase(read());
        isErased = true;
        return answer;
      };
      await write({
        columnar: { ...columnar, query: (...given) => answered(columnar.query(...given)) },
        records: { ...records, organization: (...given) => answered(records.organization(...given)) },
      });
      const held = await heldIn(table);
      expect([isErased, held.has(read()), held.has(written())]).toEqual([true, false, true]);
    });

    it('is not in what was being written, nor comes back', async () => {
      const { columnar, records } = world.world;
      let erasing: Promise<void> | null = null;
      const insert: Columnar['insert'] = async (...given) => {
        if (given[0] === table) {
          erasing ??= erase(written());
          // Either it waits for what is being written, or it is through before.
          await Promise.race([erasing, untilSomebodyWaits()]);
        }
        return columnar.insert(...given);
      };
      await write({ columnar: { ...columnar, insert }, records });
      await erasing;
      expect([erasing === null, (await heldIn(table)).has(written())]).toEqual([false, false]);
      await write(world.world);
      const held = await heldIn(table);
      expect([held.has(written()), held.has(since())]).toEqual([false, true]);
      await erase(since());
      expect((await heldIn(table)).has(since())).toBe(false);
    });
  },
);

/** Known once the world is open. */
function numberOf(place: number): () => number {
  return () => persons[place] as number;
}

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { columnarPages } from './columnar-pages-store.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

const startMs = Date.parse('2026-03-30T00:00:00.000Z');
const rows = {
  table: 'events',
  columns: 'event, event_id, person, version',
  key: 'concat(toString(organization_id), event, toString(event_id), toString(person))',
  newest: 'received_at',
} as const;
let fresh = 100;

/** Few instants over few days and two months, so that many rows share one. */
const happened = fc.record({
  day: fc.nat({ max: 4 }),
  instant: fc.nat({ max: 3 }),
  who: fc.nat({ max: 2 }),
  where: fc.nat({ max: 1 }),
  isRepeated: fc.boolean(),
});

it(
  'reads every row of these persons once, in the order of time, whatever the size of a page',
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(happened, { maxLength: 60, size: 'max' }),
        fc.integer({ min: 1, max: 25 }),
        async (events, pageMax) => {
          const organizations = [newId('organization'), newId('organization')];
          const persons = [fresh++, fresh++, fresh++];
          const made = events.map(({ day, instant, who, where }) => {
            const atMs = startMs + day * 86_400_000 + instant * 7;
            return {
              organization_id: organizations[where] as string,
              day: new Date(atMs).toISOString().slice(0, 10),
              event: `Event ${instant % 2}`,
              person: persons[who] as number,
              event_id: newId('event'),
              at: new Date(atMs).toISOString(),
              received_at: new Date(atMs + 1_000).toISOString(),
              version: 2,
            };
          });
          await world.columnar.insert('events', made, newId('request'));
          // As they first came, before what stands now.
          const first = made
            .filter((_, place) => events[place]?.isRepeated)
            .map((row) => ({ ...row, received_at: row.at, version: 1 }));
          await world.columnar.insert('events', first, newId('request'));

          const asked = persons.slice(0, 2);
          const pages = [];
          for await (const page of columnarPages<{ event_id: string; version: number }>(
            world.columnar,
            rows,
            asked,
            pageMax,
          ))
            pages.push(page);
          const read = pages.flat();
          expect(pages.every((page) => page.length > 0 && page.length <= pageMax)).toBe(true);
          const expected = made.filter(({ person }) => asked.includes(person));
          expect(read.map(({ event_id }) => event_id).sort()).toEqual(
            expected.map(({ event_id }) => event_id as string).sort(),
          );
          expect(read.every(({ version }) => version === 2)).toBe(true);
          const times = read.map(({ at_ms }) => at_ms);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 15 },
    ),
  120_000,
);

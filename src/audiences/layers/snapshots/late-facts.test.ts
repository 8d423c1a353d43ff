import { createClient } from '@clickhouse/client';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Forgotten, marketNamespace, mergesTopic, traceEraser } from '#events';
import { newId, type OrganizationId } from '#kernel/ids';
import { addDays } from '#kernel/time';
import type { Structure } from '#organisations';
import { openFiles } from '#platform/files';
import { PeopleSet } from '#platform/people-sets';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { forgetPeople, forgetSubscriber } from '../../forgetting/forget-people.ts';
import { type GatheredLayer, gatherLayers } from '../facts/layer-facts-store.ts';
import { flowBetween } from '../flow.ts';
import { cuts, holdersOf, layersOf, reachOf } from '../layer.ts';
import { startOf, type World, worlds, writeWorld } from '../layer-world-fixture.ts';
import { buildDays, tendSnapshots } from './keep-snapshots.ts';
import { openSnapshots } from './snapshot-fixture.ts';
import { standingsOf } from './snapshots-store.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

const [day, zone] = ['2026-05-01', 'Asia/Shanghai'];
/** All of them are kept and over. */
const days = [0, 8, 120].map((back) => addDays(day, -back)).reverse();
const peopleMax = 24;

const few = worlds(day, zone).map(({ events, orders }) => ({
  events: events.slice(0, 4),
  orders: orders.slice(0, 2),
}));
const person = fc.integer({ min: 1, max: peopleMax });
/** What may happen to facts that are kept already. */
const happening = fc.oneof(
  { weight: 4, arbitrary: few.map((facts) => ({ late: facts })) },
  { weight: 2, arbitrary: fc.nat().map((which) => ({ cancelled: which })) },
  { weight: 2, arbitrary: fc.nat().map((which) => ({ reimported: which })) },
  { weight: 1, arbitrary: fc.nat().map((which) => ({ deleted: which })) },
  { weight: 3, arbitrary: fc.tuple(person, person).map((merged) => ({ merged })) },
  { weight: 2, arbitrary: person.map((erased) => ({ erased })) },
  { weight: 4, arbitrary: fc.constantFrom(0, 0.25, 1).map((shareMax) => ({ shareMax })) },
);

async function openLate(given: World, lowest: number) {
  const { organizationId, places, structure, parts } = await openSnapshots(world, {
    zone,
    firstMs: startOf(day, zone, -1) + 3_600_000,
  });
  // Two people share each bucket.
  const number = (of: number) => (of === 0 ? 0 : lowest + (of % 12) + (of > 12 ? 65_536 : 0));
  const facts = { events: [...given.events], orders: [...given.orders] };
  const write = (some: Partial<World>) =>
    writeWorld(world, organizationId, places, {
      events: (some.events ?? []).map((one) => ({ ...one, person: number(one.person) })),
      orders: (some.orders ?? []).map((one) => ({ ...one, person: number(one.person) })),
    });
  const canonical = new Map<number, number>();
  const now = (of: number) => canonical.get(of) ?? of;
  const merge = async ([one, other]: readonly [number, number]) => {
    const [from, into] = [now(one), now(other)];
    // Whoever was erased becomes nobody else.
    if (from === into || (await parts.forgotten.people()).has(number(from))) return;
    for (const of of [from, ...[...canonical].filter(([, at]) => at === from).map(([was]) => was)])
      canonical.set(of, into);
    const rows = [...canonical].map(([of, at]) => ({
      person: number(of),
      canonical: number(at),
      version: parts.now(),
    }));
    await world.columnar.insert('person_merges', rows, newId('request'));
    await world.columnar.command(`SYSTEM RELOAD DICTIONARY ${world.columnar.database}.person_canonical`);
    const told = { id: 1, organizationId: marketNamespace, traceparent: null, createdAt: new Date() };
    await forgetting.handle([{ ...told, topic: mergesTopic, payload: { merges: rows } }]);
  };
  const erasing = {
    ...parts,
    records: world.records,
    files: openFiles(world.folder),
    wantParcels: async () => undefined,
    eraseTraces: traceEraser(world),
  };
  const forgetting = forgetSubscriber(erasing);
  await write(facts);
  return {
    organizationId,
    structure,
    parts,
    late: async (some: World) => {
      facts.events.push(...some.events);
      facts.orders.push(...some.orders);
      await write(some);
    },
    cancelled: async (which: number) => {
      const order = facts.orders[which % Math.max(1, facts.orders.length)];
      if (order) await write({ orders: [{ ...order, deleted: 1 }] });
    },
    /** The same event again, received later, with what was watched told otherwise. */
    reimported: async (which: number) => {
      const event = facts.events[which % Math.max(1, facts.events.length)];
      if (event) await write({ events: [{ ...event, watchMs: 70_000, durationMs: 60_001, place: 0 }] });
    },
    deleted: async (which: number) => {
      const [event] = facts.events.splice(which % Math.max(1, facts.events.length), 1);
      if (event)
        await command(
          `ALTER TABLE events DELETE WHERE event_id = '${event.eventId}' SETTINGS mutations_sync = 2`,
        );
    },
    merge,
    erased: async (one: number) => {
      const numbers = [...canonical].filter(([, at]) => at === now(one)).map(([of]) => number(of));
      await forgetPeople(erasing, PeopleSet.of([number(now(one)), ...numbers]));
    },
  };
}

async function command(query: string): Promise<void> {
  const client = createClient({ url: world.columnarUrl, database: world.columnar.database });
  await client.command({ query }).finally(() => client.close());
}

/** What the store says of no people. */
const nobody = 'AAA=';

let lowest = 100;
let [patched, gathered] = [0, 0];
it('whoever was touched is gathered anew, and the days are as if all of them had been gathered from nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds(day, zone),
      fc.array(happening, { minLength: 3, maxLength: 9 }),
      async (given, happenings) => {
        // Few parts, or each deletion would touch those of all worlds before.
        for (const table of ['events', 'order_lines']) await command(`TRUNCATE TABLE ${table}`);
        lowest += 40;
        const late = await openLate(given, lowest);
        const { organizationId, parts, structure } = late;
        await buildDays(parts, structure, days);
        for (const one of [...happenings, { shareMax: 1 }]) {
          if ('late' in one) await late.late(one.late);
          if ('cancelled' in one) await late.cancelled(one.cancelled);
          if ('reimported' in one) await late.reimported(one.reimported);
          if ('deleted' in one) await late.deleted(one.deleted);
          if ('merged' in one) await late.merge(one.merged);
          if ('erased' in one) await late.erased(one.erased);
          await holdNobodyErased(parts.forgotten);
          if (!('shareMax' in one)) continue;
          const tended = await tendSnapshots(parts, organizationId, one);
          expect(tended.left).toBe(0);
          patched += tended.patched.length;
          gathered += tended.gathered.length;
          await standAsGathered(organizationId, structure, await parts.forgotten.people());
          // What was brought up to date is not touched again.
          expect(await tendSnapshots(parts, organizationId)).toEqual({ patched: [], gathered: [], left: 0 });
        }
      },
    ),
    { numRuns: 6 },
  );
  expect(patched).toBeGreaterThan(0);
  expect(gathered).toBeGreaterThan(0);
}, 600_000);

/** Rows that later ones stand in for included. */
async function holdNobodyErased(forgotten: Forgotten) {
  const gone = await forgotten.people();
  const { rows } = await world.columnar.query<{ people: string }>(
    { kind: 'market' },
    { sql: 'SELECT people FROM $$layer_snapshots' },
  );
  expect(PeopleSet.anyOf(rows.map(({ people }) => PeopleSet.fromState(people))).sharedWith(gone)).toBe(0);
}

/** Every layer of every holder on every day, and who went where between the first day and the last. */
async function standAsGathered(organizationId: OrganizationId, structure: Structure, gone: PeopleSet) {
  const { columnar } = world;
  const { rows } = await columnar.query<GatheredLayer & { day: string }>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT toString(day) AS day, toString(holder_id) AS holder, view, period_days AS period, layer, persons, people
        FROM $layer_snapshots`,
    },
  );
  const fresh = await Promise.all(
    days.map((one) => gatherLayers(columnar, organizationId, reachOf(one, zone), zone)),
  );
  const stood = days.map((one) => standingsOf(rows.filter((row) => row.day === one)));
  for (const holder of holdersOf(structure))
    for (const cut of cuts) {
      const sets = days.map((one, place) => {
        const [kept, anew] = [stood[place]?.(holder), standingsOf(fresh[place] ?? [])(holder)];
        return new Map(
          layersOf[cut.view].map((layer) => {
            const is = kept?.(cut, layer);
            const people = PeopleSet.fromState(is?.people ?? '');
            const should = PeopleSet.fromState(anew(cut, layer)?.people ?? nobody).without(gone);
            expect([...people], `${one} ${cut.view} ${layer}`).toEqual([...should]);
            expect(is?.persons).toBe(should.size);
            return [layer, people] as const;
          }),
        );
      });
      const [before, after] = [sets[0] ?? new Map(), sets.at(-1) ?? new Map()];
      const { moves } = flowBetween(layersOf[cut.view], before, after);
      for (const layer of layersOf[cut.view]) {
        const sum = (end: 'from' | 'to') =>
          moves.filter((move) => move[end] === layer).reduce((all, { people }) => all + people, 0);
        expect([sum('from'), sum('to')]).toEqual([before.get(layer)?.size, after.get(layer)?.size]);
      }
    }
}

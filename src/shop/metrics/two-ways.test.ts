import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { bruteForce } from './brute-force-fixture.ts';
import { openStall, registry } from './metrics-fixture.ts';
import { worlds } from './world-fixture.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
  await world.columnar.insert('person_merges', [{ person: 1, canonical: 2, version: 1 }], 'merge');
});
afterAll(() => world.close());

const ids = [...registry.keys()].filter((id) => id !== 'channel_contribution');

const startOf = (date: string, zone: string) =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;

/** Days, hours, weeks or months of a range, made without the code under test. */
function spansOf(from: string, to: string, zone: string, grain: 'hour' | 'day' | 'week' | 'month' | 'all') {
  const startMs = startOf(from, zone);
  const endMs = startOf(Temporal.PlainDate.from(to).add({ days: 1 }).toString(), zone);
  const cut = [startMs];
  if (grain === 'hour') for (let at = startMs + 3_600_000; at < endMs; at += 3_600_000) cut.push(at);
  else if (grain !== 'all') {
    for (let date = Temporal.PlainDate.from(from).add({ days: 1 }); ; date = date.add({ days: 1 })) {
      const at = startOf(date.toString(), zone);
      if (at >= endMs) break;
      if (
        grain === 'day' ||
        (grain === 'week' && date.dayOfWeek === 1) ||
        (grain === 'month' && date.day === 1)
      )
        cut.push(at);
    }
  }
  return cut.map((fromMs, place) => ({ fromMs, toMs: cut[place + 1] ?? endMs }));
}

/** Without facts 0 and null are told apart by coverage, which has tests of its own. */
const orZero = (values: Record<string, number | null>) =>
  Object.fromEntries(
    ids.map((id) => {
      const unit = registry.get(id)?.computation.kind;
      const value = values[id] ?? null;
      return [id, unit === 'ratio' || unit === 'conversion' ? value : (value ?? 0)];
    }),
  );

describe('every metric agrees with plain arithmetic', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-01', '2026-03-04', 'day'],
    ['America/New_York', '2026-03-07', '2026-03-09', 'day'],
    ['America/New_York', '2026-11-01', '2026-11-01', 'hour'],
    ['Europe/Berlin', '2026-03-27', '2026-04-02', 'week'],
    ['Asia/Kolkata', '2026-01-30', '2026-03-02', 'month'],
    ['Pacific/Auckland', '2026-04-04', '2026-04-06', 'all'],
  ] as const)(
    'in %s from %s to %s by %s',
    async (zone, from, to, grain) => {
      const spans = spansOf(from, to, zone, grain);
      const first = await openStall(world, { zone });
      const everything = worlds(first.places, spans[0]?.fromMs ?? 0, spans.at(-1)?.toMs ?? 0);
      await fc.assert(
        fc.asyncProperty(everything, async (facts) => {
          const stall = await openStall(world, { zone });
          // Shops and products keep their ids; the organisation is new, so no run sees another's facts.
          await stall.load({ ...facts, merges: [] });
          const merged = { ...facts, merges: [[1, 2]] as [number, number][] };
          const whole = await stall.ask({ metrics: ids, range: { from, to }, grain });
          expect(whole.rows).toHaveLength(spans.length);
          for (const [place, span] of spans.entries()) {
            expect(orZero(whole.rows[place]?.values ?? {})).toEqual(bruteForce(merged, span, zone));
          }
          const shop = first.places.shops[0]?.id ?? '';
          const filtered = await stall.ask({
            metrics: ids,
            range: { from, to },
            grain,
            dimensions: ['carrier'],
            filters: [{ dimension: 'shop', op: 'in', values: [showId('shop', shop)] }],
          });
          for (const row of filtered.rows) {
            const place = whole.rows.findIndex(({ time }) => time === row.time);
            const span = spans[place];
            if (!span) throw new Error(`no bucket ${row.time}`);
            expect(orZero(row.values)).toEqual(
              bruteForce(merged, span, zone, { shop, carrier: row.dimensions.carrier ?? '' }),
            );
          }
        }),
        { numRuns: 4, endOnFailure: true },
      );
    },
    120_000,
  );
});

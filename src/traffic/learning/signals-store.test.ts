import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { addSignal, countOf, noSignals, type SignalKind } from './signals.ts';
import { countSignals } from './signals-store.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const hour = 3_600_000;
const nowMs = Date.parse('2026-03-10T12:00:00Z');

type Happening = {
  readonly video: string;
  readonly event: string;
  readonly agoMs: number;
  readonly watchMs?: number;
};

async function write(happenings: readonly Happening[]): Promise<void> {
  const rows = happenings.map(({ video, event, agoMs, watchMs }) => {
    const at = new Date(nowMs - agoMs).toISOString();
    return {
      organization_id: newId('organization'),
      day: at.slice(0, 10),
      at,
      received_at: new Date(nowMs - Math.max(0, agoMs)).toISOString(),
      event,
      event_id: newId('event'),
      message_id: newId('event'),
      person: 1,
      content_id: video,
      watch_ms: watchMs ?? 0,
      duration_ms: 10_000,
    };
  });
  await world.columnar.insert('events', rows, JSON.stringify(rows));
}

it('comes as one row a video, each kind faded as adding events one by one would fade it', async () => {
  const happenings: Happening[] = [
    { video: 'one', event: 'Content Impression', agoMs: 70 * hour },
    { video: 'one', event: 'Content Impression', agoMs: hour },
    { video: 'one', event: 'Content Played', agoMs: 70 * hour, watchMs: 9_500 },
    { video: 'one', event: 'Content Played', agoMs: hour, watchMs: 3_500 },
    // Swiped away: no play.
    { video: 'one', event: 'Content Played', agoMs: hour, watchMs: 400 },
    { video: 'two', event: 'Content Disliked', agoMs: 5 * hour },
    { video: 'two', event: 'Product Viewed', agoMs: 5 * hour },
    // A clock that is ahead makes nothing count more.
    { video: 'ahead', event: 'Content Liked', agoMs: -48 * hour },
  ];
  await write(happenings);
  const found = await countSignals(world.columnar, { fromMs: nowMs - 30 * 24 * hour, toMs: nowMs });
  expect(found.map(({ video }) => video).sort()).toEqual(['ahead', 'one', 'two']);
  const wanted = noSignals(0);
  const kinds: readonly (readonly [SignalKind, number])[] = [
    ['impression', 70],
    ['impression', 1],
    ['finish', 70],
    ['play', 1],
  ];
  for (const [kind, hours] of kinds) addSignal(wanted, kind, 1, nowMs - hours * hour);
  const one = found.find(({ video }) => video === 'one');
  for (const kind of ['impression', 'finish', 'play', 'like'] as const)
    expect(one?.[kind]).toBeCloseTo(countOf(wanted, kind, nowMs), 6);
  const watched = 0.95 * 0.5 ** (70 / 72) + (0.35 + 0.04) * 0.5 ** (1 / 72);
  expect(one?.watch).toBeCloseTo(watched, 6);
  expect(found.find(({ video }) => video === 'two')).toMatchObject({ like: 0, product_click: 0 });
  expect(found.find(({ video }) => video === 'two')?.dislike).toBeCloseTo(0.5 ** (5 / 72), 6);
  expect(found.find(({ video }) => video === 'ahead')?.like).toBe(1);
});

it('counts what arrived in the span, and nothing twice over spans that follow each other', async () => {
  await write([
    { video: 'spans', event: 'Content Liked', agoMs: 3 * hour },
    { video: 'spans', event: 'Content Liked', agoMs: hour },
  ]);
  const liked = async (from: number, to: number) => {
    const found = await countSignals(world.columnar, {
      fromMs: nowMs - from * hour,
      toMs: nowMs - to * hour,
    });
    return found.find(({ video }) => video === 'spans')?.like;
  };
  expect(await liked(4, 2)).toBeCloseTo(0.5 ** (1 / 72), 6);
  expect(await liked(2, 0)).toBeCloseTo(0.5 ** (1 / 72), 6);
  expect(await liked(9, 5)).toBeUndefined();
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PublishedVideos } from '#content';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { feedVideo } from '../feed/feed-fixture.ts';
import { startLearner } from './learner.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const hourMs = 3_600_000;

/** Shown to somebody at an instant, and heard of at the same. */
async function show(video: string, atMs: number): Promise<void> {
  const instant = new Date(atMs).toISOString().replace('T', ' ').replace('Z', '');
  const row = {
    organization_id: randomUUID(),
    day: instant.slice(0, 10),
    event: 'Content Impression',
    person: 1,
    event_id: randomUUID(),
    message_id: randomUUID(),
    at: instant,
    received_at: instant,
    content_id: video,
  };
  await world.columnar.insert('events', [row], row.event_id);
}

it('counts each event once and goes on learning when the clock is set forward and back', async () => {
  const video = randomUUID();
  const shelf = new PublishedVideos([feedVideo({ id: video })]);
  const startMs = Date.now();
  let nowMs = startMs;
  const learner = startLearner({
    columnar: world.columnar,
    shelf,
    now: () => nowMs,
    onError: (error) => {
      throw error;
    },
    readEveryMs: hourMs,
    fitEveryMs: hourMs,
  });
  const learned = async () => {
    await learner.readSignals();
    const found = shelf.find(video);
    // Faded by hours out of days: whole again.
    return found ? Math.round(learner.knowledge().standings.shownOf(found)) : 0;
  };
  await show(video, startMs);
  nowMs = startMs + 10_000;
  expect(await learned()).toBe(1);
  nowMs = startMs + 2 * hourMs;
  await show(video, nowMs - 10_000);
  expect(await learned()).toBe(2);

  // Set right again: what comes now bears times before the last reading.
  nowMs = startMs + 60_000;
  await show(video, nowMs - 10_000);
  expect(await learned()).toBe(2);
  nowMs += 60_000;
  await show(video, nowMs - 10_000);
  expect(await learned()).toBe(3);
  // What was told by the clock that was ahead counts when its time comes, once.
  nowMs = startMs + 3 * hourMs;
  expect(await learned()).toBe(4);
  expect(await learned()).toBe(4);
  await learner.stop();
});

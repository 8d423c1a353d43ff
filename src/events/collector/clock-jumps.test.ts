import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { RateLimiter } from '#platform/http';
import { openSpine, type Spine, view } from '../spine-fixture.ts';

let spine: Spine;
beforeAll(async () => {
  spine = await openSpine();
});
afterAll(() => spine.close());
beforeEach(() => {
  // The clock on the wall only: timers and the monotonic clock go on, as when somebody sets the time.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

const hourMs = 3_600_000;
const copies = async (userId: string) => {
  const { rows } = await spine.world.columnar.query<{ n: number }>(
    { kind: 'organization', organizationId: spine.organizationId },
    {
      sql: 'SELECT count() AS n FROM $events WHERE user_id = {userId:String} GROUP BY message_id',
      params: { userId },
    },
  );
  return rows.map(({ n }) => n);
};

it.each([
  { name: 'back', byMs: -hourMs },
  { name: 'back over midnight', byMs: -20 * hourMs },
  { name: 'ahead', byMs: hourMs },
  { name: 'ahead over midnight', byMs: 20 * hourMs },
])('an event that is sent again after the clock jumped $name counts once', async ({ name, byMs }) => {
  const userId = `jump ${name}`;
  const timestamp = new Date().toISOString();
  const batch = [
    view({ messageId: `stamped ${name}`, userId, timestamp }),
    view({ messageId: `unstamped ${name}`, userId, timestamp: undefined }),
  ];
  expect((await spine.send('/v1/batch', { batch })).body).toMatchObject({ accepted: 2, quarantined: 0 });
  vi.setSystemTime(Date.now() + byMs);
  expect((await spine.send('/v1/batch', { batch })).body).toMatchObject({ accepted: 2, quarantined: 0 });
  expect(await copies(userId)).toEqual([1, 1]);
});

it('a clock that is set back shuts nobody out', () => {
  const limiter = new RateLimiter({ requestsMax: 2, perMs: 1_000 });
  expect(limiter.take('somebody').allowed).toBe(true);
  vi.setSystemTime(Date.now() - 24 * hourMs);
  expect(limiter.take('somebody').allowed).toBe(true);
});

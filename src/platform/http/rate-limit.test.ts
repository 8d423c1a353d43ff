import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RateLimiter } from './rate-limit.ts';

it('allows the whole allowance at once, then refuses until a part of the time has passed', () => {
  let now = 0;
  const limiter = new RateLimiter({ requestsMax: 3, perMs: 3000 }, { now: () => now });
  const taken = () => limiter.take('a').allowed;
  expect([taken(), taken(), taken(), taken()]).toEqual([true, true, true, false]);
  expect(limiter.take('a').retryAfterMs).toBe(1000);
  now = 1000;
  expect([taken(), taken()]).toEqual([true, false]);
});

it('tells beforehand what it would say, and looking costs nothing', () => {
  const limiter = new RateLimiter({ requestsMax: 1, perMs: 1000 }, { now: () => 0 });
  expect([limiter.peek('a'), limiter.peek('a'), limiter.take('a')].every(({ allowed }) => allowed)).toBe(
    true,
  );
  expect(limiter.peek('a')).toEqual({ allowed: false, retryAfterMs: 1000 });
});

it('counts every name by itself', () => {
  const limiter = new RateLimiter({ requestsMax: 1, perMs: 1000 }, { now: () => 0 });
  expect([limiter.take('a'), limiter.take('b'), limiter.take('a')].map(({ allowed }) => allowed)).toEqual([
    true,
    true,
    false,
  ]);
});

it('never allows more in any window than twice the allowance, and honours what it promised', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 300 }),
      (requestsMax, gaps) => {
        let now = 0;
        const limiter = new RateLimiter({ requestsMax, perMs: 1000 }, { now: () => now });
        const allowedAt: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const { allowed, retryAfterMs } = limiter.take('a');
          if (allowed) allowedAt.push(now);
          else {
            now += retryAfterMs;
            expect(limiter.take('a').allowed).toBe(true);
            allowedAt.push(now);
          }
        }
        for (const at of allowedAt) {
          const inWindow = allowedAt.filter((other) => other > at - 1000 && other <= at).length;
          expect(inWindow).toBeLessThanOrEqual(2 * requestsMax);
        }
      },
    ),
  );
});

it('stays bounded under ever new names', () => {
  const limiter = new RateLimiter({ requestsMax: 1, perMs: 1e9 }, { now: () => 0, namesMax: 100 });
  for (let name = 0; name < 10_000; name++) limiter.take(String(name));
  expect(limiter.take('9999').allowed).toBe(false);
  expect(limiter.take('0').allowed).toBe(true);
});

import { expect, test } from 'vitest';
import { countEarlyDeaths, nextWaitMs, wellAfterMs } from './backoff.ts';

test('the first death is answered at once, a row of early ones ever more slowly, with an end', () => {
  expect([0, 1, 2, 3, 20].map(nextWaitMs)).toEqual([0, 100, 200, 400, 5_000]);
});

test('a healthy life forgives earlier deaths', () => {
  expect(countEarlyDeaths(5, wellAfterMs)).toBe(0);
  expect(countEarlyDeaths(5, wellAfterMs - 1)).toBe(6);
});

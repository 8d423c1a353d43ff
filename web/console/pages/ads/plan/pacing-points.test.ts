import { expect, it } from 'vitest';
import { minuteText, pacingPoints, shareBefore } from './pacing-points.ts';

it('adds up what was spent, and shows no minute that is to come', () => {
  const costs = Array.from({ length: 1440 }, (_, minute) => (minute < 121 ? 2 : null));
  const points = pacingPoints(costs, 120, undefined, 1_000);
  expect(points.find(({ minute }) => minute === 120)?.spent).toBe(242);
  expect(points.find(({ minute }) => minute === 125)?.spent).toBeNull();
  expect(points.every(({ planned }) => planned === null)).toBe(true);
});

it('plans the whole budget over the day, by the traffic of its hours', () => {
  const expected = Array.from({ length: 25 }, (_, hour) => (hour <= 12 ? 0 : (hour - 12) / 12));
  const points = pacingPoints([], 0, expected, 1_000);
  expect(points[0]?.planned).toBe(0);
  expect(points.at(-1)?.planned).toBeGreaterThan(990);
  expect(shareBefore(expected, 12)).toBe(0);
  expect(shareBefore(expected, 18)).toBeCloseTo(0.5, 9);
  expect(minuteText(605)).toBe('10:05');
});

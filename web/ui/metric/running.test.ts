import { expect, it } from 'vitest';
import { runningAt } from './running.ts';

it('only a range that reaches into today has a running bucket, the last one with a value', () => {
  expect(runningAt([3, 5, 1], true)).toBe(2);
  expect(runningAt([3, 5, 1, null, null], true)).toBe(2);
  expect(runningAt([3, 5, 1], false)).toBe(-1);
  expect(runningAt([null], true)).toBe(-1);
});

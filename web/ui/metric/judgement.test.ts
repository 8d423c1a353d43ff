import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Unit } from '../api/metrics.ts';
import { type Better, type Change, changeOf, judgementOf } from './change.ts';

const units: readonly Unit[] = ['money', 'count', 'people', 'share'];
const numbers = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const sides = fc.record({
  value: fc.option(numbers),
  before: fc.option(numbers),
  unit: fc.constantFrom(...units),
});
const ways = fc.constantFrom<Better[]>('up', 'down', 'neither');
const runs = { numRuns: 500 };

it('a rising refund rate is worse and a rising GMV better, whatever the colours', () => {
  expect(judgementOf(changeOf(0.2, 0.1, 'share'), 'down')).toBe('worse');
  expect(judgementOf(changeOf(0.1, 0.2, 'share'), 'down')).toBe('better');
  expect(judgementOf(changeOf(200, 100, 'money'), 'up')).toBe('better');
  expect(judgementOf(changeOf(100, 200, 'money'), 'up')).toBe('worse');
});

it('is judged exactly where a direction is shown and one way is better', () => {
  fc.assert(
    fc.property(sides, ways, ({ value, before, unit }, better) => {
      const change = changeOf(value, before, unit);
      const hasDirection = change.kind !== 'none' && change.direction !== 'flat';
      expect(judgementOf(change, better) !== 'none').toBe(hasDirection && better !== 'neither');
    }),
    runs,
  );
});

it('turns round with which way is better, and with the move', () => {
  const opposite = { better: 'worse', worse: 'better', none: 'none' } as const;
  const turned = (change: Change): Change =>
    change.kind === 'none'
      ? change
      : { ...change, direction: ({ up: 'down', down: 'up', flat: 'flat' } as const)[change.direction] };
  fc.assert(
    fc.property(sides, ({ value, before, unit }) => {
      const change = changeOf(value, before, unit);
      const judged = judgementOf(change, 'up');
      expect(judgementOf(change, 'down')).toBe(opposite[judged]);
      expect(judgementOf(turned(change), 'up')).toBe(opposite[judged]);
    }),
    runs,
  );
});

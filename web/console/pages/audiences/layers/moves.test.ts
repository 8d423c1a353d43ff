import { expect, it } from 'vitest';
import { chosenMove, isDriven, writeMove } from './moves.ts';
import type { Move } from './use-layers.ts';

const order = ['repeat', 'first_order', 'high_potential', 'seen', 'asleep', 'other'] as const;
const move = (from: Move['from'], to: Move['to'], people: number): Move => ({ from, to, people, rate: null });
const moves = [
  move('repeat', 'seen', 90),
  move('seen', 'seen', 500),
  move('seen', 'high_potential', 40),
  move('high_potential', 'first_order', 60),
  move(null, 'high_potential', 700),
];

it('shows the move of the address, and the largest step closer where it names none', () => {
  expect(chosenMove('seen.high_potential', moves, order)?.people).toBe(40);
  for (const text of [undefined, 'seen.seen', 'repeat.act', 'null.high_potential'])
    expect(chosenMove(text, moves, order)?.people).toBe(60);
  expect(chosenMove(undefined, [move('repeat', 'seen', 90)], order)?.people).toBe(90);
  expect(chosenMove(undefined, [move('seen', 'seen', 90)], order)).toBeNull();
});

it('writes a move as it is read', () => {
  for (const one of moves.filter(isDriven)) expect(chosenMove(writeMove(one), moves, order)).toEqual(one);
});

import { expect, it } from 'vitest';
import { chosenPair } from './chosen-pair.ts';

const three = [
  { id: 'new', size: 10 },
  { id: 'large', size: 900 },
  { id: 'uncounted', size: null },
];

it('begins with the two largest audiences, and keeps what the address names', () => {
  expect(chosenPair(three, undefined, undefined)).toEqual(['large', 'new']);
  expect(chosenPair(three, 'new', undefined)).toEqual(['new', 'large']);
  expect(chosenPair(three, undefined, 'large')).toEqual(['new', 'large']);
  expect(chosenPair(three, 'elsewhere', 'large')).toEqual(['elsewhere', 'large']);
});

it('has no pair where there is one audience or none', () => {
  expect(chosenPair([{ id: 'one', size: 5 }], undefined, undefined)).toEqual(['one', undefined]);
  expect(chosenPair([], undefined, undefined)).toEqual([undefined, undefined]);
});

import { expect, it } from 'vitest';
import { chosenPair } from './chosen-pair.ts';

const audiences = [
  { id: 'new and small', size: 10 },
  { id: 'new', size: 100 },
  { id: 'uncounted', size: null },
  { id: 'old and large', size: 900 },
];
const of = (a?: string, b?: string) => chosenPair(audiences, 100, a, b);

it('begins with the newest audiences that may be looked into, and keeps what the address names', () => {
  expect(of()).toEqual(['new', 'old and large']);
  expect(of('old and large')).toEqual(['old and large', 'new']);
  expect(of(undefined, 'new')).toEqual(['old and large', 'new']);
  expect(of('elsewhere', 'new')).toEqual(['elsewhere', 'new']);
});

it('takes smaller ones where there are no others, and has no pair of one or none', () => {
  expect(chosenPair(audiences.slice(0, 3), 100, undefined, undefined)).toEqual(['new', 'new and small']);
  expect(chosenPair([{ id: 'one', size: 5 }], 100, undefined, undefined)).toEqual(['one', undefined]);
  expect(chosenPair([], 100, undefined, undefined)).toEqual([undefined, undefined]);
});

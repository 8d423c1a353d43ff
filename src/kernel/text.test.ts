import { expect, it } from 'vitest';
import { fill } from './text.ts';

it('places without a value stay visible', () => {
  expect(fill('{shown} of {all}', { shown: 3 })).toBe('3 of {all}');
});

it('says one of a thing otherwise than several', () => {
  const text = '{count} {count:like|likes}';
  expect(fill(text, { count: 1 })).toBe('1 like');
  expect([0, 2, 11, '1.2K'].map((count) => fill(text, { count }))).toEqual([
    '0 likes',
    '2 likes',
    '11 likes',
    '1.2K likes',
  ]);
  expect(fill(text, {})).toBe(text);
});

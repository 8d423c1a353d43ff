import { expect, it } from 'vitest';
import { fill } from './text.ts';

it('places without a value stay visible', () => {
  expect(fill('{shown} of {all}', { shown: 3 })).toBe('3 of {all}');
});

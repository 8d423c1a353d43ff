import { expect, it } from 'vitest';
import { hoursMask, hoursText, instantOrNull } from './plan-draft.ts';

it('reads hours as people write them, and writes them back', () => {
  expect(hoursMask('9-11, 20')).toEqual([9, 10, 11, 20]);
  expect(hoursMask('22-30')).toEqual([22, 23]);
  expect(hoursMask('')).toBeNull();
  expect(hoursText(hoursMask('9-11,20,23'))).toBe('9-11, 20, 23');
  expect(hoursText(null)).toBe('');
});

it('knows no time where none was given', () => {
  expect(instantOrNull('')).toBeNull();
  expect(instantOrNull('2026-11-11T20:00')).toMatch(/^2026-11-1\dT/);
});

import { expect, it } from 'vitest';
import { complaintOf, readIds } from './read-ids.ts';

it('reads one id a line, each once, without a heading', () => {
  expect(readIds('User ID\r\n 17850 \n\nann lee\n17850\nuser id\n')).toEqual(['17850', 'ann lee', 'user id']);
  expect(readIds(' \n')).toEqual([]);
});

it('says what is wrong with them', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, n) => String(n));
  expect(complaintOf([], 'user')).toBe('erasures.idsNeeded');
  expect(complaintOf(ids(1_000), 'user')).toBeNull();
  expect(complaintOf(ids(1_001), 'user')).toBe('erasures.idsTooMany');
  expect(complaintOf(['abc'], 'sha256')).toBe('erasures.idsNoHash');
  expect(complaintOf(['A1'.repeat(32)], 'sha256')).toBeNull();
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shortId } from './short-id.ts';

it('keeps what tells ids apart and what is short', () => {
  expect(shortId('vid_01jz8k3v9qfxr8a2b4c6d8e0gh')).toBe('vid_…c6d8e0gh');
  expect(shortId('0197a2c4-8f1e-7a3b-9c5d-1234567890ab')).toBe('…567890ab');
  expect(shortId('c-linshan')).toBe('c-linshan');
  expect(shortId('live-lanjing-2026-03-10-evening-7')).toBe('live-lanjing…vening-7');
});

it('never takes more than 24 characters, nor half of one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (id) => {
      expect([...shortId(id)].length).toBeLessThanOrEqual(24);
      expect(shortId(id).isWellFormed()).toBe(true);
    }),
    { numRuns: 300 },
  );
});

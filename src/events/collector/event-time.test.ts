import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTime } from './event-time.ts';

const instant = fc
  .integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2099, 11, 31) })
  .map((ms) => ({ ms, text: new Date(ms).toISOString() }));

it('reads an instant as libraries write it, and the same instant in any other form', () => {
  fc.assert(
    fc.property(instant, ({ ms, text }) => {
      expect(readTime(text)).toBe(ms);
      expect(readTime(text.replace('T', ' '))).toBe(ms);
      expect(readTime(text.replace('Z', 'z'))).toBe(ms);
      expect(readTime(text.replace('.', ','))).toBe(ms);
      expect(readTime(text.slice(0, 23))).toBe(ms);
    }),
    { numRuns: 500 },
  );
});

it('refuses what is no instant in the usual form as it does in any other', () => {
  const place = fc.integer({ min: 0, max: 22 });
  const character = fc.constantFrom(...'0123456789-:.,TZ zx+/');
  fc.assert(
    fc.property(instant, place, character, ({ text }, at, other) => {
      const spoilt = `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
      expect(readTime(spoilt)).toBe(readTime(`${spoilt.slice(0, 23)}+00:00`));
    }),
    { numRuns: 2_000 },
  );
  expect(readTime('2026-13-01T00:00:00.000Z')).toBeNull();
  expect(readTime('2026-01-01T00:00:00_000Z')).toBeNull();
});

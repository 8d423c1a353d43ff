import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accountTypes, carriers, sources, type Touch } from '../orders/order.ts';
import { touchTokens } from './touch-token.ts';

const tokens = touchTokens('a secret of the test run, thirty-two bytes or more');
const nowMs = Date.parse('2026-03-01T12:00:00Z');
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const touches: fc.Arbitrary<Touch> = fc.record({
  carrier: maybe(fc.constantFrom(...carriers)),
  source: maybe(fc.constantFrom(...sources)),
  accountType: maybe(fc.constantFrom(...accountTypes)),
  planId: maybe(fc.string()),
  accountId: maybe(fc.uuid()),
  contentId: maybe(fc.uuid()),
  roomId: maybe(fc.uuid()),
  creatorId: maybe(fc.string()),
  requestId: maybe(fc.string()),
  touchSecond: maybe(fc.nat(36_000)),
});

it('a touch comes back as it was signed', () => {
  fc.assert(
    fc.property(touches, (touch) => {
      expect(tokens.read(tokens.sign(touch, nowMs), nowMs + 1)).toEqual(touch);
    }),
  );
});

it('a changed, foreign, stale or invented token is no touch', () => {
  fc.assert(
    fc.property(touches, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (touch, place, letter) => {
      const token = tokens.sign(touch, nowMs);
      const at = place % token.length;
      const changed = token.slice(0, at) + letter + token.slice(at + 1);
      // The last letters of base64 may say the same bytes in another way; they are compared as text.
      if (changed !== token) expect(tokens.read(changed, nowMs)).toBeNull();
      expect(touchTokens('another secret of thirty-two bytes, or more').read(token, nowMs)).toBeNull();
      expect(tokens.read(token, nowMs + 31 * 86_400_000)).toBeNull();
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(tokens.read(text, nowMs)).toBeNull();
    }),
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashToken, isToken, newToken, type TokenKind, tokenPrefixes } from './secret-token.ts';

const kinds = Object.keys(tokenPrefixes) as TokenKind[];
const kind = fc.constantFrom(...kinds);
const random = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

it('a token is a token of its own kind and of no other', () => {
  fc.assert(
    fc.property(kind, random, (own, bytes) => {
      const { secret } = newToken(own, bytes);
      for (const other of kinds) expect(isToken(other, secret)).toBe(other === own);
    }),
  );
});

it('different bits give different tokens and hashes', () => {
  fc.assert(
    fc.property(kind, random, random, (own, one, two) => {
      fc.pre(!one.equals(two));
      const [a, b] = [newToken(own, one), newToken(own, two)];
      expect(a.secret).not.toBe(b.secret);
      expect(a.hash.equals(b.hash)).toBe(false);
      expect(a.hash).toEqual(hashToken(a.secret));
    }),
  );
});

it('one wrong character anywhere is noticed without asking a store', () => {
  fc.assert(
    fc.property(kind, random, fc.nat(), fc.constantFrom(...'abcXYZ019-_'), (own, bytes, at, letter) => {
      const { secret } = newToken(own, bytes);
      const place = at % secret.length;
      fc.pre(secret[place] !== letter);
      expect(isToken(own, secret.slice(0, place) + letter + secret.slice(place + 1))).toBe(false);
    }),
  );
});

it('the hint shows too little to guess the rest', () => {
  fc.assert(
    fc.property(kind, random, (own, bytes) => {
      const { secret, hint } = newToken(own, bytes);
      expect(hint.length).toBeLessThan(secret.length / 3);
    }),
  );
});

it('arbitrary text is no token', () => {
  fc.assert(fc.property(kind, fc.string({ maxLength: 100 }), (own, text) => !isToken(own, text)));
});

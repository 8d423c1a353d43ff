import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId, parseId, showId } from './ids.ts';

describe('an id', () => {
  it('is shown and read back unchanged', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        fc.integer({ min: 0, max: 2 ** 47 }),
        (random, now) => {
          const id = newId('order', now, random);
          expect(parseId('order', showId('order', id))).toBe(id);
        },
      ),
    );
  });
  it('agrees with the TypeID specification', () => {
    expect(showId('order', '01893726-efee-7f02-8fbf-9f2b7bc2f910')).toBe('ord_01h4vjdvzefw18zfwz5dxw5y8g');
    expect(showId('order', '00000000-0000-0000-0000-000000000000')).toBe('ord_00000000000000000000000000');
    expect(showId('order', 'ffffffff-ffff-ffff-ffff-ffffffffffff')).toBe('ord_7zzzzzzzzzzzzzzzzzzzzzzzzz');
  });
  it('sorts by time in both forms', () => {
    const ids = [1, 1000, 2 ** 33, 2 ** 40].map((now) => newId('order', now));
    expect([...ids].sort()).toEqual(ids);
    const shown = ids.map((id) => showId('order', id));
    expect([...shown].sort()).toEqual(shown);
  });
  it('carries version 7 and the RFC 9562 variant', () => {
    expect(newId('order')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  it('of another kind, with a wrong letter or too large is refused', () => {
    const shown = showId('order', newId('order'));
    expect(parseId('shop', shown)).toBeNull();
    expect(parseId('order', shown.replace(/.$/, 'u').replace(/.$/, 'l'))).toBeNull();
    expect(parseId('order', `ord_8${'0'.repeat(25)}`)).toBeNull();
    expect(parseId('order', "ord_'; drop table orders; --")).toBeNull();
  });
});

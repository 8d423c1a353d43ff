import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSealing } from './index.ts';

const sealing = openSealing('a secret of the test run, thirty-two bytes or more');

describe('what is sealed under the key of a person', () => {
  it('is opened again with that key, and reads differently each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const wellFormed = text.toWellFormed();
        const key = sealing.newKey();
        const sealed = sealing.seal(key, wellFormed);
        expect(sealing.open(key, sealed)).toBe(wellFormed);
        expect(sealing.seal(key, wellFormed).equals(sealed)).toBe(false);
      }),
    );
  });

  it('is refused under another key, under another secret, and when a bit of it was changed', () => {
    const key = sealing.newKey();
    const sealed = sealing.seal(key, '浙江省杭州市 13800000000');
    expect(() => sealing.open(sealing.newKey(), sealed)).toThrow();
    expect(() => openSealing('another secret of thirty-two bytes, or more').open(key, sealed)).toThrow();
    for (let place = 0; place < sealed.length; place++) {
      const changed = Buffer.from(sealed);
      changed[place] = (changed[place] as number) ^ 1;
      expect(() => sealing.open(key, changed)).toThrow();
    }
  });
});

it('a look-up is the same for the same text and kind only, and needs the secret', () => {
  const mark = sealing.lookUp('email', 'a@example.com');
  expect(sealing.lookUp('email', 'a@example.com').equals(mark)).toBe(true);
  expect(sealing.lookUp('phone', 'a@example.com').equals(mark)).toBe(false);
  expect(
    openSealing('another secret of thirty-two bytes, or more').lookUp('email', 'a@example.com').equals(mark),
  ).toBe(false);
});

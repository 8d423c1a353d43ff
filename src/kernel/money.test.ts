import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDecimal, prorate, toDecimal } from './money.ts';

const currencies = fc.constantFrom('CNY', 'JPY', 'KWD', 'GBP');

describe('money', () => {
  it('is written and read back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), currencies, (amount, currency) => {
        expect(fromDecimal(toDecimal(amount, currency), currency)).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });
  it('is refused rather than rounded', () => {
    expect(fromDecimal('1.005', 'CNY')).toBeNull();
    expect(fromDecimal('1.0', 'JPY')).toBe(1);
    expect(fromDecimal('1.5', 'JPY')).toBeNull();
    expect(fromDecimal('0x10', 'CNY')).toBeNull();
    expect(fromDecimal('', 'CNY')).toBeNull();
  });
});

describe('a proration', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
  it('sums to the total and no part leaves its exact share by a unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), weights, (total, given) => {
        const parts = prorate(total, given);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total === 0 ? 0 : total);
        const used = given.some((weight) => weight > 0) ? given : given.map(() => 1);
        const sum = used.reduce((a, b) => a + b, 0);
        parts.forEach((part, index) => {
          expect(Math.abs(part - (total * (used[index] ?? 0)) / sum)).toBeLessThan(1.0001);
        });
      }),
    );
  });
});

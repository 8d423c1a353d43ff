import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDecimalMark, parseDecimal, toUnits, toWhole } from './local-number.ts';

const minor = (text: string, mark: '.' | ',' = '.') => {
  const decimal = parseDecimal(text, mark);
  return decimal === null ? null : toUnits(decimal, 2);
};

describe('money as people write it', () => {
  it.each([
    ['¥1,234.50', 123_450],
    ['￥１，２３４．５０', 123_450],
    ['１２．５０元', 1_250],
    ['(12.00)', -1_200],
    ['（12.00）', -1_200],
    ['12.00-', -1_200],
    ['−7', -700],
    ['US$ 3.5', 350],
    ['1 234 567.8', 123_456_780],
    ['1,23,456.78', 12_345_678],
    ['.5', 50],
    ['3.2万', 3_200_000],
    ['1e3', 100_000],
    ['0', 0],
    ['-0', 0],
  ])('reads %s', (text, expected) => expect(minor(text)).toBe(expected));

  it.each([
    '',
    '-',
    'abc',
    '1,2,3',
    '1.2.3',
    '12,34.5',
    '(-5)',
    '1.234,50',
    '--5',
    '∞',
    '999999999999999999',
  ])('refuses %j', (text) => expect(minor(text)).toBeNull());

  it('reads a decimal comma where the column has one', () => {
    expect(minor('1.234,50', ',')).toBe(123_450);
    expect(minor('€ 12,5', ',')).toBe(1_250);
    expect(detectDecimalMark(['1.234,50', '12,00'])).toBe(',');
    expect(detectDecimalMark(['1,234.50', '12.00', '3'])).toBe('.');
    expect(detectDecimalMark(['1,234'])).toBe('.');
  });

  it('returns every amount exactly, however it is grouped and signed', () => {
    const amounts = fc.integer({ min: -999_999_999_999, max: 999_999_999_999 });
    fc.assert(
      fc.property(
        amounts,
        fc.constantFrom<'.' | ','>('.', ','),
        fc.boolean(),
        fc.boolean(),
        (amount, mark, grouped, brackets) => {
          const digits = String(Math.abs(amount)).padStart(3, '0');
          const separator = mark === '.' ? ',' : '.';
          const whole = grouped
            ? digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, separator)
            : digits.slice(0, -2);
          const text = `${whole}${mark}${digits.slice(-2)}`;
          const signed = amount >= 0 ? text : brackets ? `(${text})` : `-${text}`;
          expect(minor(signed, mark)).toBe(amount);
        },
      ),
    );
  });

  it('rounds what a currency cannot hold half away from zero, after multiplying', () => {
    const tenth = parseDecimal('0.001');
    expect(tenth && toUnits(tenth, 2)).toBe(0);
    expect(tenth && toUnits(tenth, 2, 5)).toBe(1);
    expect(tenth && toUnits(tenth, 2, -5)).toBe(-1);
  });

  it('takes only whole quantities', () => {
    const whole = (text: string) => {
      const decimal = parseDecimal(text);
      return decimal && toWhole(decimal);
    };
    expect(whole('6.0')).toBe(6);
    expect(whole('-12')).toBe(-12);
    expect(whole('6.5')).toBeNull();
  });
});

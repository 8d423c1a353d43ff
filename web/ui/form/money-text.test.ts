import { expect, it } from 'vitest';
import { readMoney, typedMoney } from './money-text.ts';

it('reads back what it shows, in currencies with and without decimals', () => {
  for (const [minor, currency] of [
    [1_250_000, 'CNY'],
    [1_250, 'USD'],
    [980, 'JPY'],
    [5, 'CNY'],
  ] as const)
    expect(readMoney(typedMoney(minor, currency), currency)).toBe(minor);
  expect(typedMoney(1_250_000, 'CNY')).toBe('12500');
});

it('takes what people type, and tells nothing from nonsense', () => {
  expect(readMoney('１２，５００.5', 'CNY')).toBe(1_250_050);
  expect(readMoney('  ', 'CNY')).toBeNull();
  expect(readMoney('-3', 'CNY')).toBeUndefined();
  expect(readMoney('12.345', 'CNY')).toBeUndefined();
});

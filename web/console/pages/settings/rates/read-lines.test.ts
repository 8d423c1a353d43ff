import { describe, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

const rate = (day: string, currency: string, value: number, base = 'CNY') => ({
  day,
  currency,
  base,
  rate: value,
});

describe('pasted exchange rates', () => {
  it('are read from a sheet, a list or a sentence of numbers, heading and all', () => {
    const text =
      'Date\tCurrency\tRate\n2026-11-27\tUSD\t7.12\n2026/1/5, jpy, 0.0482\n\n2026年11月2日 EUR 7.8 USD\n';
    expect(readLines(text, 'CNY')).toEqual({
      rates: [
        rate('2026-11-27', 'USD', 7.12),
        rate('2026-01-05', 'JPY', 0.0482),
        rate('2026-11-02', 'EUR', 7.8, 'USD'),
      ],
      wrong: [],
    });
  });

  it('that cannot be read are named by line and reason, and nothing is guessed', () => {
    const lines: [string, string][] = [
      ['2026-02-30 USD 7.1', 'day'],
      ['27.11.2026 USD 7.1', 'day'],
      ['2026-11-27 dollar 7.1', 'currency'],
      ['2026-11-27 USD -7.1', 'rate'],
      ['2026-11-27 USD 0', 'rate'],
      ['2026-11-27 USD', 'parts'],
      ['2026-11-27 CNY 1', 'same'],
      ['2026-11-26 USD 7.1', 'twice'],
    ];
    const { rates, wrong } = readLines(
      ['2026-11-26 USD 7.1', ...lines.map(([text]) => text)].join('\n'),
      'CNY',
    );
    expect(rates).toEqual([rate('2026-11-26', 'USD', 7.1)]);
    expect(wrong).toEqual(lines.map(([text, why], place) => ({ line: place + 2, text, why })));
  });

  it('with a decimal comma are refused rather than read as seven', () => {
    expect(readLines('2026-11-27 USD 7,12', 'CNY').wrong).toMatchObject([{ why: 'currency' }]);
  });
});

import { describe, expect, it } from 'vitest';
import { parseSearch, readAddress, stringifySearch, writeAddress } from './address.ts';

const shop = 'shp_01jd0000000000000000000000';
const through = (text: string) => stringifySearch(writeAddress(readAddress(parseSearch(text))));

describe('the address', () => {
  it('brings back exactly what was written', () => {
    const text = `?shop=${shop}&from=2026-01-01&to=2026-01-31&compare=target`;
    expect(through(text)).toBe(text);
  });
  it('leaves out what is the default', () => {
    expect(through('?period=last7&compare=previous_period')).toBe('');
  });
  it('falls back to the defaults for what is no id, date or comparison', () => {
    expect(readAddress(parseSearch('?shop=%3Cscript%3E&from=2026-13-01&to=2026-01-01&compare=x'))).toEqual({
      place: {},
      period: { kind: 'last7' },
      comparison: 'previous_period',
    });
  });
  it('refuses a range that ends before it begins', () => {
    expect(readAddress({ from: '2026-02-02', to: '2026-02-01' }).period).toEqual({ kind: 'last7' });
  });
});

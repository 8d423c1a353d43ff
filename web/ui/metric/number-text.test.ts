import { describe, expect, it } from 'vitest';
import { changeOf, relativeMove } from './change.ts';
import { axisNumber, fullNumber, type NumberForm, shortNumber } from './number-text.ts';

const zh: NumberForm = { unit: 'money', currency: 'CNY', language: 'zh' };
const en: NumberForm = { ...zh, language: 'en' };

describe('a short number', () => {
  it('counts in 万 and 亿 in Chinese, in K, M and B in English', () => {
    expect(shortNumber(12_840_050, zh)).toBe('¥12.84万');
    expect(shortNumber(12_840_050, en)).toBe('¥128.4K');
    expect(shortNumber(123_456_789_000, zh)).toBe('¥12.35亿');
    expect(shortNumber(123_456_789_000, en)).toBe('¥1.23B');
    expect(shortNumber(1_234_567, { ...en, unit: 'count' })).toBe('1.23M');
  });
  it('keeps small money exact to the minor unit of its currency', () => {
    expect(shortNumber(12_345, zh)).toBe('¥123.45');
    expect(shortNumber(12_345, { ...en, currency: 'GBP' })).toBe('£123.45');
    expect(shortNumber(9_999, { ...en, currency: 'JPY' })).toBe('¥9,999');
  });
  it('puts the sign of a negative before the currency', () => {
    expect(shortNumber(-12_345, zh)).toBe('-¥123.45');
  });
  it('shows shares in percent', () => {
    expect(shortNumber(0.0312, { ...zh, unit: 'share' })).toBe('3.12%');
  });
});

it('marks of an axis have no zeros behind the point', () => {
  expect(axisNumber(800_000_000, en)).toBe('¥8M');
  expect(axisNumber(850_000_000, en)).toBe('¥8.5M');
  expect(axisNumber(0, en)).toBe('¥0');
  expect(axisNumber(0.05, { ...en, unit: 'share' })).toBe('5%');
  expect(axisNumber(100, { ...en, unit: 'count' })).toBe('100');
});

it('a full number keeps every digit, even of sums beyond a trillion', () => {
  expect(fullNumber(123_456_789_012_345, en)).toBe('¥1,234,567,890,123.45');
  expect(fullNumber(0.031234, { ...en, unit: 'share' })).toBe('3.1234%');
  expect(fullNumber(12_345_678, { ...en, unit: 'count' })).toBe('12,345,678');
});

describe('a change', () => {
  it('of a ratio is in points, of anything else relative', () => {
    expect(changeOf(0.03, 0.02, 'share')).toMatchObject({ kind: 'points', direction: 'up' });
    expect(changeOf(150, 100, 'count')).toEqual({ kind: 'relative', size: 0.5, direction: 'up' });
  });
  it('from nothing has no size, and a missing side says which', () => {
    expect(changeOf(5, 0, 'count')).toEqual({ kind: 'none', reason: 'from_zero' });
    expect(changeOf(null, 3, 'count')).toEqual({ kind: 'none', reason: 'no_value' });
    expect(changeOf(3, null, 'count')).toEqual({ kind: 'none', reason: 'no_comparison' });
  });
  it('against a negative earlier value keeps the direction of the move', () => {
    expect(changeOf(-50, -100, 'money')).toMatchObject({ direction: 'up' });
    expect(relativeMove(-150, -100)).toBe(-0.5);
  });
});

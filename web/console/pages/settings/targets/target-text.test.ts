import { describe, expect, it } from 'vitest';
import { readTarget, typedTarget } from './target-text.ts';

describe('a typed target', () => {
  it('is money in whole currency and a share in percent', () => {
    expect(readTarget('12,500', 'money', 'CNY')).toBe(1_250_000);
    expect(readTarget('12500.5', 'money', 'CNY')).toBe(1_250_050);
    expect(readTarget('3000', 'money', 'JPY')).toBe(3000);
    expect(readTarget('3.5 %', 'share', 'CNY')).toBe(0.035);
    expect(readTarget('１２０', 'count', 'CNY')).toBe(120);
  });

  it('is nothing, or no number, without being guessed', () => {
    expect(readTarget('  ', 'money', 'CNY')).toBeNull();
    for (const text of ['ten', '1.2.3', '-5', '1e9', '10.001']) {
      expect(readTarget(text, 'money', 'CNY')).toBeUndefined();
    }
  });

  it('comes back as it was typed', () => {
    for (const [text, unit] of [
      ['12500', 'money'],
      ['0.5', 'money'],
      ['10', 'share'],
      ['3.25', 'share'],
      ['42', 'count'],
    ] as const) {
      expect(typedTarget(readTarget(text, unit, 'CNY') ?? 0, unit, 'CNY')).toBe(text);
    }
  });
});

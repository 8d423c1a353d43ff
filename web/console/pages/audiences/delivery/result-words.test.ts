import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeliveryResult } from '#audiences/contract';
import en from '../../../../messages/en.json' with { type: 'json' };
import zh from '../../../../messages/zh.json' with { type: 'json' };
import { shareText, timesText, wordsOfResult } from './result-words.ts';

const none = { people: 100, buyers: 0 };
const some = { people: 100, buyers: 20 };
const result = (part: Partial<DeliveryResult>): DeliveryResult => ({
  since: '2026-01-05T12:00:00.000Z',
  delivered: some,
  heldOut: some,
  ratio: null,
  interval: null,
  verdict: 'too_few',
  ...part,
});

describe('the words of a result', () => {
  it('name a ratio only where there is one, and else the end that is known', () => {
    expect(wordsOfResult(result({ delivered: none, heldOut: none }), 'en').value).toBe('–');
    const both = { ratio: 1.5, low: 1.00004, high: 2.25 };
    expect(wordsOfResult(result({ ratio: both, interval: both, verdict: 'more' }), 'en')).toEqual({
      kind: 'both',
      verdict: 'more',
      ratio: '1.50',
      low: '1.00004',
      high: '2.25',
      value: '1.50×',
    });
    const noneHeldOut = result({ heldOut: none, interval: { low: 1.4, high: null }, verdict: 'more' });
    expect(wordsOfResult(noneHeldOut, 'zh')).toMatchObject({ verdict: 'more.noneHeldOut', value: '≥ 1.40×' });
    const noneDelivered = result({ delivered: none, interval: { low: 0, high: 1.2 }, verdict: 'unsure' });
    expect(wordsOfResult(noneDelivered, 'en')).toMatchObject({
      verdict: 'unsure.noneDelivered',
      value: '≤ 1.20×',
    });
  });

  it('are there in both languages, and name nothing that the result lacks', () => {
    const told = (['more', 'fewer', 'unsure'] as const).flatMap((verdict) => [
      result({ verdict, ratio: { ratio: 2, low: 1, high: 3 }, interval: { low: 1, high: 3 } }),
      ...(verdict === 'fewer' ? [] : [result({ verdict, interval: { low: 1, high: null } })]),
      ...(verdict === 'more' ? [] : [result({ verdict, interval: { low: 0, high: 3 } })]),
    ]);
    for (const texts of [en, zh] as readonly Readonly<Record<string, string>>[])
      for (const one of [...told, result({})]) {
        const words = wordsOfResult(one, 'en');
        const text = texts[`deliveries.verdict.${words.verdict}`] ?? '';
        expect(text).not.toBe('');
        const named = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        for (const name of named) expect({ ...words }[name as 'low']).not.toBe('');
      }
  });

  it('write shares so that dividing them gives the ratio, to two digits', () => {
    expect(shareText({ people: 0, buyers: 0 }, 'en')).toBe('–');
    expect(shareText({ people: 100, buyers: 20 }, 'zh')).toBe('20.0%');
    expect(shareText({ people: 113_573, buyers: 26 }, 'en')).toBe('0.0229%');
    const buyers = fc.integer({ min: 1, max: 1_000 });
    const people = fc.integer({ min: 1_000, max: 10_000_000 });
    const read = (text: string) => Number(text.replace('%', ''));
    fc.assert(
      fc.property(buyers, people, buyers, people, (one, ofOne, other, ofOther) => {
        const written = [
          shareText({ people: ofOne, buyers: one }, 'en'),
          shareText({ people: ofOther, buyers: other }, 'en'),
        ].map(read);
        const exact = one / ofOne / (other / ofOther);
        const found = (written[0] ?? 0) / (written[1] ?? 0);
        expect(Math.abs(found / exact - 1)).toBeLessThan(0.011);
      }),
    );
  });

  it('never make a ratio look like 1 or nothing that is not, and keep their order', () => {
    const times = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    const read = (value: number) => Number(timesText(value, 'en').replaceAll(',', ''));
    fc.assert(
      fc.property(times, times, (one, other) => {
        fc.pre(Math.abs(one - 1) > 1e-7);
        expect(read(one)).not.toBe(1);
        expect(read(one)).toBeGreaterThan(0);
        expect(read(one) > 1).toBe(one > 1);
        if (one <= other) expect(read(one)).toBeLessThanOrEqual(read(other));
      }),
    );
  });
});

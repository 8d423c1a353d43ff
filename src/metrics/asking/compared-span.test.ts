import { describe, expect, it } from 'vitest';
import { spanOf } from '#kernel/time';
import { asMuchAsHasPassed, comparedSpan } from './compared-span.ts';

const zone = 'Asia/Shanghai';
const span = (from: string, to: string) => spanOf({ from, to }, zone) ?? { fromMs: 0, toMs: 0 };
const previous = (from: string, to: string) =>
  comparedSpan('previous_period', { from, to }, span(from, to), zone);

describe('the period before', () => {
  it('of some days is as many days before them', () => {
    expect(previous('2026-11-18', '2026-11-24')).toEqual(span('2026-11-11', '2026-11-17'));
  });
  it('of a whole month is the whole month before it, however long', () => {
    expect(previous('2026-03-01', '2026-03-31')).toEqual(span('2026-02-01', '2026-02-28'));
  });
});

describe('a period that is still running', () => {
  const running = span('2026-11-18', '2026-11-24');
  const before = span('2026-11-11', '2026-11-17');
  it('is compared with as much of the other as has passed of it', () => {
    const now = span('2026-11-24', '2026-11-24').fromMs + 3 * 3_600_000;
    const fair = asMuchAsHasPassed(running, before, now);
    expect(fair.toMs - fair.fromMs).toBe(now - running.fromMs);
    expect(fair.toMs).toBe(span('2026-11-17', '2026-11-17').fromMs + 3 * 3_600_000);
  });
  it('is compared with the whole when it is over or has not begun', () => {
    expect(asMuchAsHasPassed(running, before, running.toMs)).toBe(before);
    expect(asMuchAsHasPassed(running, before, running.fromMs)).toBe(before);
  });
});

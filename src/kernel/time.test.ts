import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOf, daysBetween, isZone, spanOf, startOfDate } from './time.ts';

describe('a range', () => {
  it('of one date spans that local day, and 23 or 25 hours when clocks change', () => {
    const hours = (date: string, zone: string) => {
      const span = spanOf({ from: date, to: date }, zone);
      return span && (span.toMs - span.fromMs) / 3_600_000;
    };
    expect(hours('2026-01-01', 'Asia/Shanghai')).toBe(24);
    expect(hours('2026-03-29', 'Europe/London')).toBe(23);
    expect(hours('2026-10-25', 'Europe/London')).toBe(25);
  });
  it('takes instants, whose end is excluded', () => {
    expect(spanOf({ from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z' }, 'UTC')).toEqual({
      fromMs: 1767225600000,
      toMs: 1767229200000,
    });
  });
  it('that is empty or no date is refused', () => {
    expect(spanOf({ from: '2026-01-02', to: '2026-01-01' }, 'UTC')).toBeNull();
    expect(spanOf({ from: '2026-02-30', to: '2026-03-01' }, 'UTC')).toBeNull();
    expect(spanOf({ from: 'yesterday', to: '2026-03-01' }, 'UTC')).toBeNull();
  });
});

describe('a date', () => {
  it('holds the instant it starts at, in any zone', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Asia/Shanghai',
      'America/New_York',
      'Pacific/Apia',
      'Asia/Kathmandu',
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), zones, (day, zone) => {
        const date = addDays('1990-01-01', day);
        // Samoa had no 30 December 2011 at all.
        if (zone === 'Pacific/Apia' && date === '2011-12-30') return;
        expect(dateOf(startOfDate(date, zone) ?? Number.NaN, zone)).toBe(date);
        expect(daysBetween('1990-01-01', date)).toBe(day);
      }),
    );
  });
  it('needs a zone that exists', () => {
    expect(isZone('Asia/Shanghai')).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DateOrderEvidence } from './date-order.ts';
import { parseTime, type TimeStyle } from './local-time.ts';

const shanghai: TimeStyle = { zone: 'Asia/Shanghai', dateOrder: 'month_first' };
const iso = (text: string, style = shanghai) => {
  const ms = parseTime(text, style);
  return ms === null ? null : new Date(ms).toISOString();
};

describe('times as people write them', () => {
  it.each([
    ['2010-12-01 08:26:00', '2010-12-01T00:26:00.000Z'],
    ['2010-12-01T08:26:00.123', '2010-12-01T00:26:00.123Z'],
    ['2010-12-01T08:26:00Z', '2010-12-01T08:26:00.000Z'],
    ['2010-12-01 08:26:00 -0500', '2010-12-01T13:26:00.000Z'],
    ['2010/12/1 8:26', '2010-12-01T00:26:00.000Z'],
    ['12/1/2010 8:26', '2010-12-01T00:26:00.000Z'],
    ['12/01/2010 08:26:05 PM', '2010-12-01T12:26:05.000Z'],
    ['12/1/10 12:05 am', '2010-11-30T16:05:00.000Z'],
    ['2010年12月1日 8时26分', '2010-12-01T00:26:00.000Z'],
    ['2010年12月1日 下午8:26', '2010-12-01T12:26:00.000Z'],
    ['２０１０年１２月１日', '2010-11-30T16:00:00.000Z'],
    ['20101201082600', '2010-12-01T00:26:00.000Z'],
    ['20101201', '2010-11-30T16:00:00.000Z'],
    ['1 Dec 2010 08:26', '2010-12-01T00:26:00.000Z'],
    ['December 1, 2010', '2010-11-30T16:00:00.000Z'],
    ['1291163160', '2010-12-01T00:26:00.000Z'],
    ['1291163160000', '2010-12-01T00:26:00.000Z'],
  ])('reads %s', (text, expected) => expect(iso(text)).toBe(expected));

  it.each([
    '',
    '30/2/2010',
    '2010-02-30',
    '2010-13-01',
    'yesterday',
    '2010-12-01 25:00',
    '13/13/2010',
    '2010-12-01 8:26 xx',
  ])('refuses %j', (text) => expect(iso(text)).toBeNull());

  it('follows the zone through a change of clocks', () => {
    const london: TimeStyle = { zone: 'Europe/London', dateOrder: 'day_first' };
    expect(iso('27/3/2011 00:59', london)).toBe('2011-03-27T00:59:00.000Z');
    expect(iso('27/3/2011 02:00', london)).toBe('2011-03-27T01:00:00.000Z');
    expect(iso('1/7/2011 12:00', london)).toBe('2011-07-01T11:00:00.000Z');
  });

  it('reads back every minute it is given, in either order', () => {
    const minutes = fc.integer({ min: 0, max: 60_000_000 }).map((minute) => minute * 60_000);
    fc.assert(
      fc.property(
        minutes,
        fc.constantFrom<TimeStyle['dateOrder']>('day_first', 'month_first'),
        (at, dateOrder) => {
          const date = new Date(at);
          const [day, month] = [date.getUTCDate(), date.getUTCMonth() + 1];
          const [one, two] = dateOrder === 'day_first' ? [day, month] : [month, day];
          const text = `${one}/${two}/${date.getUTCFullYear()} ${date.getUTCHours()}:${String(date.getUTCMinutes()).padStart(2, '0')}`;
          expect(parseTime(text, { zone: 'UTC', dateOrder })).toBe(at);
        },
      ),
    );
  });
});

describe('day or month first', () => {
  const finding = (...values: string[]) => {
    const evidence = new DateOrderEvidence();
    for (const value of values) evidence.see(value);
    return evidence.finding();
  };
  it('is decided by the whole sample, and asked for where the sample is silent', () => {
    expect(finding('12/1/2010 8:26', '12/13/2010 9:00')).toBe('month_first');
    expect(finding('1/12/2010', '13.12.2010')).toBe('day_first');
    expect(finding('12/1/2010', '11/2/2010')).toBe('unsure');
    expect(finding('13/1/2010', '1/13/2010')).toBe('contradictory');
    expect(finding('2010-12-01', '2010/12/1')).toBe('not_needed');
  });
});

import { describe, expect, it } from 'vitest';
import { bytesText } from '../../../ui/metric/bytes-text.ts';
import { leftText, secondsLeft } from './figures-text.ts';
import { kindOfFile } from './send-file.ts';

const say = (key: string, values: Record<string, string | number> = {}) =>
  `${values.n ?? ''}${key.split('.')[1]}`;

describe('what is said of a file on its way', () => {
  it('counts bytes as disks do', () => {
    expect(bytesText(0)).toBe('0 B');
    expect(bytesText(999)).toBe('999 B');
    expect(bytesText(45_130_000)).toBe('45.1 MB');
    expect(bytesText(812_400)).toBe('812 KB');
    expect(bytesText(8_000_000_000)).toBe('8.0 GB');
  });

  it('says the time left in the unit that fits', () => {
    expect(leftText(null, say)).toBe('–');
    expect(leftText(0.4, say)).toBe('aMoment');
    expect(leftText(42.4, say)).toBe('42seconds');
    expect(leftText(600, say)).toBe('10minutes');
    expect(leftText(7200, say)).toBe('2.0hours');
  });

  it('does not guess in the first second', () => {
    expect(secondsLeft({ bytes: 10, bytesTotal: 100 }, 500)).toBeNull();
    expect(secondsLeft({ bytes: 50, bytesTotal: 100 }, 2000)).toBe(2);
  });

  it('takes JSON lines for events and the rest for orders', () => {
    expect(kindOfFile('events.jsonl')).toBe('events');
    expect(kindOfFile('a.NDJSON.gz')).toBe('events');
    expect(kindOfFile('orders.csv')).toBe('orders');
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRange } from './byte-range.ts';

it('reads the ranges that players send', () => {
  expect(readRange('bytes=0-', 100)).toEqual({ start: 0, end: 99 });
  expect(readRange('bytes=10-19', 100)).toEqual({ start: 10, end: 19 });
  expect(readRange('bytes=90-1000', 100)).toEqual({ start: 90, end: 99 });
  expect(readRange('bytes=-10', 100)).toEqual({ start: 90, end: 99 });
  expect(readRange('bytes=-1000', 100)).toEqual({ start: 0, end: 99 });
});

it('answers the whole file where a range says nothing, and none where it lies behind the end', () => {
  for (const header of [undefined, '', 'bytes=-', 'bytes=5-4', 'items=0-1', 'bytes=0-1,5-6', 'bytes=a-b'])
    expect(readRange(header, 100), String(header)).toBe('whole');
  for (const header of ['bytes=100-', 'bytes=100-200', 'bytes=-0'])
    expect(readRange(header, 100)).toBe('none');
  expect(readRange('bytes=0-', 0)).toBe('none');
});

it('never leaves the file, whatever is sent', () => {
  const number = fc.oneof(fc.nat().map(String), fc.constantFrom('', '999999999999999', '-1', '1e9'));
  const header = fc.oneof(
    fc.string(),
    fc.tuple(number, number).map(([from, to]) => `bytes=${from}-${to}`),
  );
  fc.assert(
    fc.property(header, fc.nat({ max: 1000 }), (given, bytes) => {
      const range = readRange(given, bytes);
      if (typeof range === 'string') return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThan(bytes);
    }),
  );
});

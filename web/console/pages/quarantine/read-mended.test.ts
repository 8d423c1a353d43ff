import { expect, it } from 'vitest';
import { readMended } from './read-mended.ts';

it('a mended event must be one JSON object', () => {
  expect(readMended('{"a":1}')).toEqual({ event: { a: 1 }, pretty: '{\n  "a": 1\n}', problem: '' });
  expect(readMended('[1]').event).toBeNull();
  expect(readMended('null').event).toBeNull();
  const broken = readMended('{"a":');
  expect(broken.event).toBeNull();
  expect(broken.pretty).toBe('{"a":');
  expect(broken.problem).not.toBe('');
});

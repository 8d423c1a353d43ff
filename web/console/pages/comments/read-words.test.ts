import { expect, it } from 'vitest';
import { readWords } from './read-words.ts';

it('reads words a line each or between commas of either language, each once', () => {
  expect(readWords('加微信\n 刷单 ，返现、加微信\n\n  side   income ; ')).toEqual([
    '加微信',
    '刷单',
    '返现',
    'side income',
  ]);
  expect(readWords(' \n , ')).toEqual([]);
});

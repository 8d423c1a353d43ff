import { expect, it } from 'vitest';
import { durationText } from './duration-text.ts';
import { joinWords, splitWords } from './element-words.ts';

it('words are split at commas of both languages, each once, ten at most', () => {
  expect(splitWords('通勤，约会、 sport, ,sport')).toEqual(['通勤', '约会', 'sport']);
  expect(splitWords(Array.from({ length: 20 }, (_, at) => `w${at}`).join(','))).toHaveLength(10);
  expect(splitWords(joinWords(['a', 'b']))).toEqual(['a', 'b']);
  expect(joinWords(undefined)).toBe('');
});

it('a duration is minutes and seconds', () => {
  expect([6_600, 59_600, 750_000].map(durationText)).toEqual(['0:07', '1:00', '12:30']);
});

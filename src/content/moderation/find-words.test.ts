import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWords } from './find-words.ts';

const words = ['全网最低', '根治', 'best in the world', '100%有效', 'no side effects'];

describe('a word that is looked for', () => {
  it('is found however it is dressed up', () => {
    for (const text of ['全网最低！', '全 网 最 低', '全·网·最·低', '全\u200b网最低', '今天全网最低价'])
      expect(findWords(text, ['全网最低']), text).toEqual(['全网最低']);
    expect(findWords('ＢＥＳＴ in  the World!', ['best in the world'])).toEqual(['best in the world']);
    expect(findWords('100％有效', words)).toContain('100%有效');
  });

  it('is not found inside another Latin word', () => {
    expect(findWords('First class glass', ['ass', 'lass'])).toEqual([]);
    expect(findWords('What an ass.', ['ass'])).toEqual(['ass']);
  });

  it('is not found in honest copy', () => {
    for (const text of ['轻薄透气的夏季防晒衣', 'A linen shirt that breathes', '', '🎉'])
      expect(findWords(text, words), text).toEqual([]);
  });

  it('is found wherever it stands in any text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (word, before, after) => {
          expect(findWords(`${before} ${word} ${after}`, words)).toContain(word);
        },
      ),
    );
  });
});

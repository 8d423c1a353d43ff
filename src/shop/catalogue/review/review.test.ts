import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forbiddenWords } from './forbidden-words-data.ts';
import { forbiddenIn, type Reviewed, review, reviewContent } from './review.ts';

const sound: Reviewed = {
  name: '云隙三合一冲锋衣',
  sellingPoint: '一件抵三件,山里不怕雨',
  description: '外层防水透湿,内胆可拆。',
  skus: [{ name: '女款 / M', price: 89_900, available: 3 }],
  pictures: 1,
};

describe('the automatic review', () => {
  it('passes what is honest and whole', () => {
    expect(review(sound)).toEqual([]);
  });

  it('finds every claim that may not be made, wherever it stands and however it is spaced', () => {
    const words = fc.constantFrom(...forbiddenWords.map(({ word }) => word));
    const fields = fc.constantFrom('name', 'sellingPoint', 'description');
    fc.assert(
      fc.property(words, fields, fc.boolean(), (word, field, spaced) => {
        const hidden = spaced ? [...word].join(' ').toUpperCase() : word;
        const reasons = review({ ...sound, [field]: `新品 ${hidden} 冲锋衣` });
        expect(reasons).toContainEqual({ code: 'forbidden_word', field, word });
      }),
    );
  });

  it('lets words be that only contain the characters', () => {
    expect(forbiddenIn('最大承重 20 公斤,每件一个唯一码')).toEqual([]);
    expect(forbiddenIn('最大承重 20 公斤,全网最大')).toEqual(['最大']);
  });

  it('says everything that is missing at once', () => {
    const bare = { ...sound, name: '全网第一冲锋衣', skus: [], pictures: 0 };
    expect(review(bare).map(({ code }) => code)).toEqual([
      'forbidden_word',
      'picture_missing',
      'price_missing',
    ]);
    expect(review({ ...sound, skus: [{ name: '', price: 1, available: 0 }] })).toEqual([
      { code: 'no_stock', field: 'skus' },
    ]);
  });

  it('does not hold it against what is shown that its stock ran out', () => {
    expect(reviewContent({ ...sound, skus: [{ name: '', price: 1, available: 0 }] })).toEqual([]);
  });
});

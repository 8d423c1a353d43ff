import { describe, expect, it } from 'vitest';
import { forbiddenIn } from '#shop';
import { type Reviewed, reviewVideo } from './review-video.ts';
import { mayFollow } from './video.ts';

const sound: Reviewed = {
  title: '三步穿出清爽夏天',
  kind: 'seeding',
  elements: { scene: ['通勤'] },
  category: '女装',
  productIds: [],
  file: {},
};
const review = (change: Partial<Reviewed>) => reviewVideo({ ...sound, ...change }, forbiddenIn);

describe('the states of a video', () => {
  it('are left and entered as the table says, and nothing is published without review', () => {
    const states = ['draft', 'reviewing', 'published', 'removed'] as const;
    const moves = states.flatMap((from) =>
      states.filter((to) => mayFollow(from, to)).map((to) => `${from} ${to}`),
    );
    expect(moves).toEqual([
      'draft reviewing',
      'draft removed',
      'reviewing draft',
      'reviewing published',
      'published draft',
      'published removed',
      'removed draft',
      'removed reviewing',
    ]);
  });
});

describe('the review', () => {
  it('lets an honest video pass', () => {
    expect(review({})).toEqual([]);
  });

  it('names what is missing', () => {
    expect(review({ file: null, title: '…', kind: 'selling' }).map(({ code }) => code)).toEqual([
      'no_file',
      'no_title',
      'no_product',
    ]);
  });

  it('finds forbidden words in every text that shoppers or the feed read, with the word', () => {
    expect(review({ title: '最 低 价' })).toEqual([
      { code: 'forbidden_word', field: 'title', word: '最低价' },
    ]);
    expect(review({ elements: { need: ['根治失眠'] }, category: '高仿' }).map(({ field }) => field)).toEqual([
      'category',
      'elements.need',
    ]);
  });
});

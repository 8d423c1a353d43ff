import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asId } from '#kernel/ids';
import type { FeedVideo } from '../../content-door.ts';
import { PublishedVideos } from './published-videos.ts';

const video = fc
  .record({
    number: fc.nat(40),
    account: fc.constantFrom('a', 'b', 'c'),
    category: fc.constantFrom('tea', 'soap', null),
    publishedAtMs: fc.nat(5),
  })
  .map(
    ({ number, account, category, publishedAtMs }): FeedVideo => ({
      id: asId('video', `v${number}`),
      number,
      organizationId: asId('organization', 'o'),
      shopId: asId('shop', 's'),
      accountId: asId('account', account),
      accountNumber: account.charCodeAt(0),
      accountType: 'self',
      kind: 'selling',
      category,
      productIds: [],
      productNumbers: [],
      durationMs: 1_000,
      publishedAtMs,
      simulated: false,
    }),
  );
const change = fc.record({
  gone: fc.array(
    fc.nat(40).map((number) => `v${number}`),
    { maxLength: 6 },
  ),
  come: fc.uniqueArray(video, { maxLength: 6, selector: ({ id }) => id }),
});

it('holds after any changes what it would hold if it were made anew, in the same orders', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const changed = new PublishedVideos();
      const wanted = new Map<string, FeedVideo>();
      for (const { gone, come } of changes) {
        const before = changed.published();
        const was = [...before];
        changed.change(gone, come);
        expect(before).toEqual(was);
        for (const id of gone) wanted.delete(id);
        for (const one of come) wanted.set(one.id, one);
      }
      const all = [...wanted.values()].sort(
        (one, other) => other.publishedAtMs - one.publishedAtMs || (one.id < other.id ? 1 : -1),
      );
      const anew = new PublishedVideos(all);
      for (const videos of [changed, anew]) {
        expect(videos.published()).toEqual(all);
        for (let number = 0; number <= 40; number++)
          expect(videos.numbered(number)).toBe(videos.find(`v${number}`));
        for (const account of ['a', 'b', 'c'])
          expect(videos.ofAccount(account)).toEqual(all.filter(({ accountId }) => accountId === account));
        for (const category of ['tea', 'soap'])
          expect(videos.ofCategory(category)).toEqual(all.filter((one) => one.category === category));
        for (const one of all) expect(videos.find(one.id)).toBe(one);
        expect(videos.find('v41')).toBeUndefined();
      }
    }),
  );
});

it('says the same list until something changes', () => {
  fc.assert(
    fc.property(fc.uniqueArray(video, { minLength: 1, selector: ({ id }) => id }), (videos) => {
      const published = new PublishedVideos(videos);
      const list = published.published();
      published.change(['v41'], []);
      expect(published.published()).toBe(list);
      published.change([videos[0]?.id ?? ''], []);
      expect(published.published()).not.toBe(list);
    }),
  );
});

it('takes a great many changes at once as it takes a few', () => {
  const one = fc.sample(video, 1)[0] as FeedVideo;
  const many = Array.from({ length: 1_200 }, (_, number) => ({
    ...one,
    id: asId('video', `n${number}`),
    publishedAtMs: (number * 7) % 100,
  }));
  const atOnce = new PublishedVideos(many);
  const slowly = new PublishedVideos();
  for (const each of many) slowly.change([], [each]);
  expect(atOnce.published()).toEqual(slowly.published());
  expect(atOnce.ofAccount(one.accountId)).toEqual(slowly.ofAccount(one.accountId));
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PublishedVideos } from '#content';
import { fitRp3beta } from '#science/rp3beta';
import { feedVideo } from '../feed/feed-fixture.ts';
import { nearestVideos, numbered } from './near-videos.ts';

const ids = ['v0', 'v1', 'v2', 'v3', 'v4'];
const watching = fc.array(fc.record({ person: fc.nat(4), video: fc.constantFrom(...ids) }), { minLength: 1 });

it('answers by numbers of the shelf, nearest first, and never with what is not on it or not wanted', () => {
  fc.assert(
    fc.property(watching, fc.subarray(ids), fc.subarray(ids), (pairs, shown, unwanted) => {
      const shelf = new PublishedVideos(shown.map((id) => feedVideo({ id })));
      const { interactions, videos } = numbered(pairs);
      const nearest = nearestVideos(videos, fitRp3beta(interactions), shelf);
      const anchors = [
        { id: 'v0', liking: 1 },
        { id: 'v1', liking: 0.5 },
      ];
      const isWanted = (number: number) => !unwanted.includes(shelf.numbered(number)?.id ?? '');
      const all = nearest(anchors, () => true, 10);
      expect(all.every(({ number }) => shelf.numbered(number) !== undefined)).toBe(true);
      expect(all.map(({ weight }) => weight)).toEqual(
        all.map(({ weight }) => weight).sort((one, other) => other - one),
      );
      const wanted = nearest(anchors, isWanted, 10);
      expect(new Set(wanted.map(({ number }) => number))).toEqual(
        new Set(all.filter(({ number }) => isWanted(number)).map(({ number }) => number)),
      );
    }),
    { numRuns: 300 },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdWin } from '#ads';
import { PublishedVideos } from '#content';
import { asId } from '#kernel/ids';
import { randomOf } from '#science/random';
import { type ItemKnowledge, nothingKnown } from '../learning/item-knowledge.ts';
import type { Watched } from '../seen/watched.ts';
import { feedVideo } from './feed-fixture.ts';
import { type Known, makePage, type PageRequest } from './make-page.ts';

const nowMs = Date.parse('2026-03-10T12:00:00Z');
const day = 86_400_000;
const videos = Array.from({ length: 30 }, (_, number) =>
  feedVideo({
    id: `v${number}`,
    accountId: `a${number % 7}`,
    category: ['tea', 'tents', 'soap'][number % 3] ?? null,
    productIds: [`p${number % 11}`],
    publishedAtMs: nowMs - 8 * day,
  }),
);
const shelf = new PublishedVideos(videos);
const ids = videos.map(({ id }) => id);
const someIds = fc.subarray<string>(ids);

const watchedOf = (id: string, more: Partial<Watched> = {}): Watched => ({
  videoId: id,
  seenAtMs: nowMs - day,
  watchRatio: 0.5,
  liked: false,
  clickedProduct: false,
  disliked: false,
  ...more,
});
const knownOf = (
  given: Partial<Known> & { watched?: readonly string[]; served?: readonly string[] },
): Known => ({
  shelf,
  knowledge: nothingKnown,
  seen: {
    watched: new Map((given.watched ?? []).map((id) => [id, watchedOf(id)])),
    served: new Map((given.served ?? []).map((id) => [id, nowMs])),
  },
  followed: new Set(),
  disliked: new Set(),
  rhythm: { organicSinceAd: 0 },
  ...given,
});
const requestOf = (given: Partial<PageRequest> = {}): PageRequest => ({
  limit: 6,
  around: null,
  begins: false,
  have: new Set(),
  again: false,
  nowMs,
  ...given,
});
const noAds = () => [];
const adOf = (id: string): AdWin => ({
  planId: asId('plan', `plan-${id}`),
  organizationId: asId('organization', 'o1'),
  adAccountId: asId('adAccount', 'ada1'),
  videoId: asId('video', id),
  productId: asId('product', 'p1'),
  priceMinor: 100,
  currency: 'CNY',
  pCtr: 0.05,
  pCvr: 0.02,
  ecpm: 3,
  token: id,
});

describe('a page of the feed', () => {
  it('holds nothing that was seen, is on its way, is held by the screen, or is unwanted; and nothing twice', () => {
    fc.assert(
      fc.property(
        someIds,
        someIds,
        someIds,
        someIds,
        fc.string(),
        (watched, served, have, disliked, seed) => {
          const unwanted = new Set([...watched, ...served, ...have, ...disliked]);
          const page = makePage(
            requestOf({ have: new Set(have) }),
            knownOf({ watched, served, disliked: new Set(disliked) }),
            noAds,
            randomOf(seed),
          );
          const shown = page.places.map(({ video }) => video.id);
          expect(shown.filter((id) => unwanted.has(id))).toEqual([]);
          expect(new Set(shown).size).toBe(shown.length);
          const left = ids.filter((id) => !unwanted.has(id)).length;
          expect(shown.length).toBe(Math.min(6, left));
          expect(page.exhausted).toBe(left < 6);
        },
      ),
    );
  });

  it('begins with the video that was asked for, and repeats what was seen longest ago only when asked', () => {
    const seen = new Map(
      ids.map((id, number) => [id, watchedOf(id, { seenAtMs: nowMs - (number + 1) * 60_000 })] as const),
    );
    const known = knownOf({ seen: { watched: seen, served: new Map() } });
    const around = shelf.find('v3') ?? null;
    const page = makePage(requestOf({ around, again: true }), known, noAds, randomOf('x'));
    expect(page.places.map(({ video, why }) => `${video.id} ${why}`)).toEqual([
      'v3 asked',
      'v29 again',
      'v28 again',
      'v27 again',
      'v26 again',
      'v25 again',
    ]);
    expect(page.exhausted).toBe(true);
    const rhythm = { organicSinceAd: 9 };
    const withAd = makePage(
      requestOf({ around }),
      { ...knownOf({}), rhythm },
      () => [adOf('v7')],
      randomOf('x'),
    );
    expect(withAd.places[0]).toMatchObject({ video: { id: 'v3' }, why: 'asked', ad: null });
    expect(withAd.places[3]?.ad).not.toBeNull();
    const once = makePage(requestOf({}), known, noAds, randomOf('x'));
    expect([once.places.length, once.exhausted]).toEqual([0, true]);
  });

  it('asks for ads only where they fit, keeps them from what was seen, and places them after three others', () => {
    const asked: [number, ReadonlySet<string>][] = [];
    const page = makePage(
      requestOf(),
      knownOf({ watched: ['v20'] }),
      (places, exclude) => {
        asked.push([places, exclude]);
        return [adOf('v29')];
      },
      randomOf('ads'),
    );
    expect(asked).toHaveLength(1);
    const [places, exclude] = asked[0] ?? [0, new Set<string>()];
    expect(places).toBe(1);
    for (const { video, ad } of page.places) if (!ad) expect(exclude.has(video.id)).toBe(true);
    expect(exclude.has('v20')).toBe(true);
    expect(page.places.map(({ ad }) => ad !== null)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  it('keeps the places of ads lawful however often the screen is loaded again within a visit', () => {
    const loads = fc.array(
      fc.record({ reached: fc.integer({ min: 1, max: 9 }), pages: fc.constantFrom(1, 2) }),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(loads, (list) => {
        let rhythm = { organicSinceAd: 0 };
        const reached: string[] = [];
        for (const [load, { reached: count, pages }] of list.entries()) {
          const screen = Array.from({ length: pages }, (_, number) => {
            const page = makePage(
              requestOf({ begins: number === 0 }),
              { ...knownOf({}), rhythm },
              (places) => Array.from({ length: places }, (_, n) => adOf(`v${20 + n}`)),
              randomOf(`${load} ${number}`),
            );
            ({ rhythm } = page);
            return page.places.map(({ ad }) => (ad ? 'ad' : 'organic'));
          }).flat();
          expect(screen[0]).toBe('organic');
          reached.push(...screen.slice(0, count));
        }
        const between = reached.join(' ').split('ad').slice(0, -1);
        for (const stretch of between)
          expect(stretch.match(/organic/g)?.length ?? 0).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it('shows more of what somebody watched to the end and less of what they swiped away', () => {
    const loved = ids.slice(0, 12).filter((_, number) => number % 3 === 0);
    const swiped = ids.slice(0, 12).filter((_, number) => number % 3 === 1);
    const watched = new Map([
      ...loved.map((id) => [id, watchedOf(id, { watchRatio: 1, liked: true })] as const),
      ...swiped.map((id) => [id, watchedOf(id, { watchRatio: 0.02 })] as const),
    ]);
    const counts = { tea: 0, tents: 0, soap: 0 };
    for (let seed = 0; seed < 300; seed++) {
      const page = makePage(
        requestOf({ limit: 3 }),
        knownOf({ seen: { watched, served: new Map() } }),
        noAds,
        randomOf(`${seed}`),
      );
      for (const { video } of page.places) counts[video.category as keyof typeof counts]++;
    }
    expect(counts.tea).toBeGreaterThan(counts.soap);
    expect(counts.soap).toBeGreaterThan(counts.tents);
  });

  it('follows item-to-item evidence, and names it as the reason', () => {
    const knowledge: ItemKnowledge = {
      ...nothingKnown,
      nearest: (anchors) =>
        anchors.some(({ id }) => id === 'v1') ? [{ number: shelf.find('v25')?.number ?? -1, weight: 1 }] : [],
    };
    const seen = { watched: new Map([['v1', watchedOf('v1', { watchRatio: 1 })]]), served: new Map() };
    let found = 0;
    for (let seed = 0; seed < 200; seed++) {
      const page = makePage(requestOf(), knownOf({ knowledge, seen }), noAds, randomOf(`${seed}`));
      found += page.places.some(({ video, why }) => video.id === 'v25' && why === 'item_to_item') ? 1 : 0;
    }
    expect(found).toBeGreaterThan(60);
  });
});

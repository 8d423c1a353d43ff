import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AdWin } from '#ads';
import { asId } from '#kernel/ids';
import { randomOf } from '#science/random';
import { organicBetweenAds, organicBetweenSlots, type Rhythm } from '../../feed/blend.ts';
import { feedVideo } from '../../feed/feed-fixture.ts';
import { makePage, type Placed } from '../../feed/make-page.ts';
import { nothingKnown } from '../../learning/item-knowledge.ts';
import type { Watched } from '../../seen/watched.ts';
import { slotRequest, slotShown } from '../slot-request.ts';
import { mayShowAgain, showingsMax } from './offer-placements.ts';
import { PlacementMemory } from './placement-memory.ts';
import type { ServedPlacement } from './served-placement.ts';
import { ShowingsMemory } from './showings-memory.ts';
import { Slots } from './slots.ts';

const nowMs = Date.parse('2026-03-01T12:00:00Z');
const dayMs = 86_400_000;
const videos = Array.from({ length: 60 }, (_, number) =>
  feedVideo({ id: `v${number}`, category: `c${number % 5}`, publishedAtMs: nowMs - number * 60_000 }),
);
const byId = new Map<string, (typeof videos)[number]>(videos.map((video) => [video.id, video]));
const shelf = {
  published: () => videos,
  find: (id: string) => byId.get(id),
  numbered: (number: number) => videos.find((video) => video.number === number),
  ofAccount: () => [],
  ofCategory: () => [],
};

const placementOf = (given: Partial<ServedPlacement> & { readonly id: string }): ServedPlacement => {
  const { id, ...rest } = given;
  return {
    placementId: asId('placement', id),
    organizationId: asId('organization', 'o1'),
    shopId: asId('shop', 's1'),
    shopName: 'Shop',
    kind: 'feed',
    videoId: 'v50',
    productId: null,
    title: null,
    tone: null,
    pictureKey: null,
    audience: 'all',
    groups: [],
    groupsExcluded: [],
    startsAtMs: nowMs - dayMs,
    endsAtMs: nowMs + dayMs,
    perDay: 2,
    priority: 5,
    zone: 'Asia/Shanghai',
    isOn: true,
    ...rest,
  };
};

type World = {
  readonly placements: readonly ServedPlacement[];
  readonly members?: Readonly<Record<string, readonly number[]>>;
  readonly heldOut?: Readonly<Record<string, readonly number[]>>;
};
function slotsOf({ placements, members = {}, heldOut = {} }: World): Slots {
  const memory = new PlacementMemory();
  memory.take(placements);
  return new Slots({
    placements: memory,
    groups: {
      isMember: (id, person) => members[id]?.includes(person) ?? false,
      isHeldOut: (id, person) => heldOut[id]?.includes(person) ?? false,
    },
    shelf,
    showings: new ShowingsMemory(async () => []),
    keep: async () => undefined,
  });
}
const shopper = (person: number) => ({ id: asId('shopper', `shopper ${person}`), person });
const nothingSeen = { watched: new Map<string, Watched>(), served: new Map<string, number>() };
const offered = async (slots: Slots, person: number, places = 5, at = nowMs) => {
  const showings = await slots.showingsOf(shopper(person), 'feed', at);
  const offers = slots.offersIn(shopper(person), { seen: nothingSeen, showings, requestId: 'r', nowMs: at });
  return offers(places, () => false).map(({ placementId }) => placementId);
};

it('offers a placement to members of its groups only, and never to somebody held out of any', async () => {
  const person = fc.integer({ min: 1, max: 8 });
  const people = fc.array(person, { maxLength: 8 });
  const group = fc.constantFrom('g1', 'g2');
  await fc.assert(
    fc.asyncProperty(
      fc.record({ g1: people, g2: people }),
      fc.record({ g1: people, g2: people }),
      fc.array(group, { minLength: 1, maxLength: 2 }),
      fc.array(group, { maxLength: 2 }),
      person,
      async (members, heldOut, groups, groupsExcluded, who) => {
        const placement = placementOf({ id: 'p', audience: 'group', groups, groupsExcluded });
        const shown = await offered(slotsOf({ placements: [placement], members, heldOut }), who);
        const isIn = groups.some((id) => members[id].includes(who));
        const isOut = groups.some((id) => heldOut[id].includes(who));
        const isKeptAway = groupsExcluded.some(
          (id) => members[id].includes(who) || heldOut[id].includes(who),
        );
        expect(shown.length).toBe(isIn && !isOut && !isKeptAway ? 1 : 0);
      },
    ),
  );
});

it('offers what runs now and is there, by priority, each video once', async () => {
  const placements = [
    placementOf({ id: 'later', startsAtMs: nowMs + 1 }),
    placementOf({ id: 'over', endsAtMs: nowMs }),
    placementOf({ id: 'stopped', isOn: false }),
    placementOf({ id: 'unpublished', videoId: 'gone' }),
    placementOf({ id: 'third', videoId: 'v3', priority: 9 }),
    placementOf({ id: 'second', videoId: 'v2', priority: 3 }),
    placementOf({ id: 'first', videoId: 'v1', priority: 1 }),
    placementOf({ id: 'of the first video again', videoId: 'v1', priority: 2 }),
  ];
  const slots = slotsOf({ placements });
  expect(await offered(slots, 1)).toEqual(['first', 'second', 'third']);
  expect(await offered(slots, 1, 1)).toEqual(['first']);
  // Told of after it was stopped, it is still known whose it was.
  expect(slots.find('stopped')?.isOn).toBe(false);
});

it('is shown so often a day of the brand, and so often at all', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 0, max: 20 * dayMs }), { maxLength: 14, size: 'max' }),
      fc.option(fc.integer({ min: 0, max: 3 * dayMs }), { nil: null }),
      (perDay, agos, seenAgo) => {
        const placement = { perDay, zone: 'Asia/Shanghai' };
        const showings = agos.map((ago) => nowMs - ago);
        const seenAtMs = seenAgo === null ? null : nowMs - seenAgo;
        // Noon in London is eight in the evening in Shanghai.
        const dayBeganMs = Date.parse('2026-02-28T16:00:00Z');
        const today = showings.filter((ms) => ms >= dayBeganMs).length;
        const seenToday = seenAtMs !== null && seenAtMs >= dayBeganMs ? 1 : 0;
        expect(mayShowAgain(placement, showings, seenAtMs, nowMs)).toBe(
          Math.max(today, seenToday) < perDay && showings.length < showingsMax,
        );
      },
    ),
  );
});

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

it('keeps the law of places over the pages of a visit, and puts in nothing that is unwanted or doubled', async () => {
  const placements = Array.from({ length: 12 }, (_, number) =>
    placementOf({ id: `p${number}`, videoId: `v${20 + number}` }),
  );
  const slots = slotsOf({ placements });
  const some = fc.uniqueArray(
    fc.integer({ min: 0, max: 59 }).map((number) => `v${number}`),
    { maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.nat(1_000),
      fc.integer({ min: 3, max: 20 }),
      fc.boolean(),
      some,
      async (seed, limit, hasAds, disliked) => {
        const showings = await slots.showingsOf(shopper(seed), 'feed', nowMs);
        let rhythm: Rhythm = { organicSinceAd: 0 };
        const served = new Map<string, number>();
        const shown: Placed[] = [];
        for (let number = 0; number < 4; number++) {
          const page = makePage(
            { limit, around: null, begins: number === 0, have: new Set(), again: false, nowMs },
            {
              shelf,
              knowledge: nothingKnown,
              seen: { watched: new Map(), served },
              followed: new Set(),
              disliked: new Set(disliked),
              rhythm,
            },
            (places, exclude) => {
              const free = videos.map(({ id }) => id).filter((id) => !exclude.has(id));
              return hasAds ? free.slice(0, places).map(adOf) : [];
            },
            randomOf(`${seed} ${number}`),
            slots.offersIn(shopper(seed), {
              seen: nothingSeen,
              showings,
              requestId: `${seed} ${number}`,
              nowMs,
            }),
          );
          const inSlots = page.places.filter(({ slot }) => slot);
          const organic = page.places.filter(({ slot, ad }) => !slot && !ad);
          expect(inSlots.length).toBeLessThanOrEqual(Math.ceil(organic.length / organicBetweenSlots));
          ({ rhythm } = page);
          for (const { video } of page.places) served.set(video.id, 0);
          shown.push(...page.places);
        }
        const ids = shown.map(({ video }) => video.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(
          ids.filter((id) => disliked.includes(id) && !shown.find(({ video, ad }) => ad && video.id === id)),
        ).toEqual([]);
        expect(shown.some(({ slot }) => slot)).toBe(true);
        const word = (placed: Placed) => (placed.slot ? 'slot' : placed.ad ? 'ad' : 'organic');
        const words = shown.map(word);
        const stretches = (isEnd: (one: string) => boolean) => {
          const lengths: number[] = [];
          let organic = 0;
          for (const one of words) {
            if (isEnd(one)) {
              lengths.push(organic);
              organic = 0;
            } else if (one === 'organic') organic++;
          }
          return lengths;
        };
        for (const length of stretches((one) => one !== 'organic'))
          expect(length).toBeGreaterThanOrEqual(organicBetweenAds);
        for (const length of stretches((one) => one === 'slot').slice(1))
          expect(length).toBeGreaterThanOrEqual(organicBetweenSlots);
      },
    ),
    { numRuns: 40 },
  );
});

it('is named by the request of a touch, and by none that is something else', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), fc.string(), (requestId, placementId, text) => {
      expect(slotShown(slotRequest(requestId, placementId))).toEqual({ requestId, placementId });
      expect(slotShown(requestId)).toBeNull();
      expect(slotShown(text)).toBeNull();
    }),
  );
});

import type { AdWin } from '#ads';
import type { Random } from '#science/random';
import type { ItemKnowledge } from '../learning/item-knowledge.ts';
import type { SeenByShopper } from '../seen/seen-memory.ts';
import type { SlotOffer, SlotOffers } from '../slots/showing/slot-offer.ts';
import { adPlaces, begun, blend, type Rhythm, slotPlaces } from './blend.ts';
import type { Candidate } from './candidate.ts';
import type { CandidateSource } from './candidate-sources.ts';
import { drawSlate } from './draw-slate.ts';
import type { FeedVideo, Shelf } from './feed-video.ts';
import { findCandidates } from './find-candidates.ts';
import { scoreCandidates } from './score.ts';
import { tasteOf } from './taste.ts';

/** One place of a page, organic, paid, or given to a placement. */
export type Placed = {
  readonly video: FeedVideo;
  readonly why: CandidateSource | 'asked' | 'again' | 'ad' | 'slot';
  readonly score: number;
  /** Chance with which the policy placed it; 1 where it was asked for, 0 for what an auction or a seller placed. */
  readonly propensity: number;
  readonly ad: AdWin | null;
  /** The placement that put it there. */
  readonly slot?: SlotOffer;
};

export type PageRequest = {
  readonly limit: number;
  /** The video to begin with. */
  readonly around: FeedVideo | null;
  /** The screen is new, or was loaded again: what it was sent before is not in front of the shopper any more. */
  readonly begins: boolean;
  /** Held by the screen, shown or not. */
  readonly have: ReadonlySet<string>;
  /** Whether what was seen may come again. */
  readonly again: boolean;
  readonly nowMs: number;
};

export type Known = {
  readonly shelf: Shelf;
  readonly knowledge: ItemKnowledge;
  readonly seen: SeenByShopper;
  readonly followed: ReadonlySet<string>;
  readonly disliked: ReadonlySet<string>;
  readonly rhythm: Rhythm;
};

export type MadePage = {
  readonly places: readonly Placed[];
  readonly rhythm: Rhythm;
  readonly candidates: number;
  readonly exhausted: boolean;
};

/**
 * The feed as one pure decision: what is known of the shopper and of the videos → candidates → none that was seen
 * or is unwanted → worth → drawn places → placements and ads at theirs. `askAds` and `askSlots` are asked where there is a
 * place, and told how many there are and which videos must not come.
 */
export function makePage(
  request: PageRequest,
  known: Known,
  askAds: (places: number, exclude: ReadonlySet<string>) => readonly AdWin[],
  random: Random,
  askSlots: SlotOffers = noSlots,
): MadePage {
  const { shelf, knowledge, seen } = known;
  const watched = [...seen.watched.values()];
  const onShelf = watched.flatMap((one) => {
    const video = one.number === undefined ? shelf.find(one.videoId) : shelf.numbered(one.number);
    return video ? [{ seen: one, video }] : [];
  });
  const unwanted = numbersOf(shelf, request.have, seen.served.keys(), known.disliked);
  for (const { video } of onShelf) unwanted.add(video.number);
  if (request.around) unwanted.add(request.around.number);
  const isWanted = (number: number) => !unwanted.has(number);
  const taste = tasteOf(onShelf, request.nowMs);
  const asking = { watched, followed: known.followed, taste, isWanted };

  const found = findCandidates(asking, shelf, knowledge);
  const enough = found.length >= request.limit ? found : withTheRest(found, shelf, isWanted, request.limit);
  const before = request.begins || request.around ? begun(known.rhythm) : known.rhythm;
  const slots = slotsAmong(request, known, enough.length, before, askSlots);
  const left =
    slots.length === 0 ? enough : enough.filter(({ video }) => !slots.some((slot) => slot.video === video));
  const scored = scoreCandidates(left, asking, knowledge, request.nowMs);
  const first = request.around ? [asked(request.around)] : [];
  const drawn: Placed[] = drawSlate(scored, request.limit - first.length, lastShown(seen, shelf), random).map(
    ({ video, why, score, propensity }) => ({ video, why, score, propensity, ad: null }),
  );
  const organic = [...first, ...drawn];
  const missing = request.limit - organic.length;
  if (request.again && missing > 0) organic.push(...seenLongestAgo(known, request, slots, missing));

  const chosen = slots.map(
    (slot): Placed => ({ video: slot.video, why: 'slot', score: 0, propensity: 0, ad: null, slot }),
  );
  const paidPlaces = adPlaces(organic.length, chosen.length, before);
  const wins =
    paidPlaces === 0 ? [] : askAds(paidPlaces, mustNotCome(request, seen, [...organic, ...chosen]));
  const ads = wins.flatMap((win) => {
    const video = shelf.find(win.videoId);
    return video ? [{ video, why: 'ad' as const, score: win.ecpm, propensity: 0, ad: win }] : [];
  });
  const { page, rhythm } = blend<Placed, Placed, Placed>(organic, ads, chosen, before);
  // One that found no place is shown by itself, next.
  const isAllPlaced = page.length === organic.length + ads.length + chosen.length;
  return { places: page, rhythm, candidates: enough.length, exhausted: missing > 0 && isAllPlaced };
}

/** Which placements come, where there are enough organic videos to lie between. What was watched may come by one again. */
function slotsAmong(
  { limit, around, again, have }: PageRequest,
  { shelf, seen, disliked }: Known,
  candidates: number,
  before: Rhythm,
  askSlots: SlotOffers,
): readonly SlotOffer[] {
  // A placement may take one of the candidates away from the others.
  const organic = again ? limit : Math.min(limit, candidates - 1);
  const places = organic > 0 ? slotPlaces(organic, before) : 0;
  if (places === 0) return [];
  const unwanted = numbersOf(shelf, have, seen.served.keys(), disliked);
  if (around) unwanted.add(around.number);
  return askSlots(places, ({ number }) => unwanted.has(number));
}

const noSlots: SlotOffers = () => [];

/** Thousands of videos are asked about for one page: by their numbers that costs a fraction of what it does by ids. */
function numbersOf(shelf: Shelf, ...ids: readonly Iterable<string>[]): Set<number> {
  const numbers = new Set<number>();
  for (const some of ids)
    for (const id of some) {
      const video = shelf.find(id);
      if (video) numbers.add(video.number);
    }
  return numbers;
}

function mustNotCome(request: PageRequest, seen: SeenByShopper, organic: readonly Placed[]): Set<string> {
  const exclude = new Set([...seen.watched.keys(), ...seen.served.keys(), ...request.have]);
  for (const { video } of organic) exclude.add(video.id);
  return exclude;
}

const asked = (video: FeedVideo): Placed => ({ video, why: 'asked', score: 0, propensity: 1, ad: null });

/** A shopper who has seen all that the sources name gets what is left, newest first, before it says "exhausted". */
function withTheRest(
  found: readonly Candidate[],
  shelf: Shelf,
  isWanted: (number: number) => boolean,
  limit: number,
): Candidate[] {
  const have = new Set(found.map(({ video }) => video.number));
  const all = [...found];
  for (const video of shelf.published()) {
    if (all.length >= limit * 3) break;
    if (!have.has(video.number) && isWanted(video.number)) all.push({ video, why: 'fresh', nearness: 0 });
  }
  return all;
}

function lastShown(seen: SeenByShopper, shelf: Shelf): { readonly video: FeedVideo }[] {
  return [...seen.served.keys()].slice(-4).flatMap((id) => {
    const video = shelf.find(id);
    return video ? [{ video }] : [];
  });
}

function seenLongestAgo(
  known: Known,
  request: PageRequest,
  slots: readonly SlotOffer[],
  count: number,
): Placed[] {
  const held = (id: string) =>
    request.have.has(id) ||
    known.seen.served.has(id) ||
    id === request.around?.id ||
    slots.some(({ video }) => video.id === id);
  return [...known.seen.watched.values()]
    .filter(({ videoId }) => !held(videoId) && !known.disliked.has(videoId))
    .sort((one, other) => one.seenAtMs - other.seenAtMs)
    .flatMap(({ videoId }) => {
      const video = known.shelf.find(videoId);
      return video ? [{ video, why: 'again' as const, score: 0, propensity: 1, ad: null }] : [];
    })
    .slice(0, count);
}

import { BestOf } from '#science/best-of';
import type { ItemKnowledge, Neighbour } from '../learning/item-knowledge.ts';
import { fondness, type Watched } from '../seen/watched.ts';
import type { Candidate } from './candidate.ts';
import type { CandidateSource } from './candidate-sources.ts';
import type { FeedVideo, Shelf } from './feed-video.ts';
import type { Taste } from './taste.ts';

/** What the feed knows of who asks. */
export type Asking = {
  readonly watched: readonly Watched[];
  readonly followed: ReadonlySet<string>;
  readonly taste: Taste;
  /** Of a video's number: neither seen nor on its way to them nor disliked. */
  readonly isWanted: (number: number) => boolean;
};

const ofFollowedMax = 60;
const ofOneAccountMax = 10;
const anchorsMax = 20;
const ofNearMax = 200;
const ofInterestMax = 120;
const ofPopularMax = 150;
const ofFreshMax = 80;
/** Of one list, so many are looked at for those that are wanted: who has seen more than that is given the rest. */
const lookedAtMax = 2_000;

/**
 * Asks every source and puts their answers together. Each looks at lists made beforehand, never at all videos, so
 * a hundred thousand cost no more than a thousand.
 */
export function findCandidates(asking: Asking, shelf: Shelf, knowledge: ItemKnowledge): Candidate[] {
  const near = nearWatched(asking, knowledge);
  const found: Candidate[] = [];
  const named = new Set<number>();
  const take = (video: FeedVideo, why: CandidateSource, nearness: number) => {
    if (named.has(video.number)) return;
    named.add(video.number);
    found.push({ video, why, nearness });
  };
  for (const video of ofFollowed(asking, shelf))
    take(video, 'followed', near.find(({ number }) => number === video.number)?.weight ?? 0);
  for (const { number, weight } of near) {
    const video = shelf.numbered(number);
    if (video) take(video, 'item_to_item', weight);
  }
  // Whatever is near anything was named by now.
  for (const video of ofInterest(asking, shelf, knowledge)) take(video, 'interest', 0);
  for (const video of firstWanted(knowledge.popular, ofPopularMax, asking, shelf)) take(video, 'popular', 0);
  for (const video of firstWantedVideos(shelf.published(), ofFreshMax, asking)) take(video, 'fresh', 0);
  return found;
}

function firstWanted(
  numbers: readonly number[],
  max: number,
  { isWanted }: Asking,
  shelf: Shelf,
): FeedVideo[] {
  return firstThat(numbers, isWanted, max).flatMap((number) => shelf.numbered(number) ?? []);
}

function firstWantedVideos(videos: readonly FeedVideo[], max: number, { isWanted }: Asking): FeedVideo[] {
  return firstThat(videos, ({ number }) => isWanted(number), max);
}

function firstThat<Item>(items: readonly Item[], holds: (item: Item) => boolean, max: number): Item[] {
  const first: Item[] = [];
  for (let at = 0; at < items.length && at < lookedAtMax && first.length < max; at++) {
    const item = items[at] as Item;
    if (holds(item)) first.push(item);
  }
  return first;
}

/** The newest of the accounts somebody follows, newest first. */
function ofFollowed(asking: Asking, shelf: Shelf): FeedVideo[] {
  return [...asking.followed]
    .flatMap((account) => firstWantedVideos(shelf.ofAccount(account), ofOneAccountMax, asking))
    .sort((one, other) => other.publishedAtMs - one.publishedAtMs)
    .slice(0, ofFollowedMax);
}

/**
 * Videos near what was liked lately, nearest first, with how near: the strongest evidence is 1, so that it means the
 * same for somebody who watched three videos and three hundred.
 */
function nearWatched({ watched, isWanted }: Asking, { nearest }: ItemKnowledge): Neighbour[] {
  const latest = new BestOf<Watched>(anchorsMax);
  for (const one of watched) if (fondness(one) > 0.2) latest.offer(one, one.seenAtMs);
  const anchors = latest.best().map((one) => ({ id: one.videoId, liking: fondness(one) }));
  const near = nearest(anchors, isWanted, ofNearMax);
  const strongest = near[0]?.weight ?? 1;
  return near.map(({ number, weight }) => ({ number, weight: weight / strongest }));
}

/** The best known of the categories somebody likes, as many of each as it is liked. */
function ofInterest(asking: Asking, shelf: Shelf, knowledge: ItemKnowledge): FeedVideo[] {
  const liked = [...asking.taste.categories].filter(([, liking]) => liking > 0.05);
  const total = liked.reduce((sum, [, liking]) => sum + liking, 0);
  return liked.flatMap(([category, liking]) => {
    const share = Math.ceil((ofInterestMax * liking) / total);
    const known = firstWanted(knowledge.popularIn.get(category) ?? [], share, asking, shelf);
    return known.length > 0 ? known : firstWantedVideos(shelf.ofCategory(category), share, asking);
  });
}

import type { ItemKnowledge } from '../learning/item-knowledge.ts';
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
};

const ofFollowedMax = 60;
const anchorsMax = 20;
const ofInterestMax = 120;
const ofPopularMax = 150;
const ofFreshMax = 80;

/**
 * Asks every source and puts their answers together. Each looks at lists made beforehand, never at all videos, so
 * a hundred thousand cost no more than a thousand.
 */
export function findCandidates(asking: Asking, shelf: Shelf, knowledge: ItemKnowledge): Candidate[] {
  const near = nearWatched(asking.watched, shelf, knowledge);
  const found = new Map<string, Candidate>();
  const take = (why: CandidateSource, videos: Iterable<FeedVideo>) => {
    for (const video of videos)
      if (!found.has(video.id)) found.set(video.id, { video, why, nearness: near.get(video.id) ?? 0 });
  };
  take('followed', ofFollowed(asking.followed, shelf));
  take('item_to_item', videosOf(near.keys(), shelf));
  take('interest', ofInterest(asking.taste, shelf, knowledge));
  take('popular', videosOf(knowledge.popular.slice(0, ofPopularMax), shelf));
  take('fresh', shelf.published().slice(0, ofFreshMax));
  return [...found.values()];
}

function* videosOf(ids: Iterable<string>, shelf: Shelf): Generator<FeedVideo> {
  for (const id of ids) {
    const video = shelf.find(id);
    if (video) yield video;
  }
}

/** The newest of the accounts somebody follows, newest first. */
function ofFollowed(followed: ReadonlySet<string>, shelf: Shelf): FeedVideo[] {
  return [...followed]
    .flatMap((account) => shelf.ofAccount(account).slice(0, 10))
    .sort((one, other) => other.publishedAtMs - one.publishedAtMs)
    .slice(0, ofFollowedMax);
}

/**
 * Videos near what was liked lately, with how near: the evidence of several anchors adds up, and the strongest is
 * 1, so that it means the same for somebody who watched three videos and three hundred.
 */
function nearWatched(
  watched: readonly Watched[],
  shelf: Shelf,
  { neighboursOf }: ItemKnowledge,
): ReadonlyMap<string, number> {
  const anchors = [...watched]
    .filter((one) => fondness(one) > 0.2)
    .sort((one, other) => other.seenAtMs - one.seenAtMs)
    .slice(0, anchorsMax);
  const sums = new Map<string, number>();
  for (const anchor of anchors)
    for (const { id, weight } of neighboursOf(anchor.videoId))
      if (shelf.find(id)) sums.set(id, (sums.get(id) ?? 0) + weight * fondness(anchor));
  const strongest = Math.max(...sums.values());
  return new Map([...sums].map(([id, sum]) => [id, sum / strongest]));
}

/** The best known of the categories somebody likes, as many of each as it is liked. */
function ofInterest(taste: Taste, shelf: Shelf, knowledge: ItemKnowledge): FeedVideo[] {
  const liked = [...taste.categories].filter(([, liking]) => liking > 0.05);
  const total = liked.reduce((sum, [, liking]) => sum + liking, 0);
  return liked.flatMap(([category, liking]) => {
    const share = Math.ceil((ofInterestMax * liking) / total);
    const best = (knowledge.popularIn.get(category) ?? []).slice(0, share);
    const known = best.flatMap((id) => shelf.find(id) ?? []);
    return known.length > 0 ? known : shelf.ofCategory(category).slice(0, share);
  });
}

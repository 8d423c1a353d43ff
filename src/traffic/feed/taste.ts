import { fondness, type Watched } from '../seen/watched.ts';
import type { FeedVideo } from './feed-video.ts';

/** A video on the shelf that somebody saw, and what came of it. */
export type SeenVideo = { readonly seen: Watched; readonly video: FeedVideo };

/**
 * What a shopper has shown to like better or worse than what they see on average, by kind of thing; 0 where nothing
 * is known, and near it while little is.
 */
export type Taste = {
  readonly categories: ReadonlyMap<string, number>;
  /** By their numbers. */
  readonly accounts: ReadonlyMap<number, number>;
};

const halfLifeMs = 7 * 86_400_000;
/** Showings that doubt weighs: one watched video is a hint, three of a kind are a taste. */
const doubt = 1;
/** What most shoppers do on average, until this many showings of their own say otherwise. */
const usualFondness = 0.15;
const usualWeight = 3;

export function tasteOf(watched: readonly SeenVideo[], nowMs: number): Taste {
  const showings = watched.map(({ seen, video }) => ({
    video,
    weight: 2 ** (-Math.max(0, nowMs - seen.seenAtMs) / halfLifeMs),
    liking: fondness(seen),
  }));
  let sum = usualFondness * usualWeight;
  let total = usualWeight;
  for (const { liking, weight } of showings) {
    sum += liking * weight;
    total += weight;
  }
  const own = sum / total;
  const categories = new Map<string, [sum: number, weight: number]>();
  const accounts = new Map<number, [sum: number, weight: number]>();
  for (const { video, liking, weight } of showings) {
    add(accounts, video.accountNumber, liking - own, weight);
    if (video.category) add(categories, video.category, liking - own, weight);
  }
  return { categories: averages(categories), accounts: averages(accounts) };
}

function add<Key>(sums: Map<Key, [number, number]>, key: Key, value: number, weight: number): void {
  const known = sums.get(key);
  if (known === undefined) {
    sums.set(key, [value * weight, weight]);
    return;
  }
  known[0] += value * weight;
  known[1] += weight;
}

const averages = <Key>(sums: ReadonlyMap<Key, [number, number]>) =>
  new Map([...sums].map(([key, [sum, total]]) => [key, sum / (total + doubt)]));

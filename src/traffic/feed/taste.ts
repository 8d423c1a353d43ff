import { fondness, type Watched } from '../seen/watched.ts';
import type { Shelf } from './feed-video.ts';

/**
 * What a shopper has shown to like better or worse than what they see on average, by kind of thing; 0 where nothing
 * is known, and near it while little is.
 */
export type Taste = {
  readonly categories: ReadonlyMap<string, number>;
  readonly accounts: ReadonlyMap<string, number>;
};

const halfLifeMs = 7 * 86_400_000;
/** Showings that doubt weighs: one watched video is a hint, three of a kind are a taste. */
const doubt = 1;
/** What most shoppers do on average, until this many showings of their own say otherwise. */
const usualFondness = 0.15;
const usualWeight = 3;

export function tasteOf(watched: readonly Watched[], shelf: Shelf, nowMs: number): Taste {
  const showings = watched.flatMap((one) => {
    const video = shelf.find(one.videoId);
    const weight = 2 ** (-Math.max(0, nowMs - one.seenAtMs) / halfLifeMs);
    return video ? [{ video, weight, liking: fondness(one) }] : [];
  });
  let sum = usualFondness * usualWeight;
  let total = usualWeight;
  for (const { liking, weight } of showings) {
    sum += liking * weight;
    total += weight;
  }
  const own = sum / total;
  const categories = new Map<string, [sum: number, weight: number]>();
  const accounts = new Map<string, [sum: number, weight: number]>();
  for (const { video, liking, weight } of showings) {
    add(accounts, video.accountId, liking - own, weight);
    if (video.category) add(categories, video.category, liking - own, weight);
  }
  return { categories: averages(categories), accounts: averages(accounts) };
}

function add(sums: Map<string, [number, number]>, key: string, value: number, weight: number): void {
  const [sum, total] = sums.get(key) ?? [0, 0];
  sums.set(key, [sum + value * weight, total + weight]);
}

const averages = (sums: ReadonlyMap<string, [number, number]>) =>
  new Map([...sums].map(([key, [sum, total]]) => [key, sum / (total + doubt)]));

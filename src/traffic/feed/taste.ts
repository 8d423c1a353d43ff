import { fondness, type Watched } from '../seen/watched.ts';
import type { Shelf } from './feed-video.ts';

/** What a shopper has shown to like, by kind of thing; each value from -1 to 1, near 0 while little is known. */
export type Taste = {
  readonly categories: ReadonlyMap<string, number>;
  readonly accounts: ReadonlyMap<string, number>;
};

const halfLifeMs = 7 * 86_400_000;
/** Showings that doubt weighs: one watched video is a hint, ten of a kind are a taste. */
const doubt = 2;

export function tasteOf(watched: readonly Watched[], shelf: Shelf, nowMs: number): Taste {
  const categories = new Map<string, [sum: number, weight: number]>();
  const accounts = new Map<string, [sum: number, weight: number]>();
  for (const one of watched) {
    const video = shelf.find(one.videoId);
    if (!video) continue;
    const weight = 2 ** (-Math.max(0, nowMs - one.seenAtMs) / halfLifeMs);
    const liking = fondness(one);
    add(accounts, video.accountId, liking, weight);
    if (video.category) add(categories, video.category, liking, weight);
  }
  return { categories: averages(categories), accounts: averages(accounts) };
}

function add(sums: Map<string, [number, number]>, key: string, value: number, weight: number): void {
  const [sum, total] = sums.get(key) ?? [0, 0];
  sums.set(key, [sum + value * weight, total + weight]);
}

const averages = (sums: ReadonlyMap<string, [number, number]>) =>
  new Map([...sums].map(([key, [sum, total]]) => [key, sum / (total + doubt)]));

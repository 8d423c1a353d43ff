import { hash } from 'node:crypto';
import { randomOf } from '#science/random';

/** Videos `1..plans` are those that `fillPlans` makes; the others show the same products. */
export const plans = 10_000;
export const videoCount = 100_000;
const categories = 40;
const tastes = 2;
const repeats = videoCount / plans;

/** The id that SQL makes of a name, as in `md5('video' || n)::uuid`. */
export function namedId(name: string): string {
  const hex = hash('md5', name);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export type Watching = {
  /** Counted from 1. */
  readonly video: number;
  readonly watchRatio: number;
  readonly agoMs: number;
};

/** Two of forty categories; whatever is of them is watched to the end, other things are swiped away. */
export const isLiked = (shopper: number, video: number): boolean =>
  Array.from({ length: tastes }, (_, taste) => tasteOf(shopper, taste)).includes(video % categories);

const tasteOf = (shopper: number, taste: number) => (shopper * 7 + taste * 13) % categories;

/** What a shopper has watched over the last two weeks: mostly of their categories, and the well known more often. */
export function historyOf(shopper: number, length: number): Watching[] {
  const random = randomOf(`history of ${shopper}`);
  const watched = new Map<number, Watching>();
  while (watched.size < length) {
    const category =
      random() < 0.7 ? tasteOf(shopper, Math.floor(random() * tastes)) : Math.floor(random() * categories);
    const rank = Math.floor(random() ** 2 * (plans / categories));
    const product = (category === 0 ? categories : category) + rank * categories;
    const video = product + plans * Math.floor(random() ** 2 * repeats);
    const watchRatio = (isLiked(shopper, video) ? 0.6 : 0.02) + random() * 0.4;
    watched.set(video, { video, watchRatio, agoMs: Math.floor(random() * 14 * 86_400_000) });
  }
  return [...watched.values()];
}

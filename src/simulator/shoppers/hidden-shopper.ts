import { between, drawer, normal, type Random, randomOf } from '#science/random';

/**
 * Somebody the simulator made up. The platform never reads this: it sees what the person does, and has to find out.
 */
export type HiddenShopper = {
  readonly key: string;
  /** Liking of each category from -1 to 1. */
  readonly tastes: ReadonlyMap<string, number>;
  /** Price in minor units at which a thing they like is bought half as often as for nothing. */
  readonly halfPrice: number;
  /** What they have to spend at first; a visit refills a part of it. */
  readonly budget: number;
  /** Videos watched in a session, on average. */
  readonly patience: number;
  /** Days until they come back after a middling visit; a good one shortens them. */
  readonly returnDays: number;
  /** How readily they like, follow and comment, around 1. */
  readonly openness: number;
  readonly locale: 'zh' | 'en';
};

/** A crowd from a seed: most people love one or two things, few love everything. */
export function hiddenShopper(seed: string, number: number, categories: readonly string[]): HiddenShopper {
  const key = `${seed}-shopper-${number}`;
  const random = randomOf(key);
  const loved = drawer(categories, (_, place) => 1 / (place + 2));
  const favourites = new Set([loved(random), loved(random)]);
  const tastes = new Map(
    categories.map((category) => {
      const base = favourites.has(category) ? 0.7 : -0.15;
      return [category, clamp(normal(random, base, 0.25), -1, 1)] as const;
    }),
  );
  return {
    key,
    tastes,
    halfPrice: Math.round(Math.exp(normal(random, Math.log(18_000), 0.6))),
    budget: Math.round(Math.exp(normal(random, Math.log(60_000), 0.7))),
    patience: Math.max(3, normal(random, 14, 6)),
    returnDays: Math.max(0.2, Math.exp(normal(random, Math.log(1.5), 0.7))),
    openness: between(random, 0.4, 1.6),
    locale: random() < 0.8 ? 'zh' : 'en',
  };
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/**
 * What a video is to everybody: how well it is made, which no taste explains. It is the video's own, the same before
 * every crowd, so that what a feed has learned from one crowd is true of the next.
 */
export function hiddenQuality(videoKey: string): number {
  return clamp(normal(randomOf(`quality-${videoKey}`), 0, 0.35), -0.8, 0.8);
}

export type Seen = { readonly category: string; readonly price: number | null; readonly quality: number };

/**
 * What a showing is truly worth to a shopper before chance decides: expected share watched, and the chances of each
 * act. `tired` grows from 0 to 1 over a session.
 */
export function trueChances(shopper: HiddenShopper, { category, price, quality }: Seen, tired: number) {
  const taste = shopper.tastes.get(category) ?? -0.2;
  const pleasure = taste + quality - 0.4 * tired;
  const watched = logistic(2.2 * pleasure);
  const wish = logistic(3 * pleasure - 3.2);
  const afford = price === null ? 0 : 1 / (1 + (price / shopper.halfPrice) ** 2);
  return {
    /** Mean share of the length that is watched. */
    watched,
    like: clamp(0.09 * shopper.openness * watched ** 2, 0, 1),
    favorite: clamp(0.025 * shopper.openness * watched ** 2, 0, 1),
    comment: clamp(0.012 * shopper.openness * watched ** 2, 0, 1),
    follow: clamp(0.02 * shopper.openness * watched ** 3, 0, 1),
    dislike: pleasure < -0.5 ? 0.05 : 0,
    click: price === null ? 0 : clamp(wish * 0.55, 0, 1),
    /** Of those who looked at the product. */
    buy: clamp(afford * logistic(2.5 * pleasure) * 0.42, 0, 1),
  };
}
export type TrueChances = ReturnType<typeof trueChances>;

/** One number for a showing: seconds of pleasure and money weigh about the same. The yardstick of regret. */
export function trueWorth(chances: TrueChances, price: number | null): number {
  return chances.watched + ((price ?? 0) / 10_000) * chances.click * chances.buy * 4;
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

export type Reaction = {
  readonly watchRatio: number;
  readonly like: boolean;
  readonly favorite: boolean;
  readonly comment: boolean;
  readonly follow: boolean;
  readonly dislike: boolean;
  readonly click: boolean;
  readonly buy: boolean;
};

/** Chance decides. Who swipes away at once does nothing else; later places of a page are watched less. */
export function reactTo(chances: TrueChances, position: number, random: Random): Reaction {
  const attention = 0.85 + 0.15 * 0.8 ** position;
  const watchRatio = Math.max(0, Math.min(2, normal(random, chances.watched * attention, 0.28)));
  const stays = watchRatio > 0.25;
  const happens = (chance: number) => stays && random() < chance;
  return {
    watchRatio,
    like: happens(chances.like),
    favorite: happens(chances.favorite),
    comment: happens(chances.comment),
    follow: happens(chances.follow),
    dislike: !stays && random() < chances.dislike,
    click: happens(chances.click),
    buy: random() < chances.buy,
  };
}

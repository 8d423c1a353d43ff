import {
  type HiddenShopper,
  hiddenQuality,
  type Reaction,
  trueChances,
  trueWorth,
} from './hidden-shopper.ts';

/** A video as the simulator made it; its title names it, for the platform gives it an id of its own. */
export type KnownVideo = {
  readonly key: string;
  readonly title: string;
  readonly category: string;
  readonly price: number | null;
};

export type ServedScene = {
  readonly key: string;
  readonly isAd: boolean;
};

export type SimulationReport = {
  readonly shoppers: number;
  readonly sessions: number;
  readonly videosWatched: number;
  readonly meanWatchShare: number;
  readonly likes: number;
  readonly productClicks: number;
  readonly orders: number;
  /** Minor units, as the shoppers' own notes say: what the cockpit must agree with. */
  readonly paid: number;
  readonly failedPayments: number;
  readonly refusedPurchases: number;
  readonly refundsAsked: number;
  readonly adsShown: number;
  readonly feedExhausted: number;
  /** Mean true worth of an organic showing, by who chose it among what the shopper had not seen. */
  readonly worth: {
    readonly platform: number;
    readonly oracle: number;
    readonly popular: number;
    readonly random: number;
  };
  /** 0 for the oracle, 1 for random choice. */
  readonly regretShare: number | null;
};

/**
 * Keeps what really happened, and what a feed that knows everybody's taste would have shown instead. The platform
 * is judged by it and never sees it.
 */
export class Ledger {
  sessions = 0;
  exhausted = 0;
  failedPayments = 0;
  refusedPurchases = 0;
  refundsAsked = 0;
  #watched = 0;
  #watchShare = 0;
  #likes = 0;
  #clicks = 0;
  #orders = 0;
  #paid = 0;
  #ads = 0;
  readonly #sums = { platform: 0, oracle: 0, popular: 0, random: 0, showings: 0 };
  readonly #seen = new Map<string, Set<string>>();
  readonly #videos: readonly KnownVideo[];
  readonly #byKey: ReadonlyMap<string, KnownVideo>;
  readonly #seed: string;
  /** Videos by their worth to an average shopper: the best that can be chosen without knowing anybody. */
  readonly #popular: readonly KnownVideo[];

  constructor(seed: string, videos: readonly KnownVideo[], crowd: readonly HiddenShopper[]) {
    this.#seed = seed;
    this.#videos = videos;
    this.#byKey = new Map(videos.map((video) => [video.key, video]));
    const mean = (video: KnownVideo) =>
      crowd.reduce((sum, shopper) => sum + this.#worth(shopper, video), 0) / Math.max(1, crowd.length);
    const means = new Map(videos.map((video) => [video.key, mean(video)]));
    this.#popular = [...videos].sort((one, other) => (means.get(other.key) ?? 0) - (means.get(one.key) ?? 0));
  }

  /** A page that was served, before anybody watched it. */
  served(shopper: HiddenShopper, scenes: readonly ServedScene[]): void {
    const seen = this.#seen.get(shopper.key) ?? new Set<string>();
    this.#seen.set(shopper.key, seen);
    this.#ads += scenes.filter(({ isAd }) => isAd).length;
    const organic = scenes.flatMap(({ key, isAd }) => (isAd ? [] : (this.#byKey.get(key) ?? [])));
    const unseen = this.#videos.filter(({ key }) => !seen.has(key));
    for (const { key } of scenes) seen.add(key);
    const count = Math.min(organic.length, unseen.length);
    if (count === 0) return;
    const worths = unseen.map((video) => this.#worth(shopper, video)).sort((one, other) => other - one);
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const unseenKeys = new Set(unseen.map(({ key }) => key));
    const popular = this.#popular.filter(({ key }) => unseenKeys.has(key)).slice(0, count);
    this.#sums.showings += count;
    this.#sums.platform += sum(organic.slice(0, count).map((video) => this.#worth(shopper, video)));
    this.#sums.oracle += sum(worths.slice(0, count));
    this.#sums.popular += sum(popular.map((video) => this.#worth(shopper, video)));
    this.#sums.random += (sum(worths) / worths.length) * count;
  }

  watched(reaction: Reaction): void {
    this.#watched++;
    this.#watchShare += Math.min(1, reaction.watchRatio);
    this.#likes += reaction.like ? 1 : 0;
    this.#clicks += reaction.click ? 1 : 0;
  }

  bought(paid: number): void {
    this.#orders++;
    this.#paid += paid;
  }

  report(shoppers: number): SimulationReport {
    const { showings, ...sums } = this.#sums;
    const mean = (sum: number) => (showings === 0 ? 0 : sum / showings);
    const worth = {
      platform: mean(sums.platform),
      oracle: mean(sums.oracle),
      popular: mean(sums.popular),
      random: mean(sums.random),
    };
    const span = worth.oracle - worth.random;
    return {
      shoppers,
      sessions: this.sessions,
      videosWatched: this.#watched,
      meanWatchShare: this.#watched === 0 ? 0 : this.#watchShare / this.#watched,
      likes: this.#likes,
      productClicks: this.#clicks,
      orders: this.#orders,
      paid: this.#paid,
      failedPayments: this.failedPayments,
      refusedPurchases: this.refusedPurchases,
      refundsAsked: this.refundsAsked,
      adsShown: this.#ads,
      feedExhausted: this.exhausted,
      worth,
      regretShare: span > 0 ? (worth.oracle - worth.platform) / span : null,
    };
  }

  #worth(shopper: HiddenShopper, { key, category, price }: KnownVideo): number {
    const quality = hiddenQuality(this.#seed, key);
    return trueWorth(trueChances(shopper, { category, price, quality }, 0), price);
  }
}

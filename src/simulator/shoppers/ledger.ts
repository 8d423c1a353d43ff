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

export type ShownScene = {
  readonly key: string;
  readonly isAd: boolean;
};

/** Mean true worth of an organic showing, by who chose; nobody is shown anything twice. */
export type Worth = {
  readonly platform: number;
  readonly oracle: number;
  readonly popular: number;
  readonly random: number;
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
  readonly couponsClaimed: number;
  /** Paid orders with a coupon, and what coupons took off them. */
  readonly ordersWithCoupon: number;
  readonly takenOff: number;
  readonly failedPayments: number;
  readonly refusedPurchases: number;
  readonly refundsAsked: number;
  readonly adsShown: number;
  readonly adClicks: number;
  /** Visits that ended because the shop refused or did not answer, and what it said last. */
  readonly brokenVisits: number;
  readonly lastBreak: string | null;
  /** People who had seen every video, and left for good. */
  readonly feedExhausted: number;
  readonly showingsJudged: number;
  readonly worth: Worth;
  /** Of the last half of what was shown, when the feed had learned. */
  readonly worthLate: Worth;
  /** 0 for the oracle, 1 for random choice. */
  readonly regretShare: number | null;
  readonly regretShareLate: number | null;
  /** The same of a feed that shows everybody what most like best. */
  readonly popularRegretShare: number | null;
};

type Judged = Worth & { readonly showings: number };

/** Worths for one shopper in the order in which the oracle and popularity would show them. */
type Course = { shown: number; readonly best: readonly number[]; readonly popular: readonly number[] };

/** Of all videos, by shopper: who has seen nearly all of them was shown the same by everybody. */
const judgedShare = 0.5;

/**
 * Keeps what really happened, and what a feed that knows everybody's taste would have shown instead. The platform
 * is judged by it and never sees it.
 */
export class Ledger {
  sessions = 0;
  exhausted = 0;
  couponsClaimed = 0;
  failedPayments = 0;
  refusedPurchases = 0;
  refundsAsked = 0;
  #watched = 0;
  #watchShare = 0;
  #likes = 0;
  #clicks = 0;
  #orders = 0;
  #paid = 0;
  #withCoupon = 0;
  #takenOff = 0;
  #ads = 0;
  #adClicks = 0;
  #brokenVisits = 0;
  #lastBreak: string | null = null;
  readonly #judged: Judged[] = [];
  readonly #courses = new Map<string, Course>();
  readonly #videos: readonly KnownVideo[];
  readonly #byKey: ReadonlyMap<string, KnownVideo>;
  /** Videos by their worth to an average shopper: the best that can be chosen without knowing anybody. */
  readonly #popular: readonly KnownVideo[];

  constructor(videos: readonly KnownVideo[], crowd: readonly HiddenShopper[]) {
    this.#videos = videos;
    this.#byKey = new Map(videos.map((video) => [video.key, video]));
    const mean = (video: KnownVideo) =>
      crowd.reduce((sum, shopper) => sum + this.#worth(shopper, video), 0) / Math.max(1, crowd.length);
    const means = new Map(videos.map((video) => [video.key, mean(video)]));
    this.#popular = [...videos].sort((one, other) => (means.get(other.key) ?? 0) - (means.get(one.key) ?? 0));
  }

  /**
   * What a shopper was shown of a page, one after the other; what they never reached is not judged. Each of the
   * others shows them as many, from where it stands itself: one that shows the best first has them no more later.
   */
  shown(shopper: HiddenShopper, scenes: readonly ShownScene[]): void {
    this.#ads += scenes.filter(({ isAd }) => isAd).length;
    const organic = scenes.flatMap(({ key, isAd }) => (isAd ? [] : (this.#byKey.get(key) ?? [])));
    const course = this.#courses.get(shopper.key) ?? this.#courseOf(shopper);
    this.#courses.set(shopper.key, course);
    const { shown } = course;
    const end = shown + organic.length;
    course.shown = end;
    if (organic.length === 0 || end > this.#videos.length * judgedShare) return;
    this.#judged.push({
      showings: organic.length,
      platform: sum(organic.map((video) => this.#worth(shopper, video))),
      oracle: sum(course.best.slice(shown, end)),
      popular: sum(course.popular.slice(shown, end)),
      random: (sum(course.best) / course.best.length) * organic.length,
    });
  }

  #courseOf(shopper: HiddenShopper): Course {
    const worths = (videos: readonly KnownVideo[]) => videos.map((video) => this.#worth(shopper, video));
    return {
      shown: 0,
      best: worths(this.#videos).sort((one, other) => other - one),
      popular: worths(this.#popular),
    };
  }

  watched(reaction: Reaction): void {
    this.#watched++;
    this.#watchShare += Math.min(1, reaction.watchRatio);
    this.#likes += reaction.like ? 1 : 0;
  }

  clicked(isAd: boolean): void {
    this.#clicks++;
    this.#adClicks += isAd ? 1 : 0;
  }

  bought(paid: number, takenOff: number): void {
    this.#orders++;
    this.#paid += paid;
    this.#withCoupon += takenOff > 0 ? 1 : 0;
    this.#takenOff += takenOff;
  }

  brokenVisit(error: unknown): void {
    this.#brokenVisits++;
    this.#lastBreak = error instanceof Error ? error.message : String(error);
  }

  /** Nobody comes again who has seen everything. */
  forget(shopper: HiddenShopper): void {
    this.exhausted++;
    this.#courses.delete(shopper.key);
  }

  report(shoppers: number): SimulationReport {
    const worth = meanWorth(this.#judged);
    const worthLate = meanWorth(this.#judged.slice(Math.floor(this.#judged.length / 2)));
    return {
      shoppers,
      sessions: this.sessions,
      videosWatched: this.#watched,
      meanWatchShare: this.#watched === 0 ? 0 : this.#watchShare / this.#watched,
      likes: this.#likes,
      productClicks: this.#clicks,
      orders: this.#orders,
      paid: this.#paid,
      couponsClaimed: this.couponsClaimed,
      ordersWithCoupon: this.#withCoupon,
      takenOff: this.#takenOff,
      failedPayments: this.failedPayments,
      refusedPurchases: this.refusedPurchases,
      refundsAsked: this.refundsAsked,
      adsShown: this.#ads,
      adClicks: this.#adClicks,
      brokenVisits: this.#brokenVisits,
      lastBreak: this.#lastBreak,
      feedExhausted: this.exhausted,
      showingsJudged: this.#judged.reduce((sum, { showings }) => sum + showings, 0),
      worth,
      worthLate,
      regretShare: regretOf(worth, worth.platform),
      regretShareLate: regretOf(worthLate, worthLate.platform),
      popularRegretShare: regretOf(worth, worth.popular),
    };
  }

  #worth(shopper: HiddenShopper, { key, category, price }: KnownVideo): number {
    const quality = hiddenQuality(key);
    return trueWorth(trueChances(shopper, { category, price, quality }, 0), price);
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function meanWorth(judged: readonly Judged[]): Worth {
  const showings = judged.reduce((sum, one) => sum + one.showings, 0);
  const mean = (of: keyof Worth) =>
    showings === 0 ? 0 : judged.reduce((sum, one) => sum + one[of], 0) / showings;
  return {
    platform: mean('platform'),
    oracle: mean('oracle'),
    popular: mean('popular'),
    random: mean('random'),
  };
}

/** How much of the way from the oracle to random choice is lost; null where the two are the same. */
function regretOf({ oracle, random }: Worth, chosen: number): number | null {
  return oracle > random ? (oracle - chosen) / (oracle - random) : null;
}

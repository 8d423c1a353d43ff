import { Calibration } from '#science/calibration';
import { Ftrl, placeOf } from '#science/ftrl';

/**
 * Chance of a click after a showing (pCTR) and of an order after a click (pCVR). What happens later than its cause
 * is learned without waiting: every showing counts as "no" at once, and as "yes" again when it is clicked. Such a
 * model predicts b = p / (1 + p), so p = b / (1 − b), which is the exponential of its logit (Ktena et al.,
 * "Addressing delayed feedback for continuous training", RecSys 2019, fake negatives calibration).
 */
export type RateName = 'ctr' | 'cvr';

/** What of a plan its rates depend on. */
export type PlanTraits = {
  readonly planId: string;
  readonly videoId: string;
  readonly productId: string;
  readonly shopId: string;
  readonly accountId: string;
  readonly category: string;
  readonly videoKind: string;
};

const bits = 18;
const options = { bits, alpha: 0.08, beta: 1, l1: 0.2, l2: 1 } as const;

/** What a market without any history is taken to do, and how many showings that belief is worth. */
export const priorRates: Readonly<Record<RateName, { readonly rate: number; readonly worth: number }>> = {
  ctr: { rate: 0.03, worth: 400 },
  cvr: { rate: 0.03, worth: 200 },
};
const rateMax = 0.8;
/** How far the taste of one person may move a rate, as a logarithm: by half. Auctions look at few plans because of it. */
export const personalMax = Math.log(1.5);

export type Counted = { readonly showings: number; readonly clicks: number; readonly orders: number };

/** A rate from counts, smoothed towards the belief where there are few. */
export function smoothedRate(name: RateName, successes: number, tries: number): number {
  const { rate, worth } = priorRates[name];
  return Math.min(rateMax, (successes + rate * worth) / (tries + worth));
}

export class Rates {
  readonly #models: Readonly<Record<RateName, Ftrl>>;
  readonly calibration: Readonly<Record<RateName, Calibration>> = {
    ctr: new Calibration(),
    cvr: new Calibration(),
  };
  /** Grows with every example, so that who keeps what was predicted knows when it is old. */
  examples = 0;

  /** Starts from the market's smoothed counts; what is learned moves away from them. */
  constructor(counted: Counted) {
    const offsets = {
      ctr: Math.log(smoothedRate('ctr', counted.clicks, counted.showings)),
      cvr: Math.log(smoothedRate('cvr', counted.orders, counted.clicks)),
    };
    this.#models = {
      ctr: new Ftrl({ ...options, offset: offsets.ctr }),
      cvr: new Ftrl({ ...options, offset: offsets.cvr }),
    };
  }

  /** Logarithm of the rate for anybody; add `personal` for somebody. */
  common(name: RateName, places: PlanPlaces): number {
    return this.#models[name].logit(places.common);
  }

  /** What a person's own behaviour with a category adds. */
  personal(name: RateName, person: number, places: PlanPlaces): number {
    const weight = this.#models[name].weight(placeOfPerson(person, places));
    return Math.min(personalMax, Math.max(-personalMax, weight));
  }

  /** Something was tried: an ad was shown, or was clicked. */
  tried(name: RateName, person: number, places: PlanPlaces): void {
    this.calibration[name].predicted(this.predict(name, person, places));
    this.#learn(name, person, places, 0);
  }

  /** It came true: the click, or the order. */
  succeeded(name: RateName, person: number, places: PlanPlaces): void {
    this.calibration[name].happened(this.predict(name, person, places));
    this.#learn(name, person, places, 1);
  }

  predict(name: RateName, person: number, places: PlanPlaces): number {
    return rateOf(this.common(name, places) + this.personal(name, person, places));
  }

  #learn(name: RateName, person: number, places: PlanPlaces, label: 0 | 1): void {
    this.#models[name].learn([...places.common, placeOfPerson(person, places)], label);
    this.examples++;
  }
}

export const rateOf = (logarithm: number) => Math.min(rateMax, Math.exp(logarithm));

/** Where a plan's features lie in the tables, hashed once. */
export type PlanPlaces = { readonly common: readonly number[]; readonly category: number };

export function placesOfPlan(traits: PlanTraits): PlanPlaces {
  const features = [
    'all',
    `plan ${traits.planId}`,
    `video ${traits.videoId}`,
    `product ${traits.productId}`,
    `shop ${traits.shopId}`,
    `account ${traits.accountId}`,
    `category ${traits.category}`,
    `kind ${traits.videoKind}`,
  ];
  return {
    common: features.map((feature) => placeOf(feature, bits)),
    category: placeOf(`taste ${traits.category}`, 32),
  };
}

/** A person's taste for a category: mixed from two numbers, for it is asked for every candidate of an auction. */
function placeOfPerson(person: number, { category }: PlanPlaces): number {
  let hash = Math.imul(person ^ 0x9e3779b9, 0x85ebca6b) ^ category;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> (32 - bits);
}

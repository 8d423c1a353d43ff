/**
 * FTRL-proximal logistic regression over hashed features: McMahan et al., "Ad Click Prediction: a View from the
 * Trenches" (KDD 2013), algorithm 1. Every feature has the value 1; an example is a list of places in the table.
 */
export type FtrlOptions = {
  /** Two to this power is the size of the table; features that share a place share a weight. */
  readonly bits: number;
  readonly alpha: number;
  readonly beta: number;
  readonly l1: number;
  readonly l2: number;
  /** Logit where nothing is known: a fixed feature, so that a cold model already answers the mean rate. */
  readonly offset: number;
};

export class Ftrl {
  readonly #z: Float64Array;
  readonly #n: Float64Array;
  readonly #options: FtrlOptions;

  constructor(options: FtrlOptions) {
    this.#options = options;
    this.#z = new Float64Array(2 ** options.bits);
    this.#n = new Float64Array(2 ** options.bits);
  }

  get offset(): number {
    return this.#options.offset;
  }

  weight(place: number): number {
    const { alpha, beta, l1, l2 } = this.#options;
    const z = this.#z[place] ?? 0;
    if (Math.abs(z) <= l1) return 0;
    return -(z - Math.sign(z) * l1) / ((beta + Math.sqrt(this.#n[place] ?? 0)) / alpha + l2);
  }

  logit(places: Iterable<number>): number {
    let sum = this.#options.offset;
    for (const place of places) sum += this.weight(place);
    return sum;
  }

  /** Moves the weights towards the label (0 or 1) and answers what had been predicted. */
  learn(places: readonly number[] | Int32Array, label: 0 | 1): number {
    const predicted = sigmoid(this.logit(places));
    const gradient = predicted - label;
    for (const place of places) {
      const n = this.#n[place] ?? 0;
      const sigma = (Math.sqrt(n + gradient * gradient) - Math.sqrt(n)) / this.#options.alpha;
      this.#z[place] = (this.#z[place] ?? 0) + gradient - sigma * this.weight(place);
      this.#n[place] = n + gradient * gradient;
    }
    return predicted;
  }
}

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** The place of a feature in a table of 2^bits: FNV-1a over its UTF-16 units, mixed so that low bits differ. */
export function placeOf(feature: string, bits: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at++) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> (32 - bits);
}

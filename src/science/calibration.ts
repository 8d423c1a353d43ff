/** Predictions laid beside what happened, by bucket of the prediction; each bucket is twice as wide as the last. */
export type CalibrationBucket = {
  readonly from: number;
  readonly to: number;
  readonly examples: number;
  /** Means of the bucket. */
  readonly predicted: number;
  readonly observed: number;
};

const smallest = 2 ** -16;
const bucketsCount = 17;

export class Calibration {
  readonly #examples = new Float64Array(bucketsCount);
  readonly #predicted = new Float64Array(bucketsCount);
  readonly #observed = new Float64Array(bucketsCount);

  /** An example of which only the prediction is known yet; `happened` follows where it comes true. */
  predicted(probability: number): void {
    const bucket = bucketOf(probability);
    this.#examples[bucket] = (this.#examples[bucket] ?? 0) + 1;
    this.#predicted[bucket] = (this.#predicted[bucket] ?? 0) + probability;
  }

  happened(probability: number): void {
    const bucket = bucketOf(probability);
    this.#observed[bucket] = (this.#observed[bucket] ?? 0) + 1;
  }

  buckets(): CalibrationBucket[] {
    return Array.from({ length: bucketsCount }, (_, bucket) => {
      const examples = this.#examples[bucket] ?? 0;
      return {
        from: bucket === 0 ? 0 : smallest * 2 ** (bucket - 1),
        to: smallest * 2 ** bucket,
        examples,
        predicted: examples === 0 ? 0 : (this.#predicted[bucket] ?? 0) / examples,
        observed: examples === 0 ? 0 : (this.#observed[bucket] ?? 0) / examples,
      };
    }).filter(({ examples }) => examples > 0);
  }

  /** Observed over predicted in all: 1 is right, 2 says that twice as much happened. Null without examples. */
  ratio(): number | null {
    const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
    const predicted = sum(this.#predicted);
    return predicted === 0 ? null : sum(this.#observed) / predicted;
  }
}

function bucketOf(probability: number): number {
  const bucket = Math.ceil(Math.log2(Math.max(probability, smallest) / smallest));
  return Math.min(bucketsCount - 1, Math.max(0, bucket));
}

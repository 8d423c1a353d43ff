/** People stand in buckets by the lower half of their number, which is also how a set of people is laid out. */
export const bucketCount = 65_536;

/** Of each bucket a checksum of the facts of its people up to the end of some day; 0 where they have none. */
export type BucketPrints = BigUint64Array;

export const noPrints = (): BucketPrints => new BigUint64Array(bucketCount);

/** The buckets in which these differ. */
export function changedBuckets(before: BucketPrints, now: BucketPrints): number[] {
  const changed: number[] = [];
  for (let bucket = 0; bucket < bucketCount; bucket++)
    if (before[bucket] !== now[bucket]) changed.push(bucket);
  return changed;
}

/** How many buckets anybody stands in. */
export function filledBuckets(prints: BucketPrints): number {
  let filled = 0;
  for (const print of prints) if (print !== 0n) filled++;
  return filled;
}

/** Everybody up to a number who stands in one of these buckets. */
export function numbersIn(buckets: readonly number[], upTo: number): Uint32Array {
  const sorted = Uint32Array.from(buckets).sort();
  const blocks = Math.floor(upTo / bucketCount) + 1;
  const numbers = new Uint32Array(blocks * sorted.length);
  for (let block = 0, at = 0; block < blocks; block++)
    for (const bucket of sorted) numbers[at++] = block * bucketCount + bucket;
  return numbers;
}

export type PeerValue = {
  readonly value: number;
  /** What the value weighs in the sum: itself, or for a ratio its denominator. */
  readonly weight: number;
};

/**
 * The median of the other organisations' values, or null when it could tell about one of them: fewer than
 * `peersMin` have data, or one makes up more than half of the sum.
 */
export function peerMedian(values: readonly PeerValue[], peersMin: number): number | null {
  if (values.length < peersMin) return null;
  const weights = values.map(({ weight }) => Math.abs(weight));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0 || Math.max(...weights) > sum / 2) return null;
  const sorted = values.map(({ value }) => value).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? null;
  if (sorted.length % 2 === 1 || upper === null) return upper;
  return ((sorted[middle - 1] ?? upper) + upper) / 2;
}

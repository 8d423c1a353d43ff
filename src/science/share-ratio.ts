/**
 * The ratio of two shares, a of n against b of m, with its interval of 95 %.
 *
 * Half a person is added to each count (Walter 1975), so that a share of nothing still has a ratio; the interval is
 * that of the logarithm (Katz, Baptista, Azen and Pike 1978, "Obtaining confidence intervals for the risk ratio").
 */
export type ShareRatio = { readonly ratio: number; readonly low: number; readonly high: number };

const z = 1.959963984540054;

/** Null where one of the groups is empty. Throws where a count is more than its group. */
export function shareRatio(a: number, n: number, b: number, m: number): ShareRatio | null {
  if (a > n || b > m || a < 0 || b < 0) throw new Error(`${a} of ${n} and ${b} of ${m} are no shares.`);
  if (n === 0 || m === 0) return null;
  const [one, other] = [(a + 0.5) / (n + 0.5), (b + 0.5) / (m + 0.5)];
  const variance = 1 / (a + 0.5) - 1 / (n + 0.5) + 1 / (b + 0.5) - 1 / (m + 0.5);
  const spread = Math.exp(z * Math.sqrt(variance));
  const ratio = one / other;
  return { ratio, low: ratio / spread, high: ratio * spread };
}

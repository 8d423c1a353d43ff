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

/** People of a group, and how many of them share something. */
export type Counted = { readonly people: number; readonly sharing: number };

/**
 * The same where the groups have people in common, as an audience and everybody: given those in both, in the first only
 * and in the second only. These three are independent of each other, so the variance of the logarithm is the delta
 * method's over them; a share that is nothing or all is moved by half a person there too. For groups with nobody in
 * common it is the interval of `shareRatio`, for two equal groups the ratio is 1 for sure.
 */
export function overlappingShareRatio(both: Counted, first: Counted, second: Counted): ShareRatio | null {
  const [a, n] = [both.sharing + first.sharing, both.people + first.people];
  const [b, m] = [both.sharing + second.sharing, both.people + second.people];
  if ([both, first, second].some(({ people, sharing }) => sharing > people || sharing < 0))
    throw new Error('More people share something than there are.');
  if (n === 0 || m === 0) return null;
  const ratio = (a + 0.5) / (n + 0.5) / ((b + 0.5) / (m + 0.5));
  const [ofFirst, ofSecond] = [1 / (a + 0.5), 1 / (b + 0.5)];
  const variance =
    (ofFirst - ofSecond) ** 2 * spreadOf(both) +
    ofFirst ** 2 * spreadOf(first) +
    ofSecond ** 2 * spreadOf(second);
  const spread = Math.exp(z * Math.sqrt(variance));
  return { ratio, low: ratio / spread, high: ratio * spread };
}

/** Variance of the number of people who share something. */
function spreadOf({ people, sharing }: Counted): number {
  const share = (sharing + 0.5) / (people + 1);
  return people * share * (1 - share);
}

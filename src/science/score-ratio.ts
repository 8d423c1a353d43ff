/**
 * The interval of 95 % of the ratio of two shares, a of n over b of m, by the score method (Koopman 1984, "Confidence
 * intervals for the ratio of two binomial proportions"): it holds every ratio that a chi-squared test of 5 % does not
 * refuse. So it holds 1 exactly where that test finds no difference, always holds the plain ratio, is its own mirror
 * when the groups change places, and needs no half people where a share is nothing: it then only lacks an end.
 */
export type RatioInterval = {
  readonly low: number;
  /** Infinity where nobody of the second group shares it: any ratio above `low` may be true. */
  readonly high: number;
};

/** The 95 % point of chi-squared with one degree of freedom. */
export const chiSquaredLimit = 3.841458820694124;
/** Past e^±50 there is no ratio of anything that was counted. */
const exponentMax = 50;

/** Null where one of the groups is empty. Throws where a count is more than its group. */
export function scoreRatioInterval(a: number, n: number, b: number, m: number): RatioInterval | null {
  if (a > n || b > m || a < 0 || b < 0) throw new Error(`${a} of ${n} and ${b} of ${m} are no shares.`);
  if (n === 0 || m === 0) return null;
  const isRefused = (exponent: number) => chiSquaredOfRatio(Math.exp(exponent), a, n, b, m) > chiSquaredLimit;
  // Infinite where one count is nothing; the end on that side is then known without a search.
  const plain = Math.log(a / n) - Math.log(b / m);
  const from = Number.isFinite(plain) ? plain : 0;
  return {
    low: a === 0 ? 0 : Math.exp(edge(b === 0 ? exponentMax : from, -exponentMax, isRefused)),
    high:
      b === 0
        ? Number.POSITIVE_INFINITY
        : Math.exp(edge(a === 0 ? -exponentMax : from, exponentMax, isRefused)),
  };
}

/** Between a ratio that is not refused and one that is, where the one becomes the other, by halving. */
function edge(held: number, refused: number, isRefused: (exponent: number) => boolean): number {
  let [inside, outside] = [held, refused];
  for (let step = 0; step < 60; step++) {
    const middle = (inside + outside) / 2;
    if (isRefused(middle)) outside = middle;
    else inside = middle;
  }
  return inside;
}

/**
 * How far the counts are from what a ratio says. The shares are the likeliest that have the ratio (p of the second
 * group, ratio × p of the first): the smaller root of the quadratic that the score equation is.
 */
export function chiSquaredOfRatio(ratio: number, a: number, n: number, b: number, m: number): number {
  const squared = (n + m) * ratio;
  const linear = ratio * (n + b) + m + a;
  // By the product of the roots, because their difference loses all digits where the ratio is extreme.
  const root = Math.sqrt(Math.max(0, linear ** 2 - 4 * squared * (a + b)));
  const second = (2 * (a + b)) / (linear + root);
  const first = ratio * second;
  const difference = a / n - (ratio * b) / m;
  if (difference === 0) return 0;
  return difference ** 2 / ((first * (1 - first)) / n + (ratio ** 2 * second * (1 - second)) / m);
}

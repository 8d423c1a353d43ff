/** Lanczos' coefficients for g = 7 (Godfrey 2001): 15 digits for every positive argument. */
const g = 7;
const first = 0.99999999999980993;
const coefficients = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  // By reflection below a half, where the series loses digits.
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  let sum = first;
  for (let place = 0; place < coefficients.length; place++)
    sum += (coefficients[place] as number) / (z + place + 1);
  const t = z + g + 0.5;
  return halfLogTwoPi + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ln B(x, y) for x, y > 0. */
export const logBeta = (x: number, y: number): number => logGamma(x) + logGamma(y) - logGamma(x + y);

const termsMax = 100_000;

/** Gauss' 2F1(a, b; c; z) for 0 ≤ z < 1 and c > 0, by its series. */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < termsMax; n++) {
    term *= ((a + n) * (b + n) * z) / ((c + n) * (n + 1));
    sum += term;
    if (Math.abs(term) < 1e-14 * Math.abs(sum)) return sum;
  }
  return sum;
}

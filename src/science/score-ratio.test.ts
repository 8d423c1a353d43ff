import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquaredLimit, chiSquaredOfRatio, scoreRatioInterval } from './score-ratio.ts';

const group = fc
  .integer({ min: 1, max: 100_000 })
  .chain((people) =>
    fc.tuple(fc.oneof(fc.constantFrom(0, people), fc.integer({ min: 0, max: people })), fc.constant(people)),
  );

function intervalOf(a: number, n: number, b: number, m: number) {
  const found = scoreRatioInterval(a, n, b, m);
  if (!found) throw new Error('Neither group is empty.');
  return found;
}

/** Up to the digits that halving and shares of nearly all leave. */
const isNear = (one: number, other: number) =>
  one === other || Math.abs(one - other) <= 1e-5 * Math.max(Math.abs(one), Math.abs(other));
const atMost = (one: number, other: number) => one < other || isNear(one, other);

describe('the interval of a ratio', () => {
  it('says nothing of an empty group, and lacks an end where a share is nothing', () => {
    expect(scoreRatioInterval(0, 0, 3, 10)).toBeNull();
    expect(scoreRatioInterval(3, 10, 0, 0)).toBeNull();
    expect(() => scoreRatioInterval(11, 10, 1, 10)).toThrow();
    expect(scoreRatioInterval(0, 10, 0, 10)).toEqual({ low: 0, high: Number.POSITIVE_INFINITY });
    const noneSecond = intervalOf(12, 900, 0, 100);
    expect(noneSecond.high).toBe(Number.POSITIVE_INFINITY);
    expect(noneSecond.low).toBeGreaterThan(0);
    const noneFirst = intervalOf(0, 900, 12, 100);
    expect(noneFirst.low).toBe(0);
    expect(noneFirst.high).toBeLessThan(1);
  });

  it('holds the plain ratio', () => {
    fc.assert(
      fc.property(group, group, ([a, n], [b, m]) => {
        fc.pre(a + b > 0);
        const { low, high } = intervalOf(a, n, b, m);
        const ratio = a / n / (b / m);
        expect(atMost(low, ratio)).toBe(true);
        expect(atMost(ratio, high)).toBe(true);
      }),
    );
  });

  it('is its own mirror where the groups change places', () => {
    fc.assert(
      fc.property(group, group, ([a, n], [b, m]) => {
        const one = intervalOf(a, n, b, m);
        const other = intervalOf(b, m, a, n);
        expect(isNear(one.low, 1 / other.high)).toBe(true);
        expect(isNear(one.high, 1 / other.low)).toBe(true);
      }),
    );
  });

  it('moves up with each of the first group who shares it, and down with each of the second', () => {
    fc.assert(
      fc.property(group, group, ([a, n], [b, m]) => {
        fc.pre(a < n);
        const one = intervalOf(a, n, b, m);
        const more = intervalOf(a + 1, n, b, m);
        expect(atMost(one.low, more.low)).toBe(true);
        expect(atMost(one.high, more.high)).toBe(true);
      }),
    );
  });

  it('holds 1 exactly where the plain chi-squared test of two shares finds no difference', () => {
    fc.assert(
      fc.property(group, group, ([a, n], [b, m]) => {
        const pooled = (a + b) / (n + m);
        fc.pre(pooled > 0 && pooled < 1);
        const chiSquared = (a / n - b / m) ** 2 / (pooled * (1 - pooled) * (1 / n + 1 / m));
        fc.pre(Math.abs(chiSquared - chiSquaredLimit) > 1e-6);
        const { low, high } = intervalOf(a, n, b, m);
        expect(low <= 1 && high >= 1).toBe(chiSquared < chiSquaredLimit);
      }),
    );
  });

  it('finds the likeliest shares as climbing the likelihood finds them', () => {
    const few = fc
      .integer({ min: 1, max: 500 })
      .chain((people) => fc.tuple(fc.integer({ min: 1, max: people }), fc.constant(people)));
    const exponent = fc.double({ min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(few, few, exponent, ([a, n], [b, m], power) => {
        const ratio = Math.exp(power);
        const second = likeliest(ratio, a, n, b, m);
        const first = ratio * second;
        const byClimbing =
          (a - n * first) ** 2 / (n * first * (1 - first)) +
          (b - m * second) ** 2 / (m * second * (1 - second));
        // At the rim, where a share is 1, the climb stops a little before it.
        fc.pre(first < 1 - 1e-4 && second < 1 - 1e-4);
        const byFormula = chiSquaredOfRatio(ratio, a, n, b, m);
        expect(Math.abs(byFormula - byClimbing)).toBeLessThan(1e-3 * (1 + byFormula));
      }),
    );
  });

  // Every outcome there is, weighed by its probability: no draw, so nothing that could fail by chance.
  it.each([
    [900, 0.05, 100, 0.05],
    [900, 0.02, 100, 0.01],
    [270, 0.1, 30, 0.1],
    [270, 0.2, 30, 0.05],
    [100, 0.3, 100, 0.15],
    [50, 0.02, 50, 0.4],
  ])('holds the truth in some 95 of 100: %i people with %d, %i with %d', (n, p, m, q) => {
    const [ofFirst, ofSecond] = [binomial(n, p), binomial(m, q)];
    let held = 0;
    for (let a = 0; a <= n; a++) {
      const weight = ofFirst[a] ?? 0;
      if (weight < 1e-9) continue;
      for (let b = 0; b <= m; b++) {
        const both = weight * (ofSecond[b] ?? 0);
        if (both < 1e-12) continue;
        const { low, high } = intervalOf(a, n, b, m);
        if (low <= p / q && p / q <= high) held += both;
      }
    }
    expect(held).toBeGreaterThan(0.93);
    expect(held).toBeLessThan(0.985);
  });
});

/** The share of the second group that makes the counts likeliest, given the ratio; the logarithm has one summit. */
function likeliest(ratio: number, a: number, n: number, b: number, m: number): number {
  const likelihood = (second: number) =>
    a * Math.log(ratio * second) +
    (n - a) * Math.log1p(-ratio * second) +
    b * Math.log(second) +
    (m - b) * Math.log1p(-second);
  let [low, high] = [0, Math.min(1, 1 / ratio)];
  for (let step = 0; step < 200; step++) {
    const [one, other] = [low + (high - low) / 3, high - (high - low) / 3];
    if (likelihood(one) < likelihood(other)) low = one;
    else high = other;
  }
  return (low + high) / 2;
}

function binomial(n: number, p: number): readonly number[] {
  const terms = [(1 - p) ** n];
  for (let k = 1; k <= n; k++) terms.push(((terms[k - 1] ?? 0) * (n - k + 1) * p) / (k * (1 - p)));
  return terms;
}

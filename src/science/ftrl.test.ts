import { expect, it } from 'vitest';
import { Calibration } from './calibration.ts';
import { Ftrl, placeOf, sigmoid } from './ftrl.ts';

const options = { bits: 12, alpha: 0.1, beta: 1, l1: 0.1, l2: 1, offset: Math.log(0.05) };
/** Mulberry32: a test must fail the same way twice. */
const randomOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

it('answers the mean rate while it knows nothing', () => {
  const model = new Ftrl(options);
  expect(sigmoid(model.logit([1, 2, 3]))).toBeCloseTo(0.05 / 1.05, 10);
});

it('learns the rate of each of twenty kinds, and is calibrated by bucket', () => {
  const model = new Ftrl(options);
  const random = randomOf(7);
  const rates = Array.from({ length: 20 }, (_, kind) => 0.01 * 1.2 ** kind);
  const places = rates.map((_, kind) => [placeOf('bias', 12), placeOf(`kind ${kind}`, 12)]);
  const calibration = new Calibration();
  for (let round = 0; round < 200_000; round++) {
    const kind = Math.floor(random() * rates.length);
    const label = random() < (rates[kind] ?? 0) ? 1 : 0;
    const predicted = model.learn(places[kind] ?? [], label);
    if (round < 100_000) continue;
    calibration.predicted(predicted);
    if (label) calibration.happened(predicted);
  }
  expect(calibration.ratio()).toBeGreaterThan(0.95);
  expect(calibration.ratio()).toBeLessThan(1.05);
  // By bucket of a prediction that itself wavers, the highest read a little high and the lowest a little low.
  for (const bucket of calibration.buckets().filter(({ examples }) => examples > 5_000)) {
    expect(bucket.observed / bucket.predicted).toBeGreaterThan(0.7);
    expect(bucket.observed / bucket.predicted).toBeLessThan(1.4);
  }
  const best = sigmoid(model.logit(places[19] ?? []));
  expect(best / (rates[19] ?? 1)).toBeGreaterThan(0.85);
  expect(best / (rates[19] ?? 1)).toBeLessThan(1.15);
});

it('keeps features without evidence at exactly zero', () => {
  const model = new Ftrl({ ...options, l1: 2 });
  model.learn([5], 1);
  expect(model.weight(5)).toBe(0);
});

it('spreads features over its table', () => {
  const places = new Set(Array.from({ length: 2_000 }, (_, n) => placeOf(`plan ${n}`, 18)));
  expect(places.size).toBeGreaterThan(1_980);
});

import { expect, it } from 'vitest';
import { type PlanTraits, placesOfPlan, Rates, smoothedRate } from './rates.ts';

const randomOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};
const traits = (n: number): PlanTraits => ({
  planId: `plan ${n}`,
  videoId: `video ${n}`,
  productId: `product ${n % 10}`,
  shopId: `shop ${n % 4}`,
  accountId: `account ${n % 4}`,
  category: `category ${n % 5}`,
  videoKind: 'selling',
});
const nothing = { showings: 0, clicks: 0, orders: 0 };

it('begins with the smoothed counts of the market', () => {
  expect(new Rates(nothing).predict('ctr', 1, placesOfPlan(traits(1)))).toBeCloseTo(0.03, 5);
  const warm = new Rates({ showings: 1_000_000, clicks: 80_000, orders: 1_600 });
  expect(warm.predict('ctr', 1, placesOfPlan(traits(1)))).toBeCloseTo(0.08, 3);
  expect(warm.predict('cvr', 1, placesOfPlan(traits(1)))).toBeCloseTo(0.02, 3);
  expect(smoothedRate('ctr', 4, 4)).toBeLessThan(0.05);
});

it('learns the click rate of each plan though clicks come long after their showings', () => {
  const rates = new Rates(nothing);
  const random = randomOf(3);
  const plans = Array.from({ length: 20 }, (_, n) => ({
    places: placesOfPlan(traits(n)),
    rate: 0.01 + 0.008 * n,
  }));
  const late: { at: number; work: () => void }[] = [];
  for (let showing = 0; showing < 200_000; showing++) {
    const plan = plans[Math.floor(random() * plans.length)];
    if (!plan) throw new Error('there are twenty plans');
    const person = Math.floor(random() * 5_000);
    rates.tried('ctr', person, plan.places);
    if (random() < plan.rate)
      late.push({ at: showing + 500, work: () => rates.succeeded('ctr', person, plan.places) });
    while (late[0] && late[0].at <= showing) late.shift()?.work();
  }
  for (const { places, rate } of plans.slice(3)) {
    const predicted = Math.exp(rates.common('ctr', places));
    expect(predicted / rate).toBeGreaterThan(0.75);
    expect(predicted / rate).toBeLessThan(1.35);
  }
  expect(rates.calibration.ctr.ratio()).toBeGreaterThan(0.93);
  expect(rates.calibration.ctr.ratio()).toBeLessThan(1.07);
});

it('learns one person’s taste, and lets it move a rate by half at most', () => {
  const rates = new Rates(nothing);
  const [liked, other] = [placesOfPlan(traits(0)), placesOfPlan(traits(1))];
  for (let n = 0; n < 400; n++) {
    for (const person of [7, 8, 9, 10]) {
      rates.tried('ctr', person, liked);
      rates.tried('ctr', person, other);
    }
    rates.succeeded('ctr', 7, liked);
  }
  expect(rates.personal('ctr', 7, liked)).toBeGreaterThan(0.3);
  expect(rates.personal('ctr', 7, liked)).toBeLessThanOrEqual(Math.log(1.5));
  expect(rates.personal('ctr', 8, liked)).toBeLessThan(0);
});

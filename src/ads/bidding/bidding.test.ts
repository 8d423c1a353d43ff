import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BidRule, bidPerOrder, type Duals, firstDuals, tickDuals } from './duals.ts';
import { maskProfile, profileOf, shareFrom, shareOfRest } from './expected-traffic.ts';

/** Mulberry32: a field must be the same field twice. */
const randomOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

type Day = { readonly spendShare: number; readonly cpa: number; readonly value: number };

/**
 * A day of one plan against a field of others: every showing has a chance of a click and of an order, and a highest
 * other bid. Clicks are as they fall; value is counted by its chance, so that luck with orders does not blur it.
 */
function simulateDay(
  rule: BidRule,
  budget: number,
  seed: number,
  bidOf: (duals: Duals) => number,
  { showings = 40_000, ticks = 480 } = {},
): Day {
  const random = randomOf(seed);
  const normal = () => Math.sqrt(-2 * Math.log(random() || 1e-12)) * Math.cos(2 * Math.PI * random());
  const profile = profileOf(
    Array.from({ length: 24 }, (_, hour) => (hour > 18 ? 30 : hour > 8 ? 12 : 2)),
    7,
  );
  let duals = firstDuals;
  let [spent, value] = [0, 0];
  for (let tick = 0; tick < ticks; tick++) {
    const [from, to] = [(24 * tick) / ticks, (24 * (tick + 1)) / ticks];
    const share = shareFrom(profile, from) - shareFrom(profile, to);
    const allowed = (budget - spent) * shareOfRest(profile, from, to);
    let [spentNow, valueNow] = [0, 0];
    const perOrder = bidOf(duals);
    for (let n = 0; n < showings * share; n++) {
      const pCtr = 0.06 * Math.exp(0.4 * normal());
      const pCvr = 0.04 * Math.exp(0.6 * normal());
      const other = 120 * Math.exp(0.7 * normal());
      const bid = perOrder * pCvr;
      // The field bids for clicks, so the one who bids more per click wins and pays what the other bid.
      if (bid <= other || random() > Math.min(1, pCtr) || spent + spentNow + other > budget) continue;
      spentNow += other;
      valueNow += pCvr;
    }
    spent += spentNow;
    value += valueNow;
    duals = tickDuals(rule, duals, { spent: spentNow, allowed, valueWon: valueNow, grain: 100 });
  }
  return { spendShare: spent / budget, cpa: value === 0 ? 0 : spent / value, value };
}

const seeds = Array.from({ length: 20 }, (_, n) => n + 1);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('max volume', () => {
  it.each([20_000, 60_000, 100_000])('spends a budget of %i over the whole day', (budget) => {
    const rule: BidRule = { bidding: 'max_volume', scale: 3_000 };
    const days = seeds.map((seed) => simulateDay(rule, budget, seed, (duals) => bidPerOrder(rule, duals)));
    for (const day of days) expect(day.spendShare).toBeLessThanOrEqual(1);
    expect(mean(days.map((day) => day.spendShare))).toBeGreaterThan(0.95);
  });

  it('buys more with the same budget than a bid that empties it early', () => {
    const rule: BidRule = { bidding: 'max_volume', scale: 3_000 };
    const paced = seeds.map((seed) => simulateDay(rule, 40_000, seed, (duals) => bidPerOrder(rule, duals)));
    const greedy = seeds.map((seed) => simulateDay(rule, 40_000, seed, () => 12_000));
    expect(mean(paced.map(({ value }) => value))).toBeGreaterThan(
      1.1 * mean(greedy.map(({ value }) => value)),
    );
  });
});

describe('cost control', () => {
  const score = ({ value, cpa }: Day, target: number) => value * Math.min(1, (target / cpa) ** 2);

  it.each([
    [3_000, 60_000],
    [3_500, 150_000],
    [4_500, 150_000],
  ])('keeps a target of %i per order with a budget of %i in nine days of ten', (targetCost, budget) => {
    const rule: BidRule = { bidding: 'cost_control', targetCost };
    const days = seeds.map((seed) => simulateDay(rule, budget, seed, (duals) => bidPerOrder(rule, duals)));
    const kept = days.filter(({ cpa }) => cpa <= 1.02 * targetCost).length;
    expect(kept / days.length).toBeGreaterThanOrEqual(0.9);
    for (const day of days) expect(day.spendShare).toBeLessThanOrEqual(1);
  });

  it('buys more orders than a fixed bid of the target, for it also wins where prices stay below it', () => {
    const targetCost = 3_000;
    const rule: BidRule = { bidding: 'cost_control', targetCost };
    const ours = seeds.map((seed) => simulateDay(rule, 400_000, seed, (duals) => bidPerOrder(rule, duals)));
    const fixed = seeds.map((seed) => simulateDay(rule, 400_000, seed, () => targetCost));
    expect(mean(ours.map((day) => score(day, targetCost)))).toBeGreaterThan(
      1.1 * mean(fixed.map((day) => score(day, targetCost))),
    );
  });
});

it('bids the target alone when only the cost binds, and never passes twice of it', () => {
  const rule: BidRule = { bidding: 'cost_control', targetCost: 5_000 };
  expect(bidPerOrder(rule, { lambda: 0.001, mu: 1_000 })).toBeCloseTo(5_000, -1);
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      (lambda, mu) => {
        const bid = bidPerOrder(rule, { lambda, mu });
        expect(bid).toBeGreaterThan(0);
        expect(bid).toBeLessThanOrEqual(10_000);
      },
    ),
  );
});

it('shares a day by the hours that are served', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 24, maxLength: 24 }),
      fc.integer({ min: 0, max: 7 }),
      fc.double({ min: 0, max: 23.9, noNaN: true }),
      (showings, days, hour) => {
        const profile = profileOf(showings, days);
        expect(shareFrom(profile, 0)).toBeCloseTo(1, 9);
        expect(shareFrom(profile, 24)).toBe(0);
        const between = shareOfRest(profile, hour, Math.min(24, hour + 0.1));
        expect(between).toBeGreaterThan(0);
        expect(between).toBeLessThanOrEqual(1);
        expect(shareOfRest(profile, hour, 24)).toBeCloseTo(1, 9);
        expect(shareFrom(maskProfile(profile, 1 << 20), 21)).toBe(0);
      },
    ),
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fillSlots, rank, reachesReserve } from '../auction/auction.ts';
import { firstDuals } from '../bidding/duals.ts';
import { type PlanPlaces, personalMax } from '../prediction/rates.ts';
import { type LivePlan, livePlan, refreshLive } from './live-plan.ts';
import { servedPlan } from './served-plan-fixture.ts';
import { candidateOf, shortlist } from './shortlist.ts';

const reserve = { ecpm: 200 };

type Drawn = {
  readonly account: number;
  readonly targetCost: number;
  readonly ctr: number;
  readonly cvr: number;
  readonly tasteCtr: number;
  readonly tasteCvr: number;
  readonly free: number;
  readonly isFiltered: boolean;
};

const plans = fc.array(
  fc.record({
    account: fc.integer({ min: 0, max: 12 }),
    targetCost: fc.integer({ min: 100, max: 30_000 }),
    ctr: fc.double({ min: 0.005, max: 0.3, noNaN: true }),
    cvr: fc.double({ min: 0.005, max: 0.3, noNaN: true }),
    tasteCtr: fc.double({ min: -personalMax, max: personalMax, noNaN: true }),
    tasteCvr: fc.double({ min: -personalMax, max: personalMax, noNaN: true }),
    free: fc.integer({ min: 0, max: 3_000 }),
    isFiltered: fc.boolean(),
  }),
  { maxLength: 80 },
);

function liveOf(drawn: Drawn, n: number): LivePlan {
  const id = `plan ${String(n).padStart(3, '0')}`;
  const live = livePlan(
    servedPlan({
      planId: id,
      adAccountId: `account ${drawn.account}`,
      rule: { bidding: 'cost_control', targetCost: drawn.targetCost },
    }),
    firstDuals,
  );
  const rates = { common: (name: 'ctr' | 'cvr') => Math.log(drawn[name]) };
  refreshLive(live, rates, 1_000, { day: '1970-01-01', hour: 0 });
  return live;
}

it('finds what looking at every plan finds: the same winners at the same prices', () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 1, max: 4 }), (drawn, slots) => {
      const lives = drawn.map(liveOf).sort((a, b) => b.bound - a.bound);
      const of = (live: LivePlan) => drawn[Number(live.plan.planId.slice(5))] as Drawn;
      const tastes = new Map<PlanPlaces, Drawn>(lives.map((live) => [live.places, of(live)]));
      let looked = 0;
      const watcher = {
        tasteOf: (places: PlanPlaces) => {
          const taste = tastes.get(places);
          return { ctr: taste?.tasteCtr ?? 0, cvr: taste?.tasteCvr ?? 0 };
        },
        isExcluded: () => false,
        filterOf: (live: LivePlan) => {
          looked++;
          return of(live).isFiltered ? ('audience' as const) : null;
        },
        freeOf: (live: LivePlan) => of(live).free,
        tell: () => undefined,
      };
      const short = fillSlots(shortlist(lives, slots + 2, reserve, watcher), slots, reserve);
      const everybody = rank(
        lives
          .filter((live) => !of(live).isFiltered)
          .map((live) => candidateOf(live, watcher))
          .filter((bid) => bid.perClickMax >= 1 && reachesReserve(bid, reserve)),
      );
      const whole = fillSlots(everybody, slots, reserve);
      expect(short.map(({ bid, price }) => [bid.planId, price])).toEqual(
        whole.map(({ bid, price }) => [bid.planId, price]),
      );
      expect(looked).toBeLessThanOrEqual(lives.length);
    }),
    { numRuns: 400 },
  );
});

it('looks at few of many plans', () => {
  const drawn = Array.from({ length: 2_000 }, (_, n) => ({
    account: n,
    targetCost: Math.round(1_000 * 1.002 ** n),
    ctr: 0.03,
    cvr: 0.03,
    tasteCtr: 0,
    tasteCvr: 0,
    free: 100_000,
    isFiltered: false,
  }));
  const lives = drawn.map(liveOf).sort((a, b) => b.bound - a.bound);
  let looked = 0;
  shortlist(lives, 3, reserve, {
    tasteOf: () => ({ ctr: 0, cvr: 0 }),
    isExcluded: () => false,
    filterOf: () => {
      looked++;
      return null;
    },
    freeOf: () => 100_000,
    tell: () => undefined,
  });
  // A plan may gain a factor of four by taste; below a quarter of the best nobody can win.
  expect(looked).toBeLessThan(750);
});

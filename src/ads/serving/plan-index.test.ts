import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Rates } from '../prediction/rates.ts';
import { PlanIndex } from './plan-index.ts';
import { servedPlan } from './served-plan-fixture.ts';

const planOf = (planId: string, targetCost: number) =>
  servedPlan({ planId, rule: { bidding: 'cost_control', targetCost } });

it('blocks some plans and lets go of others without a word of the rest', () => {
  const index = new PlanIndex();
  index.put([planOf('small', 100), planOf('large', 900), planOf('middle', 400)]);
  const rates: Pick<Rates, 'common'> = { common: () => Math.log(0.1) };
  const serving = () => {
    index.refresh(rates, 1_000, () => false);
    return index.ranked('CNY').map(({ plan }) => plan.planId);
  };
  expect(serving()).toEqual(['large', 'middle', 'small']);
  expect(index.foremost(2)).toEqual(['large', 'middle']);

  index.block(new Set(['small']));
  expect(serving()).toEqual(['large', 'middle']);
  index.blockAmong(['large', 'middle'], new Set(['large']));
  expect(serving()).toEqual(['middle']);
  index.blockAmong(['large'], new Set());
  expect(serving()).toEqual(['large', 'middle']);
  index.block(new Set());
  expect(serving()).toEqual(['large', 'middle', 'small']);
});

it('ranks what comes, goes and changes as if it were ranked anew', () => {
  const cost = fc.record({ plan: fc.nat(9), targetCost: fc.integer({ min: 1, max: 1_000 }) });
  const change = fc.record({ put: fc.array(cost), gone: fc.array(fc.nat(9), { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const index = new PlanIndex();
      const costs = new Map<string, number>();
      for (const { put, gone } of changes) {
        index.put(put.map(({ plan, targetCost }) => planOf(`p${plan}`, targetCost)));
        for (const { plan, targetCost } of put) costs.set(`p${plan}`, targetCost);
        index.remove(gone.map((plan) => `p${plan}`));
        for (const plan of gone) costs.delete(`p${plan}`);
        index.refresh({ common: () => Math.log(0.1) }, 1_000, () => false);
        const ranked = index.ranked('CNY').map(({ plan }) => costs.get(plan.planId));
        expect(ranked).toEqual([...costs.values()].sort((one, other) => other - one));
      }
    }),
    { numRuns: 300 },
  );
});

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

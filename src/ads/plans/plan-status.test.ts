import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type PlanFacts, planStatus } from './plan-status.ts';

const facts: PlanFacts = {
  state: 'on',
  startsAtMs: 0,
  endsAtMs: null,
  hours: null,
  blocker: null,
  hasNoGroup: false,
  balance: 1_000,
  budgetLeft: 1_000,
  leastClick: 7,
};
const statusWith = (given: Partial<PlanFacts>) => planStatus({ ...facts, ...given }, 1_000, 12);

it('serves exactly while budget and purse both pay for the cheapest click', () => {
  const money = fc.integer({ min: 0, max: 30 });
  fc.assert(
    fc.property(money, money, fc.integer({ min: 1, max: 20 }), (balance, budgetLeft, leastClick) => {
      const serves = statusWith({ balance, budgetLeft, leastClick }) === 'serving';
      expect(serves).toBe(Math.min(balance, budgetLeft) >= leastClick);
    }),
  );
});

it('tells a budget that is spent from one whose rest buys no click, and the purse before both', () => {
  expect(statusWith({ budgetLeft: 7 })).toBe('serving');
  expect(statusWith({ budgetLeft: 6 })).toBe('budget_rest');
  expect(statusWith({ budgetLeft: 0 })).toBe('budget');
  expect(statusWith({ budgetLeft: 0, balance: 6 })).toBe('balance');
});

it('names what a person would mend first', () => {
  const broke = { balance: 0, budgetLeft: 0 };
  expect(statusWith({ ...broke, state: 'archived', endsAtMs: 1 })).toBe('archived');
  expect(statusWith({ ...broke, state: 'off', endsAtMs: 1 })).toBe('off');
  expect(statusWith({ ...broke, endsAtMs: 1_000, blocker: 'sold_out' })).toBe('ended');
  expect(statusWith({ ...broke, startsAtMs: 2_000, blocker: 'sold_out' })).toBe('sold_out');
  expect(statusWith({ ...broke, startsAtMs: 2_000 })).toBe('not_started');
  expect(statusWith({ ...broke, hours: 1 << 11 })).toBe('outside_hours');
});

import { minorDigits } from '#kernel/money';
import { scheduleStatus } from '../plans/plan-status.ts';
import type { LocalNow } from '../serving/local-clock.ts';
import { localNow } from '../serving/local-clock.ts';
import { type BidRule, firstDuals, tickDuals } from './duals.ts';
import type { MovedDuals, PlanToTick } from './duals-store.ts';
import { maskProfile, shareOfRest, type TrafficProfile } from './expected-traffic.ts';

/**
 * The duals of all plans after a tick. A plan that begins, or begins a new day, takes the duals it had: yesterday's
 * prices are the best guess at today's. One that does not serve now is left alone, for it could not spend.
 */
export function moveDuals(
  plans: readonly PlanToTick[],
  nowMs: number,
  profileOf: (zone: string) => TrafficProfile,
): MovedDuals[] {
  return plans.flatMap((plan) => {
    const local = localNow(nowMs, plan.zone);
    const { planId, organizationId, duals } = plan;
    const spent = plan.spentByDay.get(local.day) ?? 0;
    const next = { planId, organizationId, day: local.day, spentSeen: spent, tickedAtMs: nowMs };
    if (!duals) return [{ ...next, ...firstDuals }];
    const serves = scheduleStatus(plan, nowMs, Math.floor(local.hour)) === null;
    if (duals.day !== local.day || !serves) return [{ ...next, lambda: duals.lambda, mu: duals.mu }];
    return [
      { ...next, ...tickDuals(ruleOf(plan), duals, tickOf(plan, duals, spent, nowMs, local, profileOf)) },
    ];
  });
}

function tickOf(
  plan: PlanToTick,
  duals: NonNullable<PlanToTick['duals']>,
  spent: number,
  nowMs: number,
  local: LocalNow,
  profileOf: (zone: string) => TrafficProfile,
) {
  const fromHour = Math.max(0, local.hour - (nowMs - duals.tickedAtMs) / 3_600_000);
  const share = shareOfRest(maskProfile(profileOf(plan.zone), plan.hours), fromHour, local.hour);
  const spentNow = spent - duals.spentSeen;
  // What the purse holds may be less than what the budget allows.
  const left = Math.min(plan.dayBudget - duals.spentSeen, plan.balance + spentNow);
  return {
    spent: spentNow,
    allowed: Math.max(0, left) * share,
    valueWon: plan.valueWon,
    grain: 10 ** minorDigits(plan.currency),
  };
}

function ruleOf(plan: PlanToTick): BidRule {
  return plan.bidding === 'cost_control' && plan.targetCost !== null
    ? { bidding: 'cost_control', targetCost: plan.targetCost }
    : { bidding: 'max_volume', scale: 1 };
}

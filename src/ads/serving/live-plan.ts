import type { BidRule, Duals } from '../bidding/duals.ts';
import { bidPerOrder } from '../bidding/duals.ts';
import { scheduleStatus } from '../plans/plan-status.ts';
import { type PlanPlaces, type PlanTraits, personalMax, placesOfPlan } from '../prediction/rates.ts';
import type { LocalNow } from './local-clock.ts';

/** A plan as the records hold it, with what the auction must know of its surroundings. */
export type ServedPlan = PlanTraits & {
  readonly organizationId: string;
  readonly adAccountId: string;
  readonly currency: string;
  readonly zone: string;
  readonly audience: 'all' | 'new' | 'repeat' | 'group';
  /** Ids of groups: for members of any of these, and for nobody of those excluded. */
  readonly groups: readonly string[];
  readonly groupsExcluded: readonly string[];
  readonly startsAtMs: number;
  readonly endsAtMs: number | null;
  readonly hours: number | null;
  readonly dayBudget: number;
  readonly rule: BidRule;
  readonly isOn: boolean;
};

/** A plan in the index: what was computed for it beforehand, so that a decision only compares. */
export type LivePlan = {
  plan: ServedPlan;
  readonly places: PlanPlaces;
  /** Video or product keep it from being shown. */
  isBlocked: boolean;
  duals: Duals;
  perOrder: number;
  /** Logarithms of its rates for anybody. */
  logCtr: number;
  logCvr: number;
  /** Logarithm of the most its eCPM can be for anybody: nobody's taste moves a rate further. */
  bound: number;
  /** Logarithm of a thousand times the bid for an order; with those of the rates it is that of the eCPM. */
  logPerOrder: number;
  /** Serves at this moment by its own schedule, on this local day. */
  isActive: boolean;
  day: string;
};

export function livePlan(plan: ServedPlan, duals: Duals): LivePlan {
  return {
    plan,
    places: placesOfPlan(plan),
    isBlocked: false,
    duals,
    perOrder: bidPerOrder(plan.rule, duals),
    logCtr: 0,
    logCvr: 0,
    bound: 0,
    logPerOrder: 0,
    isActive: false,
    day: '',
  };
}

/** Brings everything that was computed beforehand up to date. */
export function refreshLive(
  live: LivePlan,
  rates: { readonly common: (name: 'ctr' | 'cvr', places: PlanPlaces) => number },
  nowMs: number,
  local: LocalNow,
): void {
  live.perOrder = bidPerOrder(live.plan.rule, live.duals);
  live.logCtr = rates.common('ctr', live.places);
  live.logCvr = rates.common('cvr', live.places);
  live.logPerOrder = Math.log(1000 * live.perOrder);
  live.bound = live.logPerOrder + live.logCtr + live.logCvr + 2 * personalMax;
  live.day = local.day;
  live.isActive =
    live.plan.isOn && !live.isBlocked && scheduleStatus(live.plan, nowMs, Math.floor(local.hour)) === null;
}

import type { Duals } from '../bidding/duals.ts';
import { firstDuals } from '../bidding/duals.ts';
import type { PlanPlaces, Rates } from '../prediction/rates.ts';
import { type LivePlan, livePlan, refreshLive, type ServedPlan } from './live-plan.ts';
import { LocalClock } from './local-clock.ts';

/**
 * All plans in memory, and for each currency those that serve now, the highest possible eCPM first: a decision reads
 * from the top and stops where nobody below can win any more.
 */
export class PlanIndex {
  readonly #plans = new Map<string, LivePlan>();
  readonly #duals = new Map<string, Duals>();
  readonly #clock = new LocalClock();
  #blocked: Set<string> = new Set();
  #ranked = new Map<string, LivePlan[]>();
  /** Of all currencies, in the order of the last look: sorting what is almost sorted costs little. */
  #inOrder: LivePlan[] = [];
  #isOrderOld = false;

  put(plans: readonly ServedPlan[]): void {
    for (const plan of plans) {
      const known = this.#plans.get(plan.planId);
      // What the rates depend on never changes under a plan's id but by another video or product.
      if (known && known.plan.videoId === plan.videoId && known.plan.productId === plan.productId) {
        known.plan = plan;
        continue;
      }
      this.#isOrderOld = true;
      this.#plans.set(plan.planId, livePlan(plan, this.#duals.get(plan.planId) ?? firstDuals));
    }
  }

  remove(planIds: Iterable<string>): void {
    for (const id of planIds) if (this.#plans.delete(id)) this.#isOrderOld = true;
  }

  block(planIds: ReadonlySet<string>): void {
    this.#blocked = new Set(planIds);
  }

  /** What is known of some plans only: which of them are blocked. */
  blockAmong(planIds: readonly string[], blocked: ReadonlySet<string>): void {
    for (const id of planIds)
      if (blocked.has(id)) this.#blocked.add(id);
      else this.#blocked.delete(id);
  }

  /** Plans that serve now and are likely to win, the best of each currency. */
  foremost(max: number): string[] {
    return [...this.#ranked.values()].flatMap((list) => list.slice(0, max).map(({ plan }) => plan.planId));
  }

  setDuals(planId: string, duals: Duals): void {
    this.#duals.set(planId, duals);
    const live = this.#plans.get(planId);
    if (live) live.duals = duals;
  }

  /** Computes everything again and ranks: milliseconds for ten thousand plans, so it is done a few times a second. */
  refresh(rates: Pick<Rates, 'common'>, nowMs: number, isDry: (live: LivePlan) => boolean): void {
    if (this.#isOrderOld) this.#inOrder = [...this.#plans.values()];
    this.#isOrderOld = false;
    for (const live of this.#inOrder) {
      live.isBlocked = this.#blocked.has(live.plan.planId);
      refreshLive(live, rates, nowMs, this.#clock.at(nowMs, live.plan.zone));
    }
    this.#inOrder.sort((a, b) => b.bound - a.bound);
    const ranked = new Map<string, LivePlan[]>();
    for (const live of this.#inOrder) {
      if (!live.isActive || isDry(live)) continue;
      const list = ranked.get(live.plan.currency) ?? [];
      if (list.length === 0) ranked.set(live.plan.currency, list);
      list.push(live);
    }
    this.#ranked = ranked;
  }

  get(planId: string): LivePlan | undefined {
    return this.#plans.get(planId);
  }

  placesOf(planId: string): PlanPlaces | null {
    return this.#plans.get(planId)?.places ?? null;
  }

  /** Currencies in which plans serve now, in a fixed order. */
  currencies(): string[] {
    return [...this.#ranked.keys()].sort();
  }

  ranked(currency: string): readonly LivePlan[] {
    return this.#ranked.get(currency) ?? [];
  }

  zones(): string[] {
    return [...new Set([...this.#plans.values()].map(({ plan }) => plan.zone))];
  }

  get size(): number {
    return this.#plans.size;
  }
}

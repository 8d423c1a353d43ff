/** Why a plan serves or does not: one word, the first that applies, in the order a person would fix them. */
export const planStatuses = [
  'serving',
  'off',
  'archived',
  'ended',
  'video_removed',
  'product_unlinked',
  'product_off_shelf',
  'sold_out',
  'groups_closed',
  'not_started',
  'outside_hours',
  'balance',
  'budget',
  'budget_rest',
] as const;
export type PlanStatus = (typeof planStatuses)[number];

/** What stands in the way outside the plan itself; null where nothing does. */
export type PlanBlocker = Extract<
  PlanStatus,
  'video_removed' | 'product_unlinked' | 'product_off_shelf' | 'sold_out'
>;

export type PlanFacts = {
  readonly state: string;
  readonly startsAtMs: number;
  readonly endsAtMs: number | null;
  /** Bits of local hours; null serves all day. */
  readonly hours: number | null;
  readonly blocker: PlanBlocker | null;
  /** It is for groups, and none of them is open any more. */
  readonly hasNoGroup: boolean;
  /** Minor units left in the purse and of the day's budget, leased parts included. */
  readonly balance: number;
  readonly budgetLeft: number;
  /** Minor units that a click costs at least: less than this buys none. */
  readonly leastClick: number;
};

/** What the plan's own settings allow at this moment. `localHour` is 0 to 23 in the brand's zone. */
export function scheduleStatus(
  { startsAtMs, endsAtMs, hours }: Pick<PlanFacts, 'startsAtMs' | 'endsAtMs' | 'hours'>,
  nowMs: number,
  localHour: number,
): 'ended' | 'not_started' | 'outside_hours' | null {
  if (endsAtMs !== null && endsAtMs <= nowMs) return 'ended';
  if (startsAtMs > nowMs) return 'not_started';
  if (hours !== null && (hours & (1 << localHour)) === 0) return 'outside_hours';
  return null;
}

export function planStatus(facts: PlanFacts, nowMs: number, localHour: number): PlanStatus {
  if (facts.state === 'archived') return 'archived';
  if (facts.state === 'off') return 'off';
  const schedule = scheduleStatus(facts, nowMs, localHour);
  if (schedule === 'ended') return 'ended';
  if (facts.blocker) return facts.blocker;
  if (facts.hasNoGroup) return 'groups_closed';
  if (schedule) return schedule;
  if (facts.balance < facts.leastClick) return 'balance';
  if (facts.budgetLeft <= 0) return 'budget';
  if (facts.budgetLeft < facts.leastClick) return 'budget_rest';
  return 'serving';
}

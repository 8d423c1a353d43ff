import { type GroupId, showId } from '#kernel/ids';
import type { PlanView } from '../contract.ts';
import { localNow } from '../serving/local-clock.ts';
import { planStatus } from './plan-status.ts';
import { hoursOf, type PlanGroup, type PlanRow } from './plan-store.ts';

export const posterUrl = (key: string | null) => (key === null ? null : `/media/${key}`);

/** What is asked of serving to show a plan: minor units that a click of it costs at least. */
export type LeastClickOf = (planId: string) => number;

const showGroup = ({ id, name, size, isOpen }: PlanGroup) => ({
  id: showId('group', id as GroupId),
  name,
  size,
  isOpen,
});

export function statusOf(row: PlanRow, leastClick: number, nowMs: number): PlanView['status'] {
  return planStatus(
    {
      state: row.state,
      startsAtMs: row.starts_at.getTime(),
      endsAtMs: row.ends_at?.getTime() ?? null,
      hours: row.hours,
      blocker: row.blocker,
      hasNoGroup: row.audience === 'group' && !row.groups.some(({ isOpen }) => isOpen),
      balance: row.balance,
      budgetLeft: row.day_budget - row.spent,
      leastClick,
    },
    nowMs,
    Math.floor(localNow(nowMs, row.zone).hour),
  );
}

export function showPlan(row: PlanRow, leastClick: number, nowMs: number): PlanView {
  return {
    id: showId('plan', row.id),
    version: row.version,
    name: row.name,
    shopId: showId('shop', row.shop_id),
    adAccountId: showId('adAccount', row.ad_account_id),
    currency: row.currency,
    zone: row.zone,
    goal: 'product_order',
    placement: 'feed',
    product: { id: showId('product', row.product_id), name: row.product_name },
    video: {
      id: showId('video', row.video_id),
      title: row.video_title,
      poster: posterUrl(row.poster_key),
    },
    bidding: row.bidding,
    targetCost: row.target_cost,
    dayBudget: row.day_budget,
    audience: row.audience,
    groups: row.groups.map(showGroup),
    groupsExcluded: row.groups_excluded.map(showGroup),
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
    hours: row.hours === null ? null : hoursOf(row.hours),
    state: row.state,
    status: statusOf(row, leastClick, nowMs),
    leastClick,
    today: { day: row.day, spent: row.spent, budget: row.day_budget },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

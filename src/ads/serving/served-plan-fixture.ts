import type { ServedPlan } from './live-plan.ts';

/** A plan that is on and open to everybody, in an account of its own unless said otherwise. */
export const servedPlan = (given: Pick<ServedPlan, 'planId' | 'rule'> & Partial<ServedPlan>): ServedPlan => ({
  organizationId: 'organization',
  adAccountId: `account of ${given.planId}`,
  shopId: 'shop',
  accountId: 'account',
  videoId: `video of ${given.planId}`,
  productId: `product of ${given.planId}`,
  category: '',
  videoKind: 'selling',
  currency: 'CNY',
  zone: 'UTC',
  audience: 'all',
  groups: [],
  groupsExcluded: [],
  startsAtMs: 0,
  endsAtMs: null,
  hours: null,
  dayBudget: 1_000,
  isOn: true,
  ...given,
});

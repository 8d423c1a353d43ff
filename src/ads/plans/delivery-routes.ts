import { createRoute } from '@hono/zod-openapi';
import { actorOf, requireActor } from '#organisations';
import { answers, idFrom, idParam, newRouter, RefusalError } from '#platform/http';
import type { Records } from '#platform/records';
import { maskProfile, type TrafficProfile } from '../bidding/expected-traffic.ts';
import { type PlanDelivery, planDelivery } from '../contract.ts';
import type { Serving } from '../serving/open-serving.ts';
import { findPlan } from './plan-store.ts';
import { type LeastClickOf, statusOf } from './show-plan.ts';

const read = createRoute({
  method: 'get',
  path: '/api/ads/plans/{id}/delivery',
  tags: ['Ads'],
  summary: 'How a plan paces today, what became of it in auctions, and why it does not spend',
  middleware: [requireActor('ads:read')] as const,
  request: { params: idParam('plan') },
  responses: answers('The delivery', planDelivery),
});

type Parts = {
  readonly records: Records;
  readonly now: () => number;
  readonly explain: Serving['explain'];
  readonly leastClickOf: LeastClickOf;
  readonly profileOf: Serving['profileOf'];
};

export function deliveryRoutes({ records, now, explain, leastClickOf, profileOf }: Parts) {
  return newRouter().openapi(read, async (c) => {
    const id = idFrom('plan', c.req.valid('param').id);
    const row = await records.organization(actorOf(c).organizationId, (trx) => findPlan(trx, id));
    if (!row) throw new RefusalError({ code: 'not_found', detail: 'There is no such plan.' });
    const told = explain(id);
    return c.json(
      {
        status: statusOf(row, leastClickOf(id), now()),
        today: { day: row.day, spent: row.spent, budget: row.day_budget },
        expected: cumulative(maskProfile(await profileOf(row.zone), row.hours)),
        auctions: told?.tally ?? null,
        now: told ? showNow(told) : null,
      },
      200,
    );
  });
}

function showNow(told: NonNullable<ReturnType<Serving['explain']>>): PlanDelivery['now'] {
  const { auction, rivals, pCtr, pCvr, perOrder } = told;
  const needed =
    auction.outcome === 'outranked'
      ? auction.needed
      : auction.outcome === 'below_reserve'
        ? auction.needed / Math.max(1, auction.bid)
        : null;
  return { outcome: auction.outcome, needed, rivals, bidPerOrder: perOrder, pCtr, pCvr };
}

/** Shares before each hour, of what the plan's own hours hold. */
function cumulative(profile: TrafficProfile): number[] {
  const total = profile.reduce((sum, share) => sum + share, 0) || 1;
  const shares = [0];
  for (const share of profile) shares.push((shares.at(-1) ?? 0) + share / total);
  return shares;
}

import { sql } from 'kysely';
import type { Records } from '#platform/records';
import { blockerOfPlan } from '../plans/plan-blockers-store.ts';
import type { ServedPlan } from './live-plan.ts';

type Row = {
  id: string;
  organization_id: string;
  ad_account_id: string;
  shop_id: string;
  account_id: string;
  video_id: string;
  product_id: string;
  category: string | null;
  kind: string;
  currency: string;
  zone: string;
  audience: ServedPlan['audience'];
  groups: string[];
  groups_excluded: string[];
  starts_at: Date;
  ends_at: Date | null;
  hours: number | null;
  day_budget: number;
  bidding: 'max_volume' | 'cost_control';
  target_cost: number | null;
  state: string;
  price: number | null;
};

/** What a plan of max volume bids for an order to begin with: this share of the product's lowest price. */
const firstCostShare = 0.15;

const columns = `
  p.id, p.organization_id, p.ad_account_id, p.shop_id, v.account_id, p.video_id, p.product_id, pr.category, v.kind,
  a.currency, b.zone, p.audience, p.groups, p.groups_excluded, p.starts_at, p.ends_at, p.hours, p.day_budget, p.bidding, p.target_cost, p.state,
  (SELECT min(k.price) FROM skus k WHERE k.product_id = p.product_id AND k.archived_at IS NULL) AS price
  FROM ad_plans p JOIN ad_accounts a ON a.id = p.ad_account_id JOIN shops s ON s.id = p.shop_id
  JOIN brands b ON b.id = s.brand_id JOIN videos v ON v.id = p.video_id JOIN products pr ON pr.id = p.product_id`;

/** Every plan that may serve now or again; those put away are left out. */
export function allPlans(records: Records): Promise<ServedPlan[]> {
  return records.market(async (trx) => {
    const { rows } = await sql<Row>`SELECT ${sql.raw(columns)} WHERE p.state <> 'archived'`.execute(trx);
    return rows.map(servedPlan);
  });
}

/** Asked four times a second, mostly for nothing; of those that changed alone the rest is read, from eight tables. */
const changedIds = {
  name: 'changed-plan-ids',
  text: `
    SELECT now() AS now, array(
      SELECT id::text FROM ad_plans WHERE updated_at > $1::timestamptz - interval '5 seconds') AS ids`,
};
const plansById = { name: 'plans-by-id', text: `SELECT ${columns} WHERE p.id = ANY ($1::uuid[])` };

/**
 * Plans changed since an instant of the records' clock, and that clock now. A change is seen when it is committed, a
 * little after the time it bears, so the last seconds are read again each time.
 */
export async function changedPlans(
  records: Records,
  since: Date,
): Promise<{ plans: ServedPlan[]; archived: string[]; now: Date }> {
  const found = await records.marketPool.query<{ readonly now: Date; readonly ids: string[] }>({
    ...changedIds,
    values: [since],
  });
  const { ids, now } = found.rows[0] ?? { ids: [], now: since };
  const rows = ids.length === 0 ? [] : await records.planned<Row>(plansById, [ids]);
  return {
    plans: rows.filter(({ state }) => state !== 'archived').map(servedPlan),
    archived: rows.filter(({ state }) => state === 'archived').map(({ id }) => id),
    now,
  };
}

/** Plans whose video or product keep them from being shown now: of all, or of those that are named. */
export function blockedPlans(
  records: Records,
  planIds: readonly string[] | null = null,
): Promise<ReadonlySet<string>> {
  return records.market(async (trx) => {
    const named = planIds === null ? sql`true` : sql`p.id = ANY (${planIds as string[]}::uuid[])`;
    const { rows } = await sql<{ id: string }>`
      SELECT p.id FROM ad_plans p WHERE p.state = 'on' AND ${named} AND ${blockerOfPlan} IS NOT NULL`.execute(
      trx,
    );
    return new Set(rows.map(({ id }) => id));
  });
}

function servedPlan(row: Row): ServedPlan {
  return {
    planId: row.id,
    organizationId: row.organization_id,
    adAccountId: row.ad_account_id,
    shopId: row.shop_id,
    accountId: row.account_id,
    videoId: row.video_id,
    productId: row.product_id,
    category: row.category ?? '',
    videoKind: row.kind,
    currency: row.currency,
    zone: row.zone,
    audience: row.audience,
    groups: row.groups,
    groupsExcluded: row.groups_excluded,
    startsAtMs: row.starts_at.getTime(),
    endsAtMs: row.ends_at?.getTime() ?? null,
    hours: row.hours,
    dayBudget: row.day_budget,
    rule:
      row.bidding === 'cost_control' && row.target_cost !== null
        ? { bidding: 'cost_control', targetCost: row.target_cost }
        : { bidding: 'max_volume', scale: Math.max(1, (row.price ?? 1_000) * firstCostShare) },
    isOn: row.state === 'on',
  };
}

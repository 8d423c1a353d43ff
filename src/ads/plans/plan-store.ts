import { sql } from 'kysely';
import { type GroupId, type OrganizationId, showId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import { closeLeases } from '../billing/lease-store.ts';
import { blockerOfPlan } from './plan-blockers-store.ts';
import type { PlanBlocker } from './plan-status.ts';

/** A group that a plan names, closed ones too. */
export type PlanGroup = {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly isOpen: boolean;
};

export type PlanRow = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly shop_id: string;
  readonly ad_account_id: string;
  readonly currency: string;
  readonly zone: string;
  readonly product_id: string;
  readonly product_name: string;
  readonly video_id: string;
  readonly video_title: string;
  readonly poster_key: string | null;
  readonly bidding: 'max_volume' | 'cost_control';
  readonly target_cost: number | null;
  readonly day_budget: number;
  readonly audience: 'all' | 'new' | 'repeat' | 'group';
  readonly groups: readonly PlanGroup[];
  readonly groups_excluded: readonly PlanGroup[];
  readonly starts_at: Date;
  readonly ends_at: Date | null;
  readonly hours: number | null;
  readonly state: 'on' | 'off' | 'archived';
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly balance: number;
  readonly blocker: PlanBlocker | null;
  /** Of the plan's local day. */
  readonly day: string;
  readonly spent: number;
};

const groupsOf = (ids: ReturnType<typeof sql>) => sql`(
  SELECT coalesce(json_agg(json_build_object('id', g.id, 'name', g.name, 'size', g.size, 'isOpen', g.closed_at IS NULL)
    ORDER BY array_position(${ids}, g.id)), '[]') FROM people_groups g WHERE g.id = ANY (${ids}))`;

const whole = sql`
  SELECT p.id, p.version, p.name, p.shop_id, p.ad_account_id, a.currency, b.zone, p.product_id, pr.name AS product_name,
    p.video_id, v.title AS video_title, v.poster_key, p.bidding, p.target_cost, p.day_budget, p.audience,
    ${groupsOf(sql`p.groups`)} AS groups, ${groupsOf(sql`p.groups_excluded`)} AS groups_excluded, p.starts_at,
    p.ends_at, p.hours, p.state, p.created_at, p.updated_at, a.balance, ${blockerOfPlan} AS blocker,
    (now() AT TIME ZONE b.zone)::date AS day, coalesce(d.spent, 0)::bigint AS spent
  FROM ad_plans p JOIN ad_accounts a ON a.id = p.ad_account_id JOIN shops s ON s.id = p.shop_id
  JOIN brands b ON b.id = s.brand_id JOIN products pr ON pr.id = p.product_id JOIN videos v ON v.id = p.video_id
  LEFT JOIN ad_budget_days d ON d.plan_id = p.id AND d.day = (now() AT TIME ZONE b.zone)::date`;

export async function listPlans(
  trx: Trx,
  filter: { readonly shopId: string | null; readonly archived: boolean },
  after: string | null,
  limit: number,
): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`${whole}
    WHERE (p.state = 'archived') = ${filter.archived} AND (${filter.shopId}::uuid IS NULL OR p.shop_id = ${filter.shopId}::uuid)
      AND (${after}::uuid IS NULL OR p.id < ${after}::uuid)
    ORDER BY p.id DESC LIMIT ${limit}`.execute(trx);
  return rows;
}

export async function findPlan(trx: Trx, id: string): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`${whole} WHERE p.id = ${id}`.execute(trx);
  return rows[0];
}

/**
 * Locks a plan together with its account, the account first as everywhere, so that no server leases or charges
 * while settings change.
 */
export async function lockPlan(trx: Trx, id: string) {
  await sql`SELECT id FROM ad_accounts WHERE id = (SELECT ad_account_id FROM ad_plans WHERE id = ${id}) FOR UPDATE`.execute(
    trx,
  );
  return trx.selectFrom('ad_plans').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export type PlanSettings = {
  readonly name: string;
  readonly bidding: 'max_volume' | 'cost_control';
  readonly target_cost: number | null;
  readonly day_budget: number;
  readonly audience: 'all' | 'new' | 'repeat' | 'group';
  readonly groups: string[];
  readonly groups_excluded: string[];
  readonly ends_at: Date | null;
  readonly hours: number | null;
  readonly state: 'on' | 'off' | 'archived';
};

export type NewPlan = PlanSettings & {
  readonly id: string;
  readonly organization_id: OrganizationId;
  readonly ad_account_id: string;
  readonly shop_id: string;
  readonly video_id: string;
  readonly product_id: string;
  readonly starts_at: Date;
};

export async function insertPlan(trx: Trx, plan: NewPlan, actorName: string): Promise<void> {
  await trx
    .insertInto('ad_plans')
    .values({ ...plan, goal: 'product_order', placement: 'feed' })
    .execute();
  await writeVersion(trx, plan.organization_id, plan.id, 1, plan, actorName);
}

/** The new settings as the next version; what servers had leased under the old ones goes back. */
export async function updatePlan(
  trx: Trx,
  organizationId: OrganizationId,
  id: string,
  settings: PlanSettings,
  actorName: string,
): Promise<void> {
  const { version } = await trx
    .updateTable('ad_plans')
    .set({ ...settings, version: sql`version + 1`, updated_at: sql`now()` })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  await writeVersion(trx, organizationId, id, version, settings, actorName);
}

async function writeVersion(
  trx: Trx,
  organizationId: OrganizationId,
  planId: string,
  version: number,
  settings: PlanSettings,
  actorName: string,
): Promise<void> {
  const { name, bidding, target_cost, day_budget, audience, ends_at, hours, state } = settings;
  const shown = (ids: readonly string[]) => ids.map((id) => showId('group', id as GroupId));
  await trx
    .insertInto('ad_plan_versions')
    .values({
      organization_id: organizationId,
      plan_id: planId,
      version,
      settings: JSON.stringify({
        name,
        bidding,
        targetCost: target_cost,
        dayBudget: day_budget,
        audience,
        groups: shown(settings.groups),
        groupsExcluded: shown(settings.groups_excluded),
        endsAt: ends_at?.toISOString() ?? null,
        hours: hours === null ? null : hoursOf(hours),
        state,
      }),
      actor_name: actorName,
    })
    .execute();
}

export const hoursOf = (mask: number): number[] =>
  Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => mask & (1 << hour));
export const maskOf = (hours: readonly number[]): number =>
  hours.reduce((mask, hour) => mask | (1 << hour), 0);

export function listVersions(trx: Trx, planId: string) {
  return trx
    .selectFrom('ad_plan_versions')
    .select(['version', 'at', 'actor_name', 'settings'])
    .where('plan_id', '=', planId)
    .orderBy('version', 'desc')
    .limit(200)
    .execute();
}

/** Takes back what servers hold of a plan; they learn of it within a second, and no commit can pass it by. */
export async function recallLeases(trx: Trx, planId: string): Promise<void> {
  await closeLeases(trx, sql`l.plan_id = ${planId}`);
}

/**
 * Moves the budget of today and of days to come. Answers what is already spent today where the new budget would be
 * below it: what is spent is spent. The leases must have been recalled before.
 */
export async function moveBudget(
  trx: Trx,
  planId: string,
  day: string,
  budget: number,
): Promise<{ spent: number } | null> {
  const { rows } = await sql<{ spent: number }>`
    SELECT spent FROM ad_budget_days WHERE plan_id = ${planId} AND day >= ${day}::date AND spent > ${budget}`.execute(
    trx,
  );
  if (rows[0]) return rows[0];
  await sql`UPDATE ad_budget_days SET budget = ${budget} WHERE plan_id = ${planId} AND day >= ${day}::date`.execute(
    trx,
  );
  return null;
}

export type Promotable = {
  readonly product_id: string;
  readonly product_name: string;
  readonly shop_id: string;
  readonly shop_name: string;
  readonly currency: string;
  readonly zone: string;
  readonly price: number | null;
  readonly video_id: string;
  readonly video_title: string;
  readonly poster_key: string | null;
};

/** Products on the shelf with a published video that shows them, newest video first. */
export async function promotables(
  trx: Trx,
  filter: { readonly productId?: string; readonly videoId?: string; readonly shopId?: string | null },
): Promise<Promotable[]> {
  const { rows } = await sql<Promotable>`
    SELECT pr.id AS product_id, pr.name AS product_name, pr.shop_id, s.name AS shop_name, s.currency, b.zone,
      (SELECT min(k.price) FROM skus k WHERE k.product_id = pr.id AND k.archived_at IS NULL) AS price,
      v.id AS video_id, v.title AS video_title, v.poster_key
    FROM video_products vp JOIN videos v ON v.id = vp.video_id JOIN products pr ON pr.id = vp.product_id
    JOIN shops s ON s.id = pr.shop_id JOIN brands b ON b.id = s.brand_id
    WHERE v.state = 'published' AND pr.shelf = 'online' AND s.archived_at IS NULL
      AND (${filter.productId ?? null}::uuid IS NULL OR pr.id = ${filter.productId ?? null}::uuid)
      AND (${filter.videoId ?? null}::uuid IS NULL OR v.id = ${filter.videoId ?? null}::uuid)
      AND (${filter.shopId ?? null}::uuid IS NULL OR pr.shop_id = ${filter.shopId ?? null}::uuid)
    ORDER BY v.published_at DESC, v.id DESC, vp.position LIMIT 1000`.execute(trx);
  return rows;
}

/** What ads cost a shop per order in the last 30 days, and how many orders that rests on. */
export async function costHistory(trx: Trx, shopId: string): Promise<{ spent: number; orders: number }> {
  const { rows } = await sql<{ spent: number; orders: number }>`SELECT
    coalesce((SELECT sum(c.price) FROM ad_charges c JOIN ad_plans p ON p.id = c.plan_id
      WHERE p.shop_id = ${shopId} AND c.at > now() - interval '30 days'), 0)::bigint AS spent,
    (SELECT count(DISTINCT o.order_id)::int FROM ad_conversions o JOIN ad_plans p ON p.id = o.plan_id
      WHERE p.shop_id = ${shopId} AND o.touched_at > now() - interval '30 days') AS orders`.execute(trx);
  return rows[0] ?? { spent: 0, orders: 0 };
}

/** Names of plans by their raw id, for numbers split by plan. */
export async function planNames(trx: Trx, ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await trx.selectFrom('ad_plans').select(['id', 'name']).where('id', 'in', ids).execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

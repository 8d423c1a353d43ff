import { sql } from 'kysely';
import type { Records, Trx } from '#platform/records';
import type { Duals } from './duals.ts';

export type PlanToTick = {
  readonly planId: string;
  readonly organizationId: string;
  readonly zone: string;
  readonly currency: string;
  readonly bidding: 'max_volume' | 'cost_control';
  readonly targetCost: number | null;
  readonly startsAtMs: number;
  readonly endsAtMs: number | null;
  readonly hours: number | null;
  readonly dayBudget: number;
  /** In the purse, leased parts included. */
  readonly balance: number;
  /** Null for a plan that never ticked. */
  readonly duals:
    | (Duals & { readonly day: string; readonly spentSeen: number; readonly tickedAtMs: number })
    | null;
  readonly spentByDay: ReadonlyMap<string, number>;
  /** Chances of an order of the clicks paid since the last tick. */
  readonly valueWon: number;
};

type Row = {
  id: string;
  organization_id: string;
  zone: string;
  currency: string;
  bidding: PlanToTick['bidding'];
  target_cost: number | null;
  starts_at: Date;
  ends_at: Date | null;
  hours: number | null;
  day_budget: number;
  balance: number;
  lambda: number | null;
  mu: number | null;
  day: string | null;
  spent_seen: number | null;
  ticked_at: Date | null;
  spent: Record<string, number> | null;
  value_won: number | null;
};

/** One server at a time moves the duals of all plans; null when another is at it or the last tick is too fresh. */
export function tickInTurn(
  records: Records,
  tickSeconds: number,
  move: (plans: readonly PlanToTick[]) => readonly MovedDuals[],
): Promise<number | null> {
  return records.market(async (trx) => {
    const { rows } = await sql<{
      locked: boolean;
    }>`SELECT pg_try_advisory_xact_lock(460061) AS locked`.execute(trx);
    if (!rows[0]?.locked) return null;
    const moved = move(await plansToTick(trx, tickSeconds));
    if (moved.length > 0) await writeDuals(trx, moved);
    return moved.length;
  });
}

async function plansToTick(trx: Trx, tickSeconds: number): Promise<PlanToTick[]> {
  const { rows } = await sql<Row>`
    SELECT p.id, p.organization_id, b.zone, a.currency, p.bidding, p.target_cost, p.starts_at, p.ends_at, p.hours,
      p.day_budget, a.balance, d.lambda, d.mu, d.day, d.spent_seen, d.ticked_at,
      (SELECT jsonb_object_agg(e.day, e.spent) FROM ad_budget_days e
        WHERE e.plan_id = p.id AND e.day >= (now() - interval '2 days')::date) AS spent,
      (SELECT sum(c.p_cvr) FROM ad_charges c WHERE c.plan_id = p.id AND c.at > d.ticked_at) AS value_won
    FROM ad_plans p JOIN ad_accounts a ON a.id = p.ad_account_id JOIN shops s ON s.id = p.shop_id
    JOIN brands b ON b.id = s.brand_id LEFT JOIN ad_plan_duals d ON d.plan_id = p.id
    WHERE p.state = 'on' AND (d.ticked_at IS NULL OR d.ticked_at <= now() - make_interval(secs => ${tickSeconds}))`.execute(
    trx,
  );
  return rows.map((row) => ({
    planId: row.id,
    organizationId: row.organization_id,
    zone: row.zone,
    currency: row.currency,
    bidding: row.bidding,
    targetCost: row.target_cost,
    startsAtMs: row.starts_at.getTime(),
    endsAtMs: row.ends_at?.getTime() ?? null,
    hours: row.hours,
    dayBudget: row.day_budget,
    balance: row.balance,
    duals:
      row.lambda === null || row.mu === null || row.day === null || row.ticked_at === null
        ? null
        : {
            lambda: row.lambda,
            mu: row.mu,
            day: row.day,
            spentSeen: row.spent_seen ?? 0,
            tickedAtMs: row.ticked_at.getTime(),
          },
    spentByDay: new Map(Object.entries(row.spent ?? {})),
    valueWon: row.value_won ?? 0,
  }));
}

export type MovedDuals = Duals & {
  readonly planId: string;
  readonly organizationId: string;
  readonly day: string;
  readonly spentSeen: number;
  readonly tickedAtMs: number;
};

async function writeDuals(trx: Trx, moved: readonly MovedDuals[]): Promise<void> {
  const ids = moved.map(({ planId }) => planId);
  const organizations = moved.map(({ organizationId }) => organizationId);
  const lambdas = moved.map(({ lambda }) => lambda);
  const mus = moved.map(({ mu }) => mu);
  const days = moved.map(({ day }) => day);
  const seen = moved.map(({ spentSeen }) => spentSeen);
  const at = moved.map(({ tickedAtMs }) => new Date(tickedAtMs));
  await sql`
    INSERT INTO ad_plan_duals (plan_id, organization_id, lambda, mu, day, spent_seen, ticked_at)
    SELECT * FROM unnest(${ids}::uuid[], ${organizations}::uuid[], ${lambdas}::float8[], ${mus}::float8[],
      ${days}::date[], ${seen}::bigint[], ${at}::timestamptz[])
    ON CONFLICT (plan_id) DO UPDATE SET lambda = excluded.lambda, mu = excluded.mu, day = excluded.day,
      spent_seen = excluded.spent_seen, ticked_at = excluded.ticked_at`.execute(trx);
}

/** Duals moved since an instant of the servers' clocks. */
export function dualsSince(
  records: Records,
  sinceMs: number,
): Promise<(Duals & { planId: string; atMs: number })[]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('ad_plan_duals')
      .select(['plan_id', 'lambda', 'mu', 'ticked_at'])
      .where('ticked_at', '>', new Date(sinceMs))
      .execute();
    return rows.map((row) => ({
      planId: row.plan_id,
      lambda: row.lambda,
      mu: row.mu,
      atMs: row.ticked_at.getTime(),
    }));
  });
}

/** Ads shown by local hour in the last week, of the whole market: what a day's traffic looks like. */
export function showingsByHour(
  records: Records,
  zone: string,
): Promise<{ showings: number[]; days: number }> {
  return records.market(async (trx) => {
    const { rows } = await sql<{ hour: number; showings: number; days: number }>`
      SELECT extract(hour FROM at AT TIME ZONE ${zone})::int AS hour, count(*)::int AS showings,
        (SELECT count(DISTINCT (at AT TIME ZONE ${zone})::date)::int FROM ad_impressions
          WHERE at > now() - interval '7 days') AS days
      FROM ad_impressions WHERE at > now() - interval '7 days' GROUP BY 1`.execute(trx);
    const hours = new Array<number>(24).fill(0);
    for (const { hour, showings } of rows) hours[hour] = showings;
    return { showings: hours, days: rows[0]?.days ?? 0 };
  });
}

import { sql } from 'kysely';
import { newId } from '#kernel/ids';
import { listenTo, type Records, type Trx } from '#platform/records';
import type { LeaseState } from './lease-book.ts';

/** A server that says nothing for this long is taken for dead, and what it had leased and not spent goes back. */
const silenceSeconds = 5;

export async function registerServer(records: Records, serverId: string): Promise<void> {
  await records.market((trx) =>
    sql`INSERT INTO ad_servers (id, alive_until) VALUES (${serverId}, now() + make_interval(secs => ${silenceSeconds}))`.execute(
      trx,
    ),
  );
}

/** False when others took this server for dead: its leases are gone, and it must begin again under a new id. */
export async function stayAlive(records: Records, serverId: string): Promise<boolean> {
  const { numAffectedRows } = await records.market((trx) =>
    sql`UPDATE ad_servers SET alive_until = now() + make_interval(secs => ${silenceSeconds}) WHERE id = ${serverId}`.execute(
      trx,
    ),
  );
  return numAffectedRows === 1n;
}

/** A server's open leases as they stand: other servers may have committed clicks against them. */
export function openLeases(records: Records, serverId: string): Promise<LeaseState[]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('ad_leases')
      .select(['id', 'plan_id', 'amount', 'spent', 'day'])
      .where('server_id', '=', serverId)
      .where('closed_at', 'is', null)
      .execute();
    return rows.map(showLease);
  });
}

const showLease = (row: { id: string; plan_id: string; day: unknown; amount: number; spent: number }) => ({
  leaseId: row.id,
  planId: row.plan_id,
  day: String(row.day),
  amount: row.amount,
  spent: row.spent,
});

export type Want = { readonly planId: string; readonly day: string; readonly slice: number };
export type Granted = {
  readonly planId: string;
  readonly lease: LeaseState | null;
  /** Whose purse it would be paid from; null where the plan is off. */
  readonly adAccountId: string | null;
};

type Purse = { id: string; free: number; granted: number };
type Day = { plan_id: string; organization_id: string; ad_account_id: string; free: number };

/**
 * Leases slices of budgets. The accounts are locked first, in the order of their ids, here and wherever money moves:
 * that one lock makes everything about an account's money happen one after the other, and no two wait in a circle.
 */
export function grantLeases(
  records: Records,
  serverId: string,
  wants: readonly Want[],
): Promise<readonly Granted[]> {
  return records.market(async (trx) => {
    const planIds = wants.map(({ planId }) => planId);
    const days = wants.map(({ day }) => day);
    const purses = await lockPurses(
      trx,
      sql`SELECT ad_account_id FROM ad_plans WHERE id = ANY (${planIds}::uuid[])`,
    );
    await sql`INSERT INTO ad_budget_days (plan_id, day, organization_id, budget)
      SELECT p.id, w.day, p.organization_id, p.day_budget
      FROM unnest(${planIds}::uuid[], ${days}::date[]) AS w (plan_id, day) JOIN ad_plans p ON p.id = w.plan_id
      WHERE p.state = 'on' ON CONFLICT DO NOTHING`.execute(trx);
    const found = await sql<Day>`
      SELECT d.plan_id, p.organization_id, p.ad_account_id, d.budget - d.spent - d.held AS free
      FROM unnest(${planIds}::uuid[], ${days}::date[]) AS w (plan_id, day)
      JOIN ad_budget_days d ON d.plan_id = w.plan_id AND d.day = w.day
      JOIN ad_plans p ON p.id = d.plan_id WHERE p.state = 'on'`.execute(trx);
    const byPlan = new Map(found.rows.map((row) => [row.plan_id, row]));

    const grants = wants.map((want) => {
      const day = byPlan.get(want.planId);
      const purse = day && purses.get(day.ad_account_id);
      const amount = day && purse ? Math.max(0, Math.min(want.slice, day.free, purse.free)) : 0;
      if (purse) {
        purse.free -= amount;
        purse.granted += amount;
      }
      return { ...want, amount, day, want };
    });
    const real = grants.flatMap((grant) =>
      grant.amount > 0 && grant.day
        ? [{ planId: grant.planId, day: grant.want.day, amount: grant.amount, of: grant.day }]
        : [],
    );
    const leases = real.length > 0 ? await writeGrants(trx, serverId, real, purses) : new Map();
    return wants.map(({ planId }) => ({
      planId,
      lease: leases.get(planId) ?? null,
      adAccountId: byPlan.get(planId)?.ad_account_id ?? null,
    }));
  });
}

type Grant = { readonly planId: string; readonly day: string; readonly amount: number; readonly of: Day };

async function writeGrants(
  trx: Trx,
  serverId: string,
  grants: readonly Grant[],
  purses: ReadonlyMap<string, Purse>,
): Promise<Map<string, LeaseState>> {
  const ids = grants.map(({ planId }) => planId);
  const days = grants.map(({ day }) => day);
  const amounts = grants.map(({ amount }) => amount);
  const given = sql`unnest(${ids}::uuid[], ${days}::date[], ${amounts}::bigint[]) AS g (plan_id, day, amount)`;
  await sql`UPDATE ad_budget_days d SET held = d.held + g.amount FROM ${given}
    WHERE d.plan_id = g.plan_id AND d.day = g.day`.execute(trx);
  const holding = [...purses.values()].filter(({ granted }) => granted > 0);
  await sql`UPDATE ad_accounts a SET held = a.held + g.amount
    FROM unnest(${holding.map(({ id }) => id)}::uuid[], ${holding.map(({ granted }) => granted)}::bigint[]) AS g (id, amount)
    WHERE a.id = g.id`.execute(trx);
  const grown = await sql<{ id: string; plan_id: string; day: string; amount: number; spent: number }>`
    UPDATE ad_leases l SET amount = l.amount + g.amount FROM ${given}
    WHERE l.plan_id = g.plan_id AND l.day = g.day AND l.server_id = ${serverId} AND l.closed_at IS NULL
    RETURNING l.id, l.plan_id, l.day, l.amount, l.spent`.execute(trx);
  const leases = new Map(grown.rows.map((row) => [row.plan_id, showLease(row)]));
  const fresh = grants.filter(({ planId }) => !leases.has(planId));
  if (fresh.length > 0) {
    const rows = fresh.map((grant) => ({
      id: newId('request') as string,
      server_id: serverId,
      organization_id: grant.of.organization_id,
      ad_account_id: grant.of.ad_account_id,
      plan_id: grant.planId,
      day: grant.day,
      amount: grant.amount,
    }));
    await trx.insertInto('ad_leases').values(rows).execute();
    for (const row of rows) leases.set(row.plan_id, showLease({ ...row, spent: 0 }));
  }
  return leases;
}

/** Locks accounts in the order of their ids and says what they have free. */
export async function lockPurses(
  trx: Trx,
  ids: ReturnType<typeof sql>,
): Promise<Map<string, { id: string; free: number; granted: number }>> {
  const { rows } = await sql<{ id: string; free: number }>`
    SELECT id, balance - held AS free FROM ad_accounts WHERE id IN (${ids}) ORDER BY id FOR UPDATE`.execute(
    trx,
  );
  return new Map(rows.map((row) => [row.id, { ...row, granted: 0 }]));
}

/** Closes leases and gives back what they did not spend. `which` is a condition over `ad_leases l`. */
export async function closeLeases(trx: Trx, which: ReturnType<typeof sql>): Promise<number> {
  await lockPurses(trx, sql`SELECT l.ad_account_id FROM ad_leases l WHERE l.closed_at IS NULL AND ${which}`);
  const { rows } = await sql<{ closed: number }>`
    WITH closed AS (
      UPDATE ad_leases l SET closed_at = now() WHERE l.closed_at IS NULL AND ${which}
      RETURNING l.plan_id, l.day, l.ad_account_id, l.amount - l.spent AS unspent),
    days AS (
      UPDATE ad_budget_days d SET held = d.held - c.unspent
      FROM (SELECT plan_id, day, sum(unspent) AS unspent FROM closed GROUP BY plan_id, day) c
      WHERE d.plan_id = c.plan_id AND d.day = c.day),
    purses AS (
      UPDATE ad_accounts a SET held = a.held - c.unspent
      FROM (SELECT ad_account_id, sum(unspent) AS unspent FROM closed GROUP BY ad_account_id) c
      WHERE a.id = c.ad_account_id)
    SELECT count(*)::int AS closed FROM closed`.execute(trx);
  return rows[0]?.closed ?? 0;
}

export function giveBack(records: Records, leaseIds: readonly string[]): Promise<number> {
  return records.market((trx) => closeLeases(trx, sql`l.id = ANY (${leaseIds as string[]}::uuid[])`));
}

/** Takes back what dead servers had leased; one server at a time does it. */
export function sweepDeadServers(records: Records): Promise<number> {
  return records.market(async (trx) => {
    const { rows } = await sql<{
      locked: boolean;
    }>`SELECT pg_try_advisory_xact_lock(460060) AS locked`.execute(trx);
    if (!rows[0]?.locked) return 0;
    const dead = await sql<{
      id: string;
    }>`DELETE FROM ad_servers WHERE alive_until < now() RETURNING id`.execute(trx);
    if (dead.rows.length === 0) return 0;
    return closeLeases(trx, sql`l.server_id = ANY (${dead.rows.map(({ id }) => id)}::uuid[])`);
  });
}

/** A server that stops in good order leaves nothing held. */
export async function leaveServer(records: Records, serverId: string): Promise<void> {
  await records.market(async (trx) => {
    await closeLeases(trx, sql`l.server_id = ${serverId}`);
    await sql`DELETE FROM ad_servers WHERE id = ${serverId}`.execute(trx);
  });
}

/** Hears of plans whose day's budget, and of accounts whose purse, had nothing left and has something now. */
export function listenToMoney(
  records: Records,
  told: {
    /** The line is open, at first or again: what was freed before was not heard. */
    readonly onOpen: () => void;
    readonly onFreed: (planOrAccountId: string) => void;
    readonly onError: (error: unknown) => void;
  },
): () => Promise<void> {
  const { onOpen, onFreed, onError } = told;
  return listenTo(records, { channel: 'meadow_ad_money', onOpen, onNews: onFreed, onError });
}

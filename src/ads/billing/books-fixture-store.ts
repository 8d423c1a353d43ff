import { sql } from 'kysely';
import type { Records } from '#platform/records';

export type Books = {
  /** Of all entries: zero, or the ledger lies. */
  readonly ledger: number;
  /** Accounts whose balance is not the sum of their entries. */
  readonly unbalanced: number;
  /** Accounts and days that hold other than their open leases do. */
  readonly heldWrong: number;
  readonly charged: number;
  readonly spentByDays: number;
  readonly spentByLedger: number;
  readonly clicks: number;
  readonly heldByPurses: number;
};

/** What the records say of all ad money, each sum taken from its own table. */
export function readBooks(records: Records): Promise<Books> {
  return records.market(async (trx) => {
    const { rows } = await sql<Books>`SELECT
      coalesce((SELECT sum(amount) FROM ad_ledger), 0)::bigint AS ledger,
      (SELECT count(*)::int FROM ad_accounts a WHERE a.balance <>
        coalesce((SELECT sum(amount) FROM ad_ledger e WHERE e.ad_account_id = a.id AND e.side = 'balance'), 0)) AS unbalanced,
      (SELECT count(*)::int FROM ad_accounts a WHERE a.held <>
        coalesce((SELECT sum(amount - spent) FROM ad_leases l WHERE l.ad_account_id = a.id AND l.closed_at IS NULL), 0))
      + (SELECT count(*)::int FROM ad_budget_days d WHERE d.held <> coalesce((SELECT sum(amount - spent)
          FROM ad_leases l WHERE l.plan_id = d.plan_id AND l.day = d.day AND l.closed_at IS NULL), 0)) AS "heldWrong",
      coalesce((SELECT sum(price) FROM ad_charges), 0)::bigint AS charged,
      coalesce((SELECT sum(spent) FROM ad_budget_days), 0)::bigint AS "spentByDays",
      coalesce((SELECT sum(amount) FROM ad_ledger WHERE side = 'spent'), 0)::bigint AS "spentByLedger",
      (SELECT count(*)::int FROM ad_charges) AS clicks,
      coalesce((SELECT sum(held) FROM ad_accounts), 0)::bigint AS "heldByPurses"`.execute(trx);
    if (!rows[0]) throw new Error('Sums without a row.');
    return rows[0];
  });
}

export function spentOf(records: Records, planId: string): Promise<{ spent: number; budget: number }> {
  return records.market(async (trx) => {
    const { rows } = await sql<{ spent: number; budget: number }>`
      SELECT coalesce(sum(spent), 0)::bigint AS spent, coalesce(max(budget), 0)::bigint AS budget
      FROM ad_budget_days WHERE plan_id = ${planId}`.execute(trx);
    return rows[0] ?? { spent: 0, budget: 0 };
  });
}

/** Prices of all charges, by plan and request. */
export function chargedRequests(records: Records): Promise<ReadonlyMap<string, number>> {
  return records.market(async (trx) => {
    const rows = await trx.selectFrom('ad_charges').select(['plan_id', 'request_id', 'price']).execute();
    return new Map(rows.map((row) => [`${row.plan_id} ${row.request_id}`, row.price]));
  });
}

/** One statement in an organisation's or the market's role, for what no door does. */
export async function run(records: Records, statement: ReturnType<typeof sql>): Promise<void> {
  await records.market((trx) => statement.execute(trx));
}

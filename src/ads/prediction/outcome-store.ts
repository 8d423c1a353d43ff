import { sql } from 'kysely';
import type { Records } from '#platform/records';
import type { Counted } from './rates.ts';

/** Where a server stands in what it has learned from: everything committed up to here, in commit order. */
export type LearnedUpTo = { readonly transaction: string; readonly seq: number };
export const fromTheStart: LearnedUpTo = { transaction: '0', seq: 0 };

/** Something happened to a plan with a person. */
export type Outcome = {
  readonly kind: 'impression' | 'click' | 'order';
  readonly planId: string;
  readonly person: number;
  readonly atMs: number;
};

const tables = { impression: 'ad_impressions', click: 'ad_charges', order: 'ad_conversions' } as const;
export type OutcomeKind = keyof typeof tables;

/** The next outcomes of one kind. Only transactions below the oldest one still running are read, as the outbox does. */
export function nextOutcomes(
  records: Records,
  kind: OutcomeKind,
  after: LearnedUpTo,
  limit: number,
): Promise<{ outcomes: Outcome[]; read: number; upTo: LearnedUpTo }> {
  return records.market(async (trx) => {
    const person =
      kind === 'order'
        ? sql`(SELECT c.person FROM ad_charges c WHERE c.plan_id = t.plan_id AND c.request_id = t.request_id AND c.kind = 'click')`
        : sql`t.person`;
    // Views and clicks are learned when they happened, orders when they were paid.
    const at = kind === 'order' ? sql`(SELECT o.paid_at FROM orders o WHERE o.id = t.order_id)` : sql`t.at`;
    // An order of several lines is one order; a view that led to one was not clicked, so it taught no click.
    const only =
      kind === 'order'
        ? sql`t.kind = 'click' AND NOT EXISTS (SELECT FROM ad_conversions o
            WHERE o.order_id = t.order_id AND o.plan_id = t.plan_id AND o.seq < t.seq)`
        : sql`true`;
    const { rows } = await sql<{
      plan_id: string;
      person: number | null;
      transaction: string;
      seq: number;
      at: Date;
      counts: boolean;
    }>`
      SELECT t.plan_id, ${person} AS person, t.transaction_id::text AS transaction, t.seq, ${at} AS at, ${only} AS counts
      FROM ${sql.table(tables[kind])} t
      WHERE (t.transaction_id, t.seq) > (${after.transaction}::xid8, ${after.seq})
        AND t.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY t.transaction_id, t.seq LIMIT ${limit}`.execute(trx);
    const last = rows.at(-1);
    return {
      outcomes: rows.flatMap((row) =>
        row.counts && row.person !== null
          ? [{ kind, planId: row.plan_id, person: row.person, atMs: row.at.getTime() }]
          : [],
      ),
      read: rows.length,
      upTo: last ? { transaction: last.transaction, seq: last.seq } : after,
    };
  });
}

/** Where to start so that about this many of the newest are learned again after a start. */
export function startOfNewest(records: Records, kind: OutcomeKind, count: number): Promise<LearnedUpTo> {
  return records.market(async (trx) => {
    const { rows } = await sql<LearnedUpTo>`
      SELECT transaction_id::text AS transaction, seq FROM ${sql.table(tables[kind])}
      ORDER BY transaction_id DESC, seq DESC OFFSET ${count} LIMIT 1`.execute(trx);
    return rows[0] ?? fromTheStart;
  });
}

/** The market's counts of the last days, for a model's first belief. */
export function countOutcomes(records: Records, days: number): Promise<Counted> {
  return records.market(async (trx) => {
    const since = sql`now() - make_interval(days => ${days})`;
    const { rows } = await sql<Counted>`SELECT
      (SELECT count(*)::int FROM ad_impressions WHERE at > ${since}) AS showings,
      (SELECT count(*)::int FROM ad_charges WHERE at > ${since}) AS clicks,
      (SELECT count(DISTINCT order_id)::int FROM ad_conversions WHERE kind = 'click' AND touched_at > ${since}) AS orders`.execute(
      trx,
    );
    return rows[0] ?? { showings: 0, clicks: 0, orders: 0 };
  });
}

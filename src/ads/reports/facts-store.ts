import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import { billableId } from '../billing/charge.ts';
import type { Delivered } from './delivered.ts';

/** One number per reading: what is read later is newer, so a repeated message never brings back old facts. */
export async function nextFactVersion(trx: Trx): Promise<number> {
  const { rows } = await sql<{ version: number }>`SELECT nextval('ad_fact_versions') AS version`.execute(trx);
  return rows[0]?.version ?? 0;
}

/** Dimensions of a plan `p`: of its shop, its video and its product. */
const planDimensions = sql`s.brand_id, p.shop_id, v.account_id, p.ad_account_id, p.id AS plan_id, p.product_id,
  pr.category, p.video_id AS content_id`;
const planTables = sql`JOIN ad_accounts a ON a.id = p.ad_account_id JOIN shops s ON s.id = p.shop_id
  JOIN brands b ON b.id = s.brand_id JOIN videos v ON v.id = p.video_id JOIN products pr ON pr.id = p.product_id`;

/**
 * Days are read in UTC, and tables are joined as they are written: each is reached by its key, so looking for a better
 * order finds none, and took the planner forty times as long as the facts themselves.
 */
const asWritten = (trx: Trx) =>
  sql`SELECT set_config('timezone', 'UTC', true), set_config('join_collapse_limit', '1', true)`.execute(trx);

/** Facts as lines of JSON; empty values are left out, the columnar defaults stand for them. */
export async function chargeFacts(trx: Trx, delivered: Delivered, version: number): Promise<string[]> {
  await asWritten(trx);
  const plans = delivered.impressions.map(({ planId }) => planId);
  const requests = delivered.impressions.map(({ requestId }) => requestId);
  const ids = delivered.impressions.map(({ planId, requestId }) =>
    billableId(planId, requestId, 'impression'),
  );
  const { rows } = await sql<{ fact: string }>`
    SELECT json_strip_nulls(row_to_json(f))::text AS fact FROM (
      SELECT i.organization_id, (i.at AT TIME ZONE b.zone)::date AS day, 'impression' AS kind, k.id AS charge_id,
        ${version}::bigint AS version, i.at, ${planDimensions}, i.request_id, i.person, 0 AS cost, a.currency,
        nullif(i.simulated::int, 0) AS simulated
      FROM unnest(${plans}::uuid[], ${requests}::uuid[], ${ids}::uuid[]) AS k (plan_id, request_id, id)
      JOIN ad_impressions i ON i.plan_id = k.plan_id AND i.request_id = k.request_id
      JOIN ad_plans p ON p.id = i.plan_id ${planTables}
      UNION ALL
      SELECT c.organization_id, (c.at AT TIME ZONE b.zone)::date, c.kind, c.id, ${version}::bigint, c.at,
        ${planDimensions}, c.request_id, c.person, c.price, c.currency, nullif(c.simulated::int, 0)
      FROM ad_charges c JOIN ad_plans p ON p.id = c.plan_id ${planTables}
      WHERE c.id = ANY (${delivered.charges as string[]}::uuid[])) f`.execute(trx);
  return rows.map(({ fact }) => fact);
}

export async function conversionFacts(
  trx: Trx,
  lineIds: readonly string[],
  version: number,
): Promise<string[]> {
  await asWritten(trx);
  const { rows } = await sql<{ fact: string }>`
    SELECT json_strip_nulls(row_to_json(f))::text AS fact FROM (
      SELECT n.organization_id, (o.paid_at AT TIME ZONE b.zone)::date AS paid_day, n.order_id, n.line_id,
        ${version}::bigint AS version, o.paid_at, n.touched_at, n.kind, s.brand_id, p.shop_id, v.account_id,
        p.id AS plan_id, l.product_id, lp.category, p.video_id AS content_id, n.request_id, o.buyer, l.quantity, l.gmv,
        o.currency, nullif(o.presale::int, 0) AS presale, nullif(o.simulated::int, 0) AS simulated
      FROM ad_conversions n JOIN order_lines l ON l.id = n.line_id JOIN orders o ON o.id = n.order_id
      JOIN ad_plans p ON p.id = n.plan_id ${planTables} LEFT JOIN products lp ON lp.id = l.product_id
      WHERE n.line_id = ANY (${lineIds as string[]}::uuid[]) AND o.paid_at IS NOT NULL) f`.execute(trx);
  return rows.map(({ fact }) => fact);
}

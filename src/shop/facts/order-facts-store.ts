import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import type { RemovedLine, RemovedRefundLine } from './orders-changed.ts';

/** One number per reading: what is read later is newer, so a repeated message can never bring back old facts. */
export async function nextFactVersion(trx: Trx): Promise<number> {
  const { rows } = await sql<{ version: number }>`SELECT nextval('fact_versions') AS version`.execute(trx);
  return rows[0]?.version ?? 0;
}

/**
 * Facts are lines of JSON written by PostgreSQL: half a million rows pass through without the server parsing
 * and printing thirty columns of each. Empty values are left out, the columnar defaults stand for them.
 * Instants are UTC, days are the brand's.
 */
const touch = sql`l.carrier, l.source, l.account_type, l.plan_id, l.content_id, l.room_id, l.creator_id, l.request_id`;

export async function orderLineFacts(
  trx: Trx,
  orderIds: readonly string[],
  version: number,
): Promise<string[]> {
  await sql`SET LOCAL timezone = 'UTC'`.execute(trx);
  const { rows } = await sql<{ fact: string }>`
    SELECT json_strip_nulls(row_to_json(f))::text AS fact FROM (
      SELECT o.organization_id, (o.paid_at AT TIME ZONE b.zone)::date AS paid_day, o.id AS order_id, l.id AS line_id,
        ${version}::bigint AS version, o.paid_at, o.ordered_at, s.brand_id, o.shop_id,
        l.account_id, o.buyer, l.product_id,
        l.sku, p.category, l.quantity, o.currency, l.gmv, l.user_paid, ${touch},
        l.touch_second, nullif(o.presale::int, 0) AS presale, o.origin, nullif(o.simulated::int, 0) AS simulated
      FROM orders o JOIN shops s ON s.id = o.shop_id JOIN brands b ON b.id = s.brand_id
        JOIN order_lines l ON l.order_id = o.id LEFT JOIN products p ON p.id = l.product_id
      WHERE o.id = ANY (${orderIds}::uuid[]) AND o.paid_at IS NOT NULL) f`.execute(trx);
  return rows.map((row) => row.fact);
}

/** Refund lines of these refunds, and of all refunds of these orders, with the dimensions of the line they refund. */
export async function refundLineFacts(
  trx: Trx,
  ids: { readonly orderIds: readonly string[]; readonly refundIds: readonly string[] },
  version: number,
): Promise<string[]> {
  await sql`SET LOCAL timezone = 'UTC'`.execute(trx);
  const { rows } = await sql<{ fact: string }>`
    SELECT json_strip_nulls(row_to_json(f))::text AS fact FROM (
      SELECT r.organization_id, (r.refunded_at AT TIME ZONE b.zone)::date AS refunded_day, r.id AS refund_id, rl.id AS refund_line_id,
        ${version}::bigint AS version, r.refunded_at, o.paid_at, r.order_id,
        rl.order_line_id AS line_id, r.stage, s.brand_id, r.shop_id, l.account_id,
        coalesce(r.buyer, o.buyer) AS buyer, rl.product_id, rl.sku,
        p.category, rl.quantity, r.currency, rl.amount, ${touch}, nullif(o.presale::int, 0) AS presale,
        r.origin, nullif(r.simulated::int, 0) AS simulated
      FROM refunds r JOIN shops s ON s.id = r.shop_id JOIN brands b ON b.id = s.brand_id JOIN refund_lines rl ON rl.refund_id = r.id
        LEFT JOIN order_lines l ON l.id = rl.order_line_id LEFT JOIN orders o ON o.id = r.order_id
        LEFT JOIN products p ON p.id = rl.product_id
      WHERE (r.id = ANY (${ids.refundIds}::uuid[]) OR r.order_id = ANY (${ids.orderIds}::uuid[])) AND r.state = 'succeeded') f`.execute(
    trx,
  );
  return rows.map((row) => row.fact);
}

/** Of the keys said to be gone, those that are: a later change may have brought one back. */
export async function stillGoneLines(trx: Trx, removed: readonly RemovedLine[]): Promise<RemovedLine[]> {
  const { rows } = await sql<{ id: string; day: string }>`
    SELECT l.id, (o.paid_at AT TIME ZONE b.zone)::date AS day
    FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN shops s ON s.id = o.shop_id JOIN brands b ON b.id = s.brand_id
    WHERE l.id = ANY (${removed.map((one) => one.lineId)}::uuid[]) AND o.paid_at IS NOT NULL`.execute(trx);
  const there = new Set(rows.map((row) => `${row.id} ${row.day}`));
  return removed.filter((one) => !there.has(`${one.lineId} ${one.day}`));
}

export async function stillGoneRefundLines(
  trx: Trx,
  removed: readonly RemovedRefundLine[],
): Promise<RemovedRefundLine[]> {
  const { rows } = await sql<{ id: string; day: string }>`
    SELECT l.id, (r.refunded_at AT TIME ZONE b.zone)::date AS day
    FROM refund_lines l JOIN refunds r ON r.id = l.refund_id JOIN shops s ON s.id = r.shop_id JOIN brands b ON b.id = s.brand_id
    WHERE l.id = ANY (${removed.map((one) => one.refundLineId)}::uuid[]) AND r.state = 'succeeded'`.execute(
    trx,
  );
  const there = new Set(rows.map((row) => `${row.id} ${row.day}`));
  return removed.filter((one) => !there.has(`${one.refundLineId} ${one.day}`));
}

import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import type { RemovedLine, RemovedRefundLine } from './orders-changed.ts';

/** The keys that the columnar facts of these orders have, as the records stand now. */
const keys = (ids: readonly string[]) => sql`
  SELECT 'line' AS kind, o.id AS owner_id, l.id AS line_id, (o.paid_at AT TIME ZONE b.zone)::date AS day
  FROM orders o JOIN shops s ON s.id = o.shop_id JOIN brands b ON b.id = s.brand_id JOIN order_lines l ON l.order_id = o.id
  WHERE o.id = ANY (${ids}::uuid[]) AND o.paid_at IS NOT NULL
  UNION ALL
  SELECT 'refund', r.id, l.id, (r.refunded_at AT TIME ZONE b.zone)::date
  FROM refunds r JOIN shops s ON s.id = r.shop_id JOIN brands b ON b.id = s.brand_id JOIN refund_lines l ON l.refund_id = r.id
  WHERE r.order_id = ANY (${ids}::uuid[]) AND r.state = 'succeeded'`;

/** To be called before orders change in a transaction, so that afterwards it can be told what went away. */
export async function rememberFactKeys(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql`SET LOCAL client_min_messages = warning`.execute(trx);
  await sql`CREATE TEMP TABLE IF NOT EXISTS fact_keys_before (kind text, owner_id uuid, line_id uuid, day date) ON COMMIT DELETE ROWS`.execute(
    trx,
  );
  await sql`DELETE FROM fact_keys_before`.execute(trx);
  await sql`INSERT INTO fact_keys_before ${keys(ids)}`.execute(trx);
}

export async function removedFactKeys(
  trx: Trx,
  ids: readonly string[],
): Promise<{ removedLines?: RemovedLine[]; removedRefundLines?: RemovedRefundLine[] }> {
  const { rows } = await sql<{ kind: string; owner_id: string; line_id: string; day: string }>`
    SELECT * FROM fact_keys_before EXCEPT (${keys(ids)})`.execute(trx);
  const lines = rows.filter((row) => row.kind === 'line');
  const refunds = rows.filter((row) => row.kind === 'refund');
  return {
    ...(lines.length > 0
      ? { removedLines: lines.map((row) => ({ orderId: row.owner_id, lineId: row.line_id, day: row.day })) }
      : {}),
    ...(refunds.length > 0
      ? {
          removedRefundLines: refunds.map((row) => ({
            refundId: row.owner_id,
            refundLineId: row.line_id,
            day: row.day,
          })),
        }
      : {}),
  };
}

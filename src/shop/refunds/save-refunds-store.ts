import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import type { Landing } from '../orders/landing.ts';

/** A refund and its lines as they are saved; saving the same again changes nothing. */
export type Refund = {
  id: string;
  shop_id: string;
  order_id: string | null;
  external_id: string;
  buyer: number | null;
  stage: string;
  currency: string;
  amount: number;
  refunded_at: string;
};
export type RefundLine = {
  id: string;
  refund_id: string;
  order_line_id: string | null;
  product_id: string | null;
  sku: string;
  quantity: number;
  amount: number;
};

/** Answers the ids of refunds that were new or different. */
export async function saveRefunds(
  trx: Trx,
  { organizationId, origin, importId, simulated }: Landing,
  refunds: readonly Refund[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO refunds AS r (id, organization_id, shop_id, order_id, origin, external_id, import_id, buyer, state, stage, currency, amount,
      refunded_at, simulated)
    SELECT n.id, ${organizationId}, n.shop_id, n.order_id, ${origin}, n.external_id, ${importId}, n.buyer, 'succeeded', n.stage, n.currency,
      n.amount, n.refunded_at, ${simulated}
    FROM jsonb_to_recordset(${JSON.stringify(refunds)}::jsonb) AS n (id uuid, shop_id uuid, order_id uuid, external_id text, buyer int,
      stage text, currency text, amount bigint, refunded_at timestamptz)
    ON CONFLICT (id) DO UPDATE SET buyer = excluded.buyer, stage = excluded.stage, currency = excluded.currency, amount = excluded.amount,
      refunded_at = excluded.refunded_at, import_id = excluded.import_id, version = r.version + 1, updated_at = now()
    WHERE (r.buyer, r.stage, r.currency, r.amount, r.refunded_at)
      IS DISTINCT FROM (excluded.buyer, excluded.stage, excluded.currency, excluded.amount, excluded.refunded_at)
    RETURNING id`.execute(trx);
  return rows.map((row) => row.id);
}

/** Answers the refunds of lines that were new or different. */
export async function saveRefundLines(
  trx: Trx,
  { organizationId }: Landing,
  lines: readonly RefundLine[],
): Promise<string[]> {
  const { rows } = await sql<{ refund_id: string }>`
    INSERT INTO refund_lines AS r (id, organization_id, refund_id, order_line_id, product_id, sku, quantity, amount)
    SELECT n.id, ${organizationId}, n.refund_id, n.order_line_id, p.id, n.sku, n.quantity, n.amount
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS n (id uuid, refund_id uuid, order_line_id uuid, product_id uuid, sku text,
      quantity int, amount bigint) LEFT JOIN products p ON p.id = n.product_id
    ON CONFLICT (id) DO UPDATE SET refund_id = excluded.refund_id, quantity = excluded.quantity, amount = excluded.amount
    WHERE (r.refund_id, r.quantity, r.amount) IS DISTINCT FROM (excluded.refund_id, excluded.quantity, excluded.amount)
    RETURNING refund_id`.execute(trx);
  return rows.map((row) => row.refund_id);
}

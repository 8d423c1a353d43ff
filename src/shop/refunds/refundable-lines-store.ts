import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import type { StagedCancellation } from './staged-cancellation.ts';
import type { RefundableLine } from './tie-cancellation.ts';

/** A line that may be given back, with what its order says of when. */
export type KnownLine = RefundableLine & {
  readonly shopId: string;
  readonly buyer: number | null;
  readonly shippedAtMs: number | null;
  readonly completedAtMs: number | null;
};

type Order = {
  id: string;
  shop_id: string;
  buyer: number | null;
  paid_at: Date;
  shipped_at: Date | null;
  completed_at: Date | null;
};
type Line = {
  id: string;
  order_id: string;
  sku: string;
  quantity: number;
  gmv: number;
  refunded: number;
  refunded_quantity: number;
};
type Own = { line_id: string; quantity: number; amount: number };

/**
 * What may be given back: lines of the same customers (or orders) and SKUs, less what other refunds gave back
 * already. Three plain look-ups joined here; as one statement the planner, blind on fresh tables, took a
 * hundred times longer.
 */
export async function refundableLines(trx: Trx, staged: readonly StagedCancellation[]): Promise<KnownLine[]> {
  const orders = new Map((await ordersOf(trx, staged)).map((order) => [order.id, order]));
  const own = new Map((await givenBackBefore(trx, staged)).map((row) => [row.line_id, row]));
  const { rows } = await sql<Line>`
    SELECT id, order_id, sku, quantity, gmv, refunded, refunded_quantity FROM order_lines
    WHERE order_id = ANY (${[...orders.keys()]}::uuid[]) AND sku = ANY (${[...new Set(staged.map((row) => row.sku))]}::text[])`.execute(
    trx,
  );
  return rows.flatMap((line) => {
    const order = orders.get(line.order_id);
    if (!order) return [];
    const before = own.get(line.id);
    return {
      lineId: line.id,
      orderId: line.order_id,
      sku: line.sku,
      shopId: order.shop_id,
      buyer: order.buyer,
      paidAtMs: order.paid_at.getTime(),
      shippedAtMs: order.shipped_at?.getTime() ?? null,
      completedAtMs: order.completed_at?.getTime() ?? null,
      quantityLeft: Math.max(0, line.quantity - line.refunded_quantity + (before?.quantity ?? 0)),
      amountLeft: Math.max(0, line.gmv - line.refunded + (before?.amount ?? 0)),
    };
  });
}

async function ordersOf(trx: Trx, staged: readonly StagedCancellation[]): Promise<Order[]> {
  const buyers = [...new Set(staged.flatMap((row) => row.buyer ?? []))];
  const unknown = staged.filter((row) => row.buyer === null).map((row) => row.order_id);
  const where =
    buyers.length > 0
      ? sql`buyer = ANY (${buyers}::int[])`
      : sql`buyer IS NULL AND id = ANY (${[...new Set(unknown)]}::uuid[])`;
  const { rows } = await sql<Order>`
    SELECT id, shop_id, buyer, paid_at, shipped_at, completed_at FROM orders WHERE ${where} AND paid_at IS NOT NULL`.execute(
    trx,
  );
  return rows;
}

/** Refunds that these very cancellations made when they were imported before. */
export const madeBefore = (staged: readonly StagedCancellation[]) => sql`
  r.shop_id = ANY (${[...new Set(staged.map((row) => row.shop_id))]}::uuid[])
  AND r.external_id = ANY (${[...new Set(staged.map((row) => row.external_id))]}::text[]) AND r.origin = 'import'
  AND coalesce(r.buyer, 0) = ANY (${[...new Set(staged.map((row) => row.buyer ?? 0))]}::int[])`;

async function givenBackBefore(trx: Trx, staged: readonly StagedCancellation[]): Promise<Own[]> {
  const refunds = await sql<{
    id: string;
  }>`SELECT id FROM refunds r WHERE ${madeBefore(staged)} AND r.state = 'succeeded'`.execute(trx);
  if (refunds.rows.length === 0) return [];
  const { rows } = await sql<Own>`
    SELECT order_line_id AS line_id, sum(quantity)::int AS quantity, sum(amount)::bigint AS amount FROM refund_lines
    WHERE refund_id = ANY (${refunds.rows.map((row) => row.id)}::uuid[]) AND order_line_id IS NOT NULL GROUP BY order_line_id`.execute(
    trx,
  );
  return rows;
}

import { sql } from 'kysely';
import { publish } from '#platform/outbox';
import type { Trx } from '#platform/records';
import { derivedId } from '../derived-id.ts';
import type { OrdersChanged } from '../facts/orders-changed.ts';
import type { Landing } from '../orders/landing.ts';
import { refundStage } from '../orders/order.ts';
import { recountRefunded } from './order-refunds-store.ts';
import { type KnownLine, madeBefore, refundableLines } from './refundable-lines-store.ts';
import type { StagedCancellation } from './staged-cancellation.ts';
import { tieCancellations } from './tie-cancellation.ts';

export type LandedCancellations = {
  readonly refunds: number;
  readonly changed: number;
  readonly untied: number;
  readonly amount: Record<string, number>;
  readonly untiedAmount: Record<string, number>;
};

type Refund = {
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
type RefundLine = {
  id: string;
  refund_id: string;
  order_line_id: string | null;
  product_id: string | null;
  sku: string;
  quantity: number;
  amount: number;
};

/**
 * Ties whole customers' (or, where the customer is unknown, whole orders') cancellations and lands them as
 * refunds. The same cancellations tie the same way again; what they did before and no longer do is taken back.
 */
export async function landCancellations(
  trx: Trx,
  landing: Landing,
  staged: readonly StagedCancellation[],
): Promise<LandedCancellations> {
  const lines = await refundableLines(trx, staged);
  const refunds = new Map<string, Refund>();
  const refundLines: RefundLine[] = [];
  const byOwner = Map.groupBy(staged, (row) => `${row.shop_id} ${row.buyer ?? row.order_id}`);
  const linesByOwner = Map.groupBy(lines, (line) => `${line.shopId} ${line.buyer ?? line.orderId}`);
  for (const [owner, rows] of byOwner) tieOwner(rows, linesByOwner.get(owner) ?? [], refunds, refundLines);
  const changedRefunds = await saveRefunds(trx, landing, [...refunds.values()]);
  const changedLines = await saveRefundLines(trx, landing, refundLines);
  const removed = await removeStale(
    trx,
    staged,
    [...refunds.keys()],
    refundLines.map((line) => line.id),
  );
  const touched = [
    ...new Set([...refundLines.flatMap((line) => line.order_line_id ?? []), ...removed.lineIds]),
  ];
  await recountRefunded(trx, sql`SELECT unnest(${touched}::uuid[]) AS id`);
  const changed = new Set([...changedRefunds, ...changedLines]);
  if (changed.size > 0 || removed.keys.length > 0) {
    const message: OrdersChanged = {
      orderIds: [],
      refundIds: [...changed],
      ...(removed.keys.length > 0 ? { removedRefundLines: removed.keys } : {}),
    };
    await publish(trx, landing.organizationId, 'orders.changed', message);
  }
  return summed([...refunds.values()], changed.size + removed.keys.length);
}

function tieOwner(
  rows: readonly StagedCancellation[],
  lines: readonly KnownLine[],
  refunds: Map<string, Refund>,
  refundLines: RefundLine[],
): void {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const byLine = new Map(lines.map((line) => [line.lineId, line]));
  const cancellations = rows.map((row) => ({
    key: row.key,
    sku: row.sku,
    atMs: row.at.getTime(),
    quantity: row.quantity,
    amount: row.amount,
    orderId: row.order_id,
  }));
  for (const tie of tieCancellations(cancellations, lines)) {
    const row = byKey.get(tie.key);
    if (!row) continue;
    const line = tie.lineId === null ? undefined : byLine.get(tie.lineId);
    const id = derivedId(`cancellation:${row.order_id}:${tie.orderId ?? 'none'}`);
    const refund = refunds.get(id) ?? {
      id,
      shop_id: row.shop_id,
      order_id: tie.orderId,
      external_id: row.external_id,
      buyer: row.buyer,
      stage: line ? refundStage(line, row.at.getTime()) : 'unknown',
      currency: row.currency,
      amount: 0,
      refunded_at: row.at.toISOString(),
    };
    refund.amount += tie.amount;
    refunds.set(id, refund);
    refundLines.push({
      id: derivedId(`cancellation-line:${row.key}:${tie.lineId ?? 'none'}`),
      refund_id: id,
      order_line_id: tie.lineId,
      product_id: row.product_id,
      sku: row.sku,
      quantity: tie.quantity,
      amount: tie.amount,
    });
  }
}

async function saveRefunds(
  trx: Trx,
  { organizationId, importId, simulated }: Landing,
  refunds: readonly Refund[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO refunds AS r (id, organization_id, shop_id, order_id, origin, external_id, import_id, buyer, state, stage, currency, amount,
      refunded_at, simulated)
    SELECT n.id, ${organizationId}, n.shop_id, n.order_id, 'import', n.external_id, ${importId}, n.buyer, 'succeeded', n.stage, n.currency,
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

async function saveRefundLines(
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

/** Lines and refunds that these cancellations made earlier and do not make now. */
async function removeStale(
  trx: Trx,
  staged: readonly StagedCancellation[],
  refundIds: readonly string[],
  lineIds: readonly string[],
) {
  const own = madeBefore(staged);
  const { rows } = await sql<{ refundId: string; refundLineId: string; lineId: string | null; day: string }>`
    DELETE FROM refund_lines l USING refunds r, shops s, brands b
    WHERE r.id = l.refund_id AND s.id = r.shop_id AND b.id = s.brand_id AND ${own} AND l.id <> ALL (${lineIds}::uuid[])
    RETURNING l.refund_id AS "refundId", l.id AS "refundLineId", l.order_line_id AS "lineId", (r.refunded_at AT TIME ZONE b.zone)::date AS day`.execute(
    trx,
  );
  await sql`DELETE FROM refunds r WHERE ${own} AND r.id <> ALL (${refundIds}::uuid[])`.execute(trx);
  return {
    keys: rows.map(({ refundId, refundLineId, day }) => ({ refundId, refundLineId, day })),
    lineIds: rows.flatMap((row) => row.lineId ?? []),
  };
}

function summed(refunds: readonly Refund[], changed: number): LandedCancellations {
  const amount: Record<string, number> = {};
  const untiedAmount: Record<string, number> = {};
  let untied = 0;
  for (const refund of refunds) {
    amount[refund.currency] = (amount[refund.currency] ?? 0) + refund.amount;
    if (refund.order_id !== null) continue;
    untied++;
    untiedAmount[refund.currency] = (untiedAmount[refund.currency] ?? 0) + refund.amount;
  }
  return { refunds: refunds.length, changed, untied, amount, untiedAmount };
}

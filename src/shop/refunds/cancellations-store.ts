import { sql } from 'kysely';
import { publish } from '#platform/outbox';
import type { Trx } from '#platform/records';
import { derivedId } from '../derived-id.ts';
import type { OrdersChanged } from '../facts/orders-changed.ts';
import type { Landing } from '../orders/landing.ts';
import { refundStage } from '../orders/order.ts';
import { recountRefunded } from './order-refunds-store.ts';
import { type KnownLine, madeBefore, refundableLines } from './refundable-lines-store.ts';
import { type Refund, type RefundLine, saveRefundLines, saveRefunds } from './save-refunds-store.ts';
import type { StagedCancellation } from './staged-cancellation.ts';
import { tieCancellations } from './tie-cancellation.ts';

export type LandedCancellations = {
  readonly refunds: number;
  readonly changed: number;
  readonly untied: number;
  readonly amount: Record<string, number>;
  readonly untiedAmount: Record<string, number>;
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

import { sql } from 'kysely';
import { publish } from '#platform/outbox';
import type { Trx } from '#platform/records';
import { derivedId, importedOrderId } from '../derived-id.ts';
import type { OrdersChanged } from '../facts/orders-changed.ts';
import type { Landing } from '../orders/landing.ts';
import { refundStage } from '../orders/order.ts';
import type { TrackedLine } from '../orders/tracked-order.ts';
import { recountRefunded } from './order-refunds-store.ts';
import { type RefundLine, saveRefundLines, saveRefunds } from './save-refunds-store.ts';
import { type RefundableLine, tieCancellations } from './tie-cancellation.ts';

export type TrackedRefund = {
  readonly shopId: string;
  readonly orderExternalId: string;
  /** The sender's number of the refund, or the event's message id: the same refund twice is one. */
  readonly externalId: string;
  readonly currency: string;
  readonly atMs: number;
  readonly buyer: number | null;
  /** Products given back; empty means all that is left of the order. */
  readonly products: readonly TrackedLine[];
  /** Money given back in all, where the event says it. */
  readonly total: number | null;
};

/** Records a streamed refund against its order: never more than is left of a line; the rest has no line. */
export async function landTrackedRefund(trx: Trx, landing: Landing, refund: TrackedRefund): Promise<void> {
  const orderId = importedOrderId(refund.shopId, refund.orderExternalId);
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${orderId}, 0))`.execute(trx);
  const id = derivedId(`tracked-refund:${refund.shopId}:${refund.externalId}`);
  if (await trx.selectFrom('refunds').select('id').where('id', '=', id).executeTakeFirst()) return;
  const order = await trx
    .selectFrom('orders')
    .select(['id', 'buyer', 'shipped_at', 'completed_at'])
    .where('id', '=', orderId)
    .executeTakeFirst();
  const lines = order ? await linesLeft(trx, orderId) : [];
  const given = givenBack(refund, lines, id);
  const amount = given.reduce((sum, line) => sum + line.amount, 0);
  const times = {
    shippedAtMs: order?.shipped_at?.getTime() ?? null,
    completedAtMs: order?.completed_at?.getTime() ?? null,
  };
  await saveRefunds(trx, landing, [
    {
      id,
      shop_id: refund.shopId,
      order_id: order?.id ?? null,
      external_id: refund.externalId,
      buyer: order?.buyer ?? refund.buyer,
      stage: order ? refundStage(times, refund.atMs) : 'unknown',
      currency: refund.currency,
      amount,
      refunded_at: new Date(refund.atMs).toISOString(),
    },
  ]);
  await saveRefundLines(trx, landing, given);
  await recountRefunded(
    trx,
    sql`SELECT unnest(${given.flatMap((line) => line.order_line_id ?? [])}::uuid[]) AS id`,
  );
  const message: OrdersChanged = { orderIds: [], refundIds: [id] };
  await publish(trx, landing.organizationId, 'orders.changed', message);
}

async function linesLeft(trx: Trx, orderId: string): Promise<RefundableLine[]> {
  const rows = await trx
    .selectFrom('order_lines')
    .select(['id', 'sku', 'quantity', 'refunded_quantity', 'gmv', 'refunded'])
    .where('order_id', '=', orderId)
    .orderBy('line_number')
    .execute();
  return rows.map((row) => ({
    lineId: row.id,
    orderId,
    sku: row.sku,
    paidAtMs: 0,
    quantityLeft: row.quantity - row.refunded_quantity,
    amountLeft: row.gmv - row.refunded,
  }));
}

function givenBack(refund: TrackedRefund, lines: readonly RefundableLine[], refundId: string): RefundLine[] {
  const line = (
    key: string,
    lineId: string | null,
    sku: string,
    quantity: number,
    amount: number,
  ): RefundLine => ({
    id: derivedId(`tracked-refund-line:${refundId}:${key}:${lineId ?? 'none'}`),
    refund_id: refundId,
    order_line_id: lineId,
    product_id: null,
    sku,
    quantity,
    amount,
  });
  if (refund.products.length > 0) {
    const wanted = refund.products.map((product, index) => ({
      key: String(index).padStart(4, '0'),
      sku: product.sku,
      atMs: refund.atMs,
      quantity: product.quantity,
      amount: product.amount,
      orderId: '',
    }));
    const skus = new Map(wanted.map((one) => [one.key, one.sku]));
    return tieCancellations(wanted, lines).map((tie) =>
      line(tie.key, tie.lineId, skus.get(tie.key) ?? '', tie.quantity, tie.amount),
    );
  }
  const all = lines.filter((one) => one.amountLeft > 0);
  const left = all.reduce((sum, one) => sum + one.amountLeft, 0);
  const total = refund.total ?? left;
  if (all.length > 0 && total === left)
    return all.map((one) => line('all', one.lineId, one.sku, one.quantityLeft, one.amountLeft));
  return [line('all', null, '', 0, total)];
}

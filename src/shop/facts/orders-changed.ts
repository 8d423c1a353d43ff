/**
 * What the outbox says under `orders.changed`: which orders and refunds to read again, and which columnar keys
 * no longer exist because a line went away or its day changed.
 */
export type OrdersChanged = {
  readonly orderIds: readonly string[];
  readonly refundIds: readonly string[];
  readonly removedLines?: readonly RemovedLine[];
  readonly removedRefundLines?: readonly RemovedRefundLine[];
};
export type RemovedLine = { readonly orderId: string; readonly lineId: string; readonly day: string };
export type RemovedRefundLine = {
  readonly refundId: string;
  readonly refundLineId: string;
  readonly day: string;
};

/** Splits and joins messages into batches of at most this many orders and refunds, in their order. */
export function batchesOf(messages: readonly OrdersChanged[], idsMax: number): OrdersChanged[] {
  const orders = [...new Set(messages.flatMap((message) => message.orderIds))];
  const refunds = [...new Set(messages.flatMap((message) => message.refundIds))];
  const batches: OrdersChanged[] = [];
  for (let at = 0; at < orders.length; at += idsMax)
    batches.push({ orderIds: orders.slice(at, at + idsMax), refundIds: [] });
  for (let at = 0; at < refunds.length; at += idsMax)
    batches.push({ orderIds: [], refundIds: refunds.slice(at, at + idsMax) });
  const removedLines = messages.flatMap((message) => message.removedLines ?? []);
  const removedRefundLines = messages.flatMap((message) => message.removedRefundLines ?? []);
  if (removedLines.length + removedRefundLines.length > 0) {
    batches.push({ orderIds: [], refundIds: [], removedLines, removedRefundLines });
  }
  return batches;
}

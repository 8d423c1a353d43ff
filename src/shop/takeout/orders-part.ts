import { showId } from '#kernel/ids';
import type { Sealing } from '#platform/sealing';
import { publicId, said, shownPages, type TakeoutPart } from '#platform/takeout';
import { sum } from '../checkout/price.ts';
import type { Address } from '../shoppers/address.ts';
import { keyOf } from '../shoppers/sign-in-store.ts';
import type { AccountParts } from './account-parts-store.ts';
import { type LineRow, type OrderRow, ordersOf } from './orders-store.ts';

/**
 * Orders over all shops with where they went, what was paid, sent and given back, and what led to each line. Left out is
 * who of a shop's members packed or decided it, and the shop's own books: what it counts a line for, its stock.
 */
export const ordersPart = ({ records, sealing }: AccountParts): TakeoutPart => ({
  name: 'orders',
  carries: [
    'orders',
    'order_lines',
    'order_discounts',
    'payments',
    'shipments',
    'shipment_lines',
    'refunds',
    'refund_lines',
    // Copies for metrics.
    'columnar.order_lines',
    'columnar.refund_lines',
  ],
  pages: async function* ({ shopperId, shopperIds }) {
    const key = await keyOf(records, shopperId);
    yield* shownPages(ordersOf(records, shopperIds), (row) => showOrder(row, sealing, key));
  },
});

function showOrder(row: OrderRow, sealing: Sealing, key: Buffer | null): object {
  return {
    id: showId('order', row.id),
    checkoutId: publicId('checkout', row.parent_id),
    organizationId: showId('organization', row.organization_id),
    shopId: showId('shop', row.shop_id),
    shopName: row.shop_name,
    state: row.state,
    currency: row.currency,
    total: sum(row.lines, (line) => line.user_paid),
    refunded: sum(row.lines, (line) => line.refunded),
    orderedAt: row.ordered_at,
    expiresAt: row.expires_at,
    paidAt: row.paid_at,
    shippedAt: row.shipped_at,
    completedAt: row.completed_at,
    cancelledAt: row.cancelled_at,
    cancelledBy: row.cancel_reason,
    recipient: key && row.sealed_recipient ? recipientOf(sealing.open(key, row.sealed_recipient)) : null,
    lines: row.lines.map(showLine),
    payments: row.payments.map(({ id, paid_at, ...payment }) => ({
      id: showId('payment', id),
      ...payment,
      paidAt: new Date(paid_at),
    })),
    parcels: row.parcels.map((parcel) => ({
      id: showId('shipment', parcel.id),
      carrier: parcel.carrier,
      trackingNumber: parcel.tracking_number,
      shippedAt: new Date(parcel.shipped_at),
      lines: parcel.lines.map(({ id, quantity }) => ({ lineId: showId('orderLine', id), quantity })),
    })),
    refunds: row.refunds.map(showRefund),
  };
}

function recipientOf(opened: string): Address {
  const { recipient, phone, region, street } = JSON.parse(opened) as Address;
  return { recipient, phone, region, street };
}

const showLine = (line: LineRow): object => ({
  id: showId('orderLine', line.id),
  productId: publicId('product', line.product_id),
  skuId: publicId('sku', line.sku_id),
  sku: line.sku,
  name: line.title,
  quantity: line.quantity,
  paid: line.user_paid,
  goods: line.user_paid + sum(line.discounts, ({ amount }) => amount),
  discounts: line.discounts,
  refunded: line.refunded,
  refundedQuantity: line.refunded_quantity,
  ledBy: said({
    carrier: line.carrier,
    source: line.source,
    accountType: line.account_type,
    accountId: publicId('account', line.account_id),
    videoId: publicId('video', line.content_id),
    roomId: line.room_id,
    creatorId: publicId('account', line.creator_id),
    planId: publicId('plan', line.plan_id),
    requestId: publicId('request', line.request_id),
    touchSecond: line.touch_second,
  }),
});

const showRefund = (refund: OrderRow['refunds'][number]): object => ({
  id: showId('refund', refund.id),
  state: refund.state,
  stage: refund.stage,
  amount: refund.amount,
  currency: refund.currency,
  reason: refund.reason,
  askedBy: refund.requested_by,
  askedAt: refund.requested_at && new Date(refund.requested_at),
  decision: refund.decision,
  decisionNote: refund.decision_note,
  decidedAt: refund.decided_at && new Date(refund.decided_at),
  // Until the money is on its way this instant is when it was asked for.
  refundedAt: refund.state === 'succeeded' ? new Date(refund.refunded_at) : null,
  lines: refund.lines.map(({ id, quantity, amount }) => ({
    lineId: publicId('orderLine', id),
    quantity,
    amount,
  })),
});

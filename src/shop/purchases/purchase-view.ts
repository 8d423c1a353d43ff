import { showId } from '#kernel/ids';
import type { PurchaseView } from '../checkout/checkout-contract.ts';
import { sum } from '../checkout/price.ts';
import { mayFollow } from '../orders/order.ts';
import { amountLeft, quantityLeft, type RefundableLine } from '../refunds/plan-refund.ts';
import type { PurchaseRow } from './purchases-store.ts';

export function showPurchase(row: PurchaseRow, nowMs: number): PurchaseView {
  const lines = row.lines.map(showLine);
  const isOpen = row.state === 'awaiting_payment';
  const isRefundable = row.paid_at !== null && lines.some((line) => line.refundableQuantity > 0);
  return {
    id: showId('order', row.id),
    checkoutId: showId('checkout', row.parent_id),
    shopId: showId('shop', row.shop_id),
    shopName: row.shop_name,
    state: row.state,
    currency: row.currency,
    total: sum(lines, (line) => line.paid),
    discount: sum(lines, (line) => line.goods - line.paid),
    refunded: sum(lines, (line) => line.refunded),
    orderedAt: row.ordered_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    paidAt: row.paid_at?.toISOString() ?? null,
    shippedAt: row.shipped_at?.toISOString() ?? null,
    completedAt: row.completed_at?.toISOString() ?? null,
    cancelledAt: row.cancelled_at?.toISOString() ?? null,
    version: row.version,
    lines,
    shipments: row.shipments.map((shipment) => ({
      id: showId('shipment', shipment.id),
      carrier: shipment.carrier,
      trackingNumber: shipment.tracking_number,
      shippedAt: new Date(shipment.shipped_at).toISOString(),
      lines: shipment.lines.map((line) => ({
        orderLineId: showId('orderLine', line.order_line_id),
        quantity: line.quantity,
      })),
    })),
    refunds: row.refunds.map((refund) => ({
      id: showId('refund', refund.id),
      state: refund.state,
      stage: refund.stage,
      amount: refund.amount,
      reason: refund.reason,
      decision: refund.decision,
      decisionNote: refund.decision_note,
      requestedAt: new Date(refund.requested_at).toISOString(),
      lines: refund.lines.map((line) => ({
        orderLineId: showId('orderLine', line.order_line_id),
        quantity: line.quantity,
        amount: line.amount,
      })),
    })),
    can: {
      pay: isOpen && (row.expires_at?.getTime() ?? 0) > nowMs,
      cancel: isOpen,
      receive: mayFollow(row.state, 'completed'),
      refund: isRefundable && !row.state.startsWith('refunded_'),
    },
  };
}

function showLine(line: PurchaseRow['lines'][number]): PurchaseView['lines'][number] {
  const left: RefundableLine = {
    id: line.id,
    quantity: line.quantity,
    userPaid: line.user_paid,
    refunded: line.refunded,
    refundedQuantity: line.refunded_quantity,
    claimed: line.refund_claimed,
    claimedQuantity: line.refund_claimed_quantity,
    unshipped: line.unshipped,
  };
  return {
    id: showId('orderLine', line.id),
    productId: line.product_id && showId('product', line.product_id),
    skuId: line.sku_id && showId('sku', line.sku_id),
    name: line.title,
    picture: line.picture,
    quantity: line.quantity,
    paid: line.user_paid,
    goods: line.user_paid + sum(line.discounts, ({ amount }) => amount),
    discounts: [...line.discounts],
    refunded: line.refunded,
    refundable: amountLeft(left),
    refundableQuantity: quantityLeft(left),
    shippedQuantity: line.shipped,
  };
}

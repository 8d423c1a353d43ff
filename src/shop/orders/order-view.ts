import { showId } from '#kernel/ids';
import { type Discount, sum } from '../checkout/price.ts';
import type { OrderSummary, OrderView } from '../contract.ts';
import { amountLeft, quantityLeft, type RefundableLine } from '../refunds/plan-refund.ts';
import type { findOrder, OrderRow } from './orders-store.ts';

type Found = NonNullable<Awaited<ReturnType<typeof findOrder>>>;

/** The seller's number of a customer with its middle left out: enough to recognise, too little to use. */
export function masked(customer: string | null): string | null {
  if (customer === null) return null;
  return customer.length <= 4
    ? `${customer.slice(0, 1)}•••`
    : `${customer.slice(0, 2)}•••${customer.slice(-2)}`;
}

export function showOrder(row: OrderRow, customer: string | null): OrderSummary {
  return {
    id: showId('order', row.id),
    externalId: row.external_id,
    shopId: showId('shop', row.shop_id),
    origin: row.origin,
    state: row.state,
    currency: row.currency,
    gmv: row.gmv,
    userPaid: row.user_paid,
    refunded: row.refunded,
    lines: row.lines,
    customer: masked(customer),
    orderedAt: row.ordered_at.toISOString(),
    paidAt: row.paid_at?.toISOString() ?? null,
    simulated: row.simulated,
  };
}

export function showWholeOrder(
  { order, orderLines, discounts, payments, refunds, refundLines, shipments, reservations }: Found,
  customer: string | null,
): OrderView {
  return {
    ...showOrder(order, customer),
    shippedAt: order.shipped_at?.toISOString() ?? null,
    completedAt: order.completed_at?.toISOString() ?? null,
    presale: order.presale,
    version: order.version,
    expiresAt: order.expires_at?.toISOString() ?? null,
    cancelledAt: order.cancelled_at?.toISOString() ?? null,
    cancelReason: order.cancel_reason,
    hasRecipient: order.has_recipient,
    shipments: [...shipments],
    discount: sum(discounts, ({ amount }) => amount),
    orderLines: orderLines.map((line) => ({
      id: showId('orderLine', line.id),
      sku: line.sku,
      title: line.title,
      productId: line.product_id && showId('product', line.product_id),
      quantity: line.quantity,
      gmv: line.gmv,
      userPaid: line.user_paid,
      refunded: line.refunded,
      refundedQuantity: line.refunded_quantity,
      discounts: discounts
        .filter((discount) => discount.order_line_id === line.id)
        .map(({ kind, label, amount, bearer }) => ({
          kind,
          label,
          amount,
          bearer: bearer as Discount['bearer'],
        })),
      ...showLeft(line, reservations),
      touch: {
        carrier: line.carrier,
        source: line.source,
        accountType: line.account_type,
        planId: line.plan_id,
        accountId: line.account_id && showId('account', line.account_id),
        contentId: line.content_id,
        roomId: line.room_id,
        creatorId: line.creator_id,
      },
    })),
    payments: payments.map((payment) => ({
      id: showId('payment', payment.id),
      provider: payment.provider,
      amount: payment.amount,
      currency: payment.currency,
      paidAt: payment.paid_at.toISOString(),
    })),
    refunds: refunds.map((refund) => ({
      id: showId('refund', refund.id),
      externalId: refund.external_id,
      state: refund.state,
      stage: refund.stage,
      amount: refund.amount,
      currency: refund.currency,
      refundedAt: refund.refunded_at.toISOString(),
      reason: refund.reason,
      requestedBy: refund.requested_by as 'shopper' | 'shop' | null,
      requestedAt: refund.requested_at?.toISOString() ?? null,
      decision: refund.decision as 'approved' | 'refused' | null,
      decisionNote: refund.decision_note,
      decidedAt: refund.decided_at?.toISOString() ?? null,
      lines: refundLines
        .filter((line) => line.refund_id === refund.id)
        .map((line) => ({
          sku: line.sku,
          quantity: line.quantity,
          amount: line.amount,
          orderLineId: line.order_line_id && showId('orderLine', line.order_line_id),
        })),
    })),
  };
}

/** What of a line can still be shipped or given back; nothing of an order that lives elsewhere. */
function showLeft(line: Found['orderLines'][number], reservations: Found['reservations']) {
  const reservation = reservations.find((one) => one.order_line_id === line.id);
  if (!reservation) return { toShip: 0, shippedQuantity: 0, refundable: 0, refundableQuantity: 0 };
  const { held, claimed, shipped } = reservation;
  const left: RefundableLine = {
    id: line.id,
    quantity: line.quantity,
    userPaid: line.user_paid,
    refunded: line.refunded,
    refundedQuantity: line.refunded_quantity,
    claimed: line.refund_claimed,
    claimedQuantity: line.refund_claimed_quantity,
    unshipped: held - claimed,
  };
  return {
    toShip: held - claimed,
    shippedQuantity: shipped,
    refundable: amountLeft(left),
    refundableQuantity: quantityLeft(left),
  };
}

import { showId } from '#kernel/ids';
import type { CheckoutView } from './checkout-contract.ts';
import type { CheckoutFound } from './checkouts-store.ts';
import type { Placing } from './placing/placing.ts';

export function showCheckout({ checkout, orders, attempts }: CheckoutFound): CheckoutView {
  return {
    id: showId('checkout', checkout.id),
    state: checkout.state,
    total: checkout.total,
    currency: checkout.currency,
    placedAt: checkout.placed_at.toISOString(),
    expiresAt: checkout.expires_at.toISOString(),
    orders: orders.map((order) => ({
      id: showId('order', order.id),
      shopId: showId('shop', order.shop_id),
      shopName: order.shop_name,
      state: order.state,
      total: order.total,
      lines: order.lines,
    })),
    payments: attempts.map((attempt) => ({
      id: showId('payment', attempt.id),
      provider: attempt.provider,
      state: attempt.state,
      late: attempt.late,
      failure: attempt.failure,
      at: attempt.created_at.toISOString(),
    })),
  };
}

/** A checkout that was placed this moment, shown without reading back what was just written. */
export function showPlaced(placing: Placing): CheckoutView {
  return {
    id: showId('checkout', placing.checkoutId),
    state: 'awaiting_payment',
    total: placing.total,
    currency: placing.currency,
    placedAt: new Date(placing.placedAtMs).toISOString(),
    expiresAt: new Date(placing.expiresAtMs).toISOString(),
    orders: placing.orders.map((order) => ({
      id: showId('order', order.id),
      shopId: showId('shop', order.shopId),
      shopName: order.shopName,
      state: 'awaiting_payment',
      total: order.total,
      lines: order.lines.length,
    })),
    payments: [],
  };
}

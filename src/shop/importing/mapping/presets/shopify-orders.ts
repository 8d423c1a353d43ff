import type { OrderPreset } from '../preset.ts';

/** Shopify's order export: the order's own columns are filled on the first of its rows only. */
export const shopifyOrders: OrderPreset = {
  id: 'shopify_orders',
  name: { zh: 'Shopify 订单', en: 'Shopify orders' },
  signature: ['Name', 'Financial Status', 'Lineitem quantity', 'Lineitem price'],
  columns: {
    order_id: ['Name'],
    sku: ['Lineitem sku'],
    product_name: ['Lineitem name'],
    quantity: ['Lineitem quantity'],
    unit_price: ['Lineitem price'],
    ordered_at: ['Created at'],
    paid_at: ['Paid at'],
    shipped_at: ['Fulfilled at'],
    customer_id: ['Email'],
    status: ['Financial Status'],
    currency: ['Currency'],
    source: ['Source'],
  },
  states: {
    pending: 'awaiting_payment',
    authorized: 'awaiting_payment',
    'partially paid': 'awaiting_payment',
    paid: 'paid',
    'partially refunded': 'paid',
    refunded: 'paid',
    voided: 'cancelled',
    expired: 'cancelled',
  },
  carriers: {},
  sources: { web: 'shop', pos: null, 'shopify draft order': null, draft: null },
  accountTypes: {},
  orderOnFirstRow: true,
};

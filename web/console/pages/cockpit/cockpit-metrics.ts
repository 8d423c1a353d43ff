/** Which numbers the cockpit shows, in the order of the cards. */
export const cardMetrics = [
  'gmv',
  'user_paid',
  'net_gmv_1h',
  'gmv_after_refund',
  'paid_orders',
  'buyers',
  'aov_per_buyer',
  'price_per_item',
  'uv',
  'uv_value',
  'cvr',
  'repeat_rate_30d',
  'refund_rate_orders',
  'refund_rate_amount',
  'refund_rate_orders_by_refund_date',
  'refund_rate_amount_by_refund_date',
  'returning_buyers',
  'new_in_shop',
] as const;

/**
 * Cards asked together. Sums over orders answer fastest, distinct visitors and first purchases slowest, so they
 * are asked apart and nobody waits for GMV until visitors are counted.
 */
export const cardGroups = {
  orders: cardMetrics.slice(0, 8),
  visits: ['uv', 'uv_value', 'cvr'],
  refunds: cardMetrics.filter((id) => id.startsWith('refund_rate')),
  customers: ['repeat_rate_30d', 'returning_buyers', 'new_in_shop'],
} as const;

/**
 * The shapes over time, which nobody waits for one by one: quick ones together and slow ones together, so that
 * the orders are read twice and not four times.
 */
export const trendGroups = {
  quick: [...cardGroups.orders, ...cardGroups.refunds],
  slow: [...cardGroups.visits, ...cardGroups.customers],
} as const;

/** The four axes of what led to an order. They are never mixed: a paid live sale is a live sale with a plan. */
export const axes = ['carrier', 'source', 'account_type', 'paid'] as const;
export type Axis = (typeof axes)[number];

export const shopMetrics = [
  'gmv',
  'gmv_after_refund',
  'paid_orders',
  'buyers',
  'aov_per_buyer',
  'uv',
  'cvr',
  'refund_rate_amount',
] as const;
export const productMetrics = [
  'gmv',
  'paid_orders',
  'buyers',
  'price_per_item',
  'refund_rate_amount',
] as const;

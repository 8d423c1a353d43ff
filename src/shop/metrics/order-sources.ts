import type { MetricSource } from '#metrics';

const touch = {
  carrier: 'carrier',
  source: 'source',
  account_type: 'account_type',
  paid: "if(plan_id = '', 'no', 'yes')",
  plan: 'plan_id',
  content: 'content_id',
  room: 'room_id',
  creator: 'creator_id',
} as const;

const dimensions = {
  brand: 'brand_id',
  shop: 'shop_id',
  account: 'account_id',
  ...touch,
  product: 'product_id',
  sku: 'sku',
  category: 'category',
  currency: 'currency',
  origin: 'origin',
} as const;

/** Paid order lines by the time of payment. */
export const orderLines: MetricSource = {
  id: 'order_lines',
  table: 'order_lines',
  freshness: 'orders',
  at: 'paid_at',
  day: 'paid_day',
  dayEnds: true,
  person: 'buyer',
  currency: 'currency',
  rateAt: 'paid_at',
  dimensions,
  key: 'line_id',
  row: { order: 'order_id', line: 'line_id', person: 'buyer', quantity: 'quantity' },
};

const refundRow = {
  order: 'order_id',
  line: 'line_id',
  refund: 'refund_id',
  person: 'buyer',
  quantity: 'quantity',
} as const;

/** Refunds counted on the day they were made (退款日口径), those without a known order included. */
export const refundsByRefundDate: MetricSource = {
  id: 'refunds_by_refund_date',
  table: 'refund_lines',
  freshness: 'refunds',
  at: 'refunded_at',
  day: 'refunded_day',
  dayEnds: true,
  person: 'buyer',
  currency: 'currency',
  rateAt: 'coalesce(paid_at, refunded_at)',
  dimensions,
  key: 'refund_line_id',
  row: refundRow,
};

/** Refunds counted on the day the order was paid (支付日口径), whenever they were made. */
export const refundsByPayDate: MetricSource = {
  ...refundsByRefundDate,
  id: 'refunds_by_pay_date',
  at: 'paid_at',
  dayEnds: false,
  rateAt: 'paid_at',
};

/** 预售全款 stands apart: a presale counts in `presale_gmv` and `presale_orders`, and in nothing else. */
export const notPresale = 'presale = 0';
export const presale = 'presale = 1';

import type { MetricSource } from '#metrics';

const dimensions = {
  brand: 'brand_id',
  shop: 'shop_id',
  account: 'account_id',
  plan: 'plan_id',
  product: 'product_id',
  category: 'category',
  content: 'content_id',
  currency: 'currency',
} as const;

/** Verified impressions and paid clicks, by the time they happened. */
export const adCharges: MetricSource = {
  id: 'ad_charges',
  table: 'ad_charges',
  freshness: 'ads',
  at: 'at',
  day: 'day',
  dayEnds: true,
  person: 'person',
  currency: 'currency',
  rateAt: 'at',
  dimensions,
  key: 'charge_id',
  row: { charge: 'charge_id', name: 'kind', person: 'person' },
};

/** Paid order lines that an ad led to, by the time of payment. */
export const adConversions: MetricSource = {
  id: 'ad_conversions',
  table: 'ad_conversions',
  freshness: 'ads',
  at: 'paid_at',
  day: 'paid_day',
  dayEnds: true,
  person: 'buyer',
  currency: 'currency',
  rateAt: 'paid_at',
  dimensions,
  key: 'line_id',
  row: { order: 'order_id', line: 'line_id', name: 'kind', person: 'buyer', quantity: 'quantity' },
};

import type { Source } from '../definitions/definition.ts';

/** What people did, one row per event. Money facts are never counted from here. */
export const visits: Source = {
  id: 'visits',
  table: 'events',
  freshness: 'events',
  at: 'at',
  day: 'day',
  dayEnds: true,
  person: 'person',
  currency: null,
  rateAt: null,
  // No product: events carry the seller's own product number, orders the record's id. The SKU is in both.
  dimensions: {
    brand: 'brand_id',
    shop: 'shop_id',
    account: 'account_id',
    carrier: 'carrier',
    source: 'source',
    account_type: 'account_type',
    paid: "if(plan_id = '', 'no', 'yes')",
    plan: 'plan_id',
    sku: 'sku',
    category: 'category',
    content: 'content_id',
    room: 'room_id',
    creator: 'creator_id',
  },
  key: 'event_id',
  row: { event: 'event_id', name: 'event', person: 'person' },
};

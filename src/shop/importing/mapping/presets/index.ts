import type { OrderPreset } from '../preset.ts';
import { doudianOrders } from './doudian-orders.ts';
import { invoiceLines } from './invoice-lines.ts';
import { meadowOrders } from './meadow-orders.ts';
import { shopifyOrders } from './shopify-orders.ts';
import { tiktokShopOrders } from './tiktok-shop-orders.ts';

/** The more particular first: the first whose signature a file bears is taken. */
export const orderPresets: readonly OrderPreset[] = [
  doudianOrders,
  tiktokShopOrders,
  shopifyOrders,
  meadowOrders,
  invoiceLines,
];

/**
 * For files of unknown origin that are mapped by hand: our own words and those that mean the same in any file.
 * Shopify's are left out: its `refunded` says nothing without its column of refunds, and an order must not be
 * guessed paid.
 */
export const genericPreset: OrderPreset = {
  ...meadowOrders,
  id: 'generic',
  name: { zh: '通用', en: 'Generic' },
  signature: [],
  columns: {},
  states: { ...doudianOrders.states, ...tiktokShopOrders.states, ...meadowOrders.states },
  carriers: { ...doudianOrders.carriers, ...meadowOrders.carriers },
  sources: { ...doudianOrders.sources, ...meadowOrders.sources },
  accountTypes: { ...doudianOrders.accountTypes, ...meadowOrders.accountTypes },
};

export function presetById(id: string | null | undefined): OrderPreset {
  return orderPresets.find((preset) => preset.id === id) ?? genericPreset;
}

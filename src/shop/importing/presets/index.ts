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

/** For files of unknown origin that are mapped by hand: our own words for states and touches. */
export const genericPreset: OrderPreset = {
  ...meadowOrders,
  id: 'generic',
  name: { zh: '通用', en: 'Generic' },
  signature: [],
  columns: {},
};

export function presetById(id: string | null | undefined): OrderPreset {
  return orderPresets.find((preset) => preset.id === id) ?? genericPreset;
}

import { parseDecimal, toWhole } from '#events/file-reading';
import type { OrderState, Touch } from '../../orders/order.ts';
import type { OrderFieldName } from '../mapping/order-fields.ts';
import { amountsOf, refundOf } from './row-amounts.ts';
import { id, Reject, type RowReject } from './row-reject.ts';
import type { Has, KnownShop, ReadingRules, Text } from './row-rules.ts';
import { timesOf } from './row-times.ts';
import { touchOf } from './row-touch.ts';

/** One row as it will land: a sale is an order line, a cancellation gives earlier lines back. */
export type OrderRow = Touch & {
  readonly kind: 'sale' | 'cancellation';
  readonly shopId: string;
  readonly externalId: string;
  readonly lineKey: string;
  readonly productKey: string;
  readonly sku: string;
  readonly title: string;
  readonly category: string | null;
  readonly quantity: number;
  readonly gmv: number;
  readonly userPaid: number;
  readonly currency: string;
  readonly orderedAtMs: number;
  readonly paidAtMs: number | null;
  readonly shippedAtMs: number | null;
  readonly completedAtMs: number | null;
  readonly state: OrderState;
  readonly presale: boolean;
  readonly customerId: string | null;
  readonly refunded: number;
  readonly refundedQuantity: number;
  readonly refundedAtMs: number | null;
};

/** Half a billion of anything in one line is a wrong column. */
const quantityMax = 500_000_000;
const orderOnly: readonly OrderFieldName[] = [
  'ordered_at',
  'paid_at',
  'shipped_at',
  'completed_at',
  'customer_id',
  'shop',
  'status',
  'currency',
  'source',
];

/** A reader for the rows of one file, to be called in their order. */
export function orderRowReader(rules: ReadingRules): (cells: readonly string[]) => OrderRow | RowReject {
  const places = new Map<OrderFieldName, number>();
  for (const [field, column] of Object.entries(rules.mapping)) {
    const place = column === undefined ? -1 : rules.columns.indexOf(column);
    if (place >= 0) places.set(field as OrderFieldName, place);
  }
  const carried = new Map<OrderFieldName, string>();
  let carriedOrder = '';
  return (cells) => {
    const text = (field: OrderFieldName): string => {
      const place = places.get(field);
      if (place === undefined) return '';
      const value = (cells[place] ?? '').trim();
      const clean = value.includes('\0') ? value.replaceAll('\0', '') : value;
      return clean === '' ? (carried.get(field) ?? '') : clean;
    };
    try {
      if (rules.preset.orderOnFirstRow) {
        const order = text('order_id');
        if (order !== carriedOrder) carried.clear();
        carriedOrder = order;
        for (const field of orderOnly) carried.set(field, text(field));
      }
      return readRow(text, (field) => places.has(field), rules);
    } catch (error) {
      if (error instanceof Reject) return error.reject;
      throw error;
    }
  };
}

function readRow(text: Text, has: Has, rules: ReadingRules): OrderRow {
  const shop = shopOf(text('shop'), rules);
  const externalId = id('order_id', text('order_id'));
  if (externalId === '') throw new Reject('order_id_missing', 'order_id');
  const quantity = quantityOf(text('quantity'));
  const currency = currencyOf(text('currency'), rules, shop);
  const amounts = amountsOf(text, has, rules, quantity, currency);
  const times = timesOf(text, has, rules.zone ?? shop.zone, rules);
  const kind = quantity < 0 ? 'cancellation' : 'sale';
  const given = refundOf(text, rules, currency, quantity, amounts.gmv, times);
  return {
    kind,
    shopId: shop.id,
    externalId,
    ...productOf(text),
    quantity: Math.abs(quantity),
    ...amounts,
    currency,
    ...times,
    presale: /^(?:1|y|yes|true|是|预售|pre-?order)$/i.test(text('presale')),
    customerId: id('customer_id', text('customer_id')) || null,
    ...(kind === 'sale' ? given : { refunded: 0, refundedQuantity: 0, refundedAtMs: null }),
    ...touchOf(text, rules),
  };
}

function shopOf(name: string, rules: ReadingRules): KnownShop {
  if (name === '') return rules.shop;
  const shop = rules.shops.get(name.toLowerCase());
  if (!shop) throw new Reject('unknown_shop', 'shop', { value: name });
  return shop;
}

function quantityOf(value: string): number {
  const decimal = parseDecimal(value);
  const quantity = decimal === null ? null : toWhole(decimal);
  if (quantity === null) throw new Reject('quantity_unreadable', 'quantity', { value });
  if (quantity === 0) throw new Reject('zero_quantity', 'quantity');
  if (Math.abs(quantity) > quantityMax)
    throw new Reject('quantity_too_large', 'quantity', { value: quantity });
  return quantity;
}

function currencyOf(value: string, rules: ReadingRules, shop: KnownShop): string {
  const currency =
    value === '' ? (rules.currency ?? rules.preset.currency ?? shop.currency) : value.toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) throw new Reject('currency_unreadable', 'currency', { value });
  return currency;
}

function productOf(text: Text) {
  const sku =
    id('sku', text('sku')) || id('product_id', text('product_id')) || text('product_name').slice(0, 200);
  if (sku === '') throw new Reject('product_missing', 'sku');
  return {
    sku,
    lineKey: id('line_id', text('line_id')) || sku,
    productKey: id('product_id', text('product_id')) || sku,
    title: (text('product_name') || sku).slice(0, 500),
    category: text('category').slice(0, 200) || null,
  };
}

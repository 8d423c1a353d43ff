import {
  type DateOrder,
  type DecimalMark,
  parseDecimal,
  parseTime,
  toUnits,
  toWhole,
} from '#events/file-reading';
import { minorDigits } from '#kernel/money';
import type { OrderState, Touch } from '../orders/order.ts';
import type { OrderFieldName, OrderMapping } from './order-fields.ts';
import type { OrderPreset } from './preset.ts';

export type KnownShop = { readonly id: string; readonly currency: string; readonly zone: string };

/** Everything that decides what a row means, fixed when the import starts. */
export type ReadingRules = {
  readonly columns: readonly string[];
  readonly mapping: OrderMapping;
  readonly preset: OrderPreset;
  readonly dateOrder: DateOrder;
  readonly decimalMark: DecimalMark;
  readonly zone: string | null;
  readonly currency: string | null;
  /** Where rows go that name no shop. */
  readonly shop: KnownShop;
  /** By lower-case name, external id and id. */
  readonly shops: ReadonlyMap<string, KnownShop>;
  readonly accounts: ReadonlyMap<string, string>;
};

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

export type RowReject = {
  readonly code: string;
  readonly field: OrderFieldName | null;
  readonly detail: string;
};

/** Thrown inside the reader and caught at its door: a row is refused at the first thing wrong with it. */
class Reject extends Error {
  readonly reject: RowReject;
  constructor(code: string, field: OrderFieldName | null, detail: string) {
    super(detail);
    this.reject = { code, field, detail };
  }
}

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

type Text = (field: OrderFieldName) => string;

function readRow(text: Text, has: (field: OrderFieldName) => boolean, rules: ReadingRules): OrderRow {
  const shop = shopOf(text('shop'), rules);
  const externalId = id('order_id', text('order_id'));
  if (externalId === '') throw new Reject('order_id_missing', 'order_id', 'The row has no order number.');
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

/** Spreadsheets turn numbers into 17850.0; the number is meant. */
function id(field: OrderFieldName, value: string): string {
  const bare = /^\d+\.0$/.test(value) ? value.slice(0, -2) : value;
  if (bare.length > 200) throw new Reject('too_long', field, 'A number of more than 200 characters.');
  return bare;
}

function shopOf(name: string, rules: ReadingRules): KnownShop {
  if (name === '') return rules.shop;
  const shop = rules.shops.get(name.toLowerCase());
  if (!shop) throw new Reject('unknown_shop', 'shop', `No shop is called "${name.slice(0, 100)}".`);
  return shop;
}

function quantityOf(value: string): number {
  const decimal = parseDecimal(value);
  const quantity = decimal === null ? null : toWhole(decimal);
  if (quantity === null)
    throw new Reject('quantity_unreadable', 'quantity', `"${value.slice(0, 100)}" is not a whole number.`);
  if (quantity === 0) throw new Reject('zero_quantity', 'quantity', 'The quantity is zero.');
  if (Math.abs(quantity) > quantityMax)
    throw new Reject('quantity_too_large', 'quantity', `The quantity ${quantity} is not believable.`);
  return quantity;
}

function currencyOf(value: string, rules: ReadingRules, shop: KnownShop): string {
  const currency =
    value === '' ? (rules.currency ?? rules.preset.currency ?? shop.currency) : value.toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency))
    throw new Reject('currency_unreadable', 'currency', `"${value.slice(0, 20)}" is not a currency code.`);
  return currency;
}

function amountsOf(
  text: Text,
  has: (field: OrderFieldName) => boolean,
  rules: ReadingRules,
  quantity: number,
  currency: string,
) {
  const field = has('line_amount') ? 'line_amount' : 'unit_price';
  const paid = money(field, text(field), rules, currency, field === 'unit_price' ? quantity : 1);
  const bought = quantity > 0;
  // A cancellation's line amount comes with or without a sign; its unit price must be positive.
  const userPaid = bought ? paid : Math.abs(paid);
  if (bought ? paid < 0 : field === 'unit_price' && paid > 0)
    throw new Reject('negative_price', field, 'The price is negative.');
  if (!bought && paid === 0)
    throw new Reject(
      'zero_price_adjustment',
      'quantity',
      'A negative quantity without a price corrects stock; it is not a cancellation.',
    );
  let gmv = userPaid;
  if (bought) {
    for (const subsidy of ['platform_discount', 'creator_discount', 'payment_discount'] as const) {
      const value = text(subsidy);
      if (value !== '' && value !== '-') gmv += Math.abs(money(subsidy, value, rules, currency));
    }
  }
  if (!Number.isSafeInteger(gmv)) throw new Reject('amount_too_large', field, 'The amount is too large.');
  return { gmv, userPaid };
}

function money(
  field: OrderFieldName,
  value: string,
  rules: ReadingRules,
  currency: string,
  times = 1,
): number {
  const decimal = parseDecimal(value, rules.decimalMark);
  const units = decimal === null ? null : toUnits(decimal, minorDigits(currency), times);
  if (units === null)
    throw new Reject('amount_unreadable', field, `"${value.slice(0, 100)}" is not an amount.`);
  return units;
}

function timesOf(text: Text, has: (field: OrderFieldName) => boolean, zone: string, rules: ReadingRules) {
  const time = (field: OrderFieldName) => {
    const value = text(field);
    if (value === '' || value === '-') return null;
    const ms = parseTime(value, { zone, dateOrder: rules.dateOrder });
    if (ms === null) throw new Reject('time_unreadable', field, `"${value.slice(0, 100)}" is not a time.`);
    return ms;
  };
  const ordered = time('ordered_at');
  const paid = time('paid_at');
  const orderedAtMs = ordered ?? paid;
  if (orderedAtMs === null)
    throw new Reject('time_missing', has('paid_at') ? 'paid_at' : 'ordered_at', 'The row has no time.');
  const state = stateOf(text('status'), has('paid_at') && paid === null, rules);
  const unpaid = state === 'awaiting_payment' || state === 'cancelled';
  const paidAtMs = paid ?? (unpaid ? null : orderedAtMs);
  return {
    orderedAtMs,
    paidAtMs,
    shippedAtMs: time('shipped_at'),
    completedAtMs: time('completed_at'),
    state,
  };
}

function stateOf(value: string, unpaid: boolean, rules: ReadingRules): OrderState {
  if (value === '') return unpaid ? 'awaiting_payment' : 'paid';
  const state = choice(value, rules.preset.states);
  if (!state)
    throw new Reject('unknown_status', 'status', `The order status "${value.slice(0, 100)}" is not known.`);
  return state;
}

function productOf(text: Text) {
  const sku =
    id('sku', text('sku')) || id('product_id', text('product_id')) || text('product_name').slice(0, 200);
  if (sku === '') throw new Reject('product_missing', 'sku', 'The row names neither SKU nor product.');
  return {
    sku,
    lineKey: id('line_id', text('line_id')) || sku,
    productKey: id('product_id', text('product_id')) || sku,
    title: (text('product_name') || sku).slice(0, 500),
    category: text('category').slice(0, 200) || null,
  };
}

type Times = ReturnType<typeof timesOf>;

function refundOf(
  text: Text,
  rules: ReadingRules,
  currency: string,
  quantity: number,
  gmv: number,
  times: Times,
) {
  const none = { refunded: 0, refundedQuantity: 0, refundedAtMs: null };
  const amount =
    text('refund_amount') === ''
      ? null
      : Math.abs(money('refund_amount', text('refund_amount'), rules, currency));
  const units =
    text('refund_quantity') === '' ? null : Math.abs(parseDecimal(text('refund_quantity'))?.digits ?? 0);
  if (!amount && !units) return none;
  if (units !== null && units > quantity)
    throw new Reject('refund_above_bought', 'refund_quantity', `${units} given back of ${quantity} bought.`);
  const refunded = amount ?? Math.floor((gmv * (units ?? 0)) / quantity);
  if (refunded > gmv)
    throw new Reject('refund_above_paid', 'refund_amount', 'The refund is more than the line.');
  const value = text('refunded_at');
  const at =
    value === ''
      ? null
      : parseTime(value, { zone: rules.zone ?? rules.shop.zone, dateOrder: rules.dateOrder });
  if (value !== '' && at === null)
    throw new Reject('time_unreadable', 'refunded_at', `"${value.slice(0, 100)}" is not a time.`);
  return {
    refunded,
    refundedQuantity: units ?? (refunded === gmv ? quantity : 0),
    refundedAtMs: at ?? times.completedAtMs ?? times.paidAtMs ?? times.orderedAtMs,
  };
}

function touchOf(text: Text, rules: ReadingRules): Touch {
  const account = text('account');
  const accountId = account === '' ? null : (rules.accounts.get(account.toLowerCase()) ?? null);
  if (account !== '' && accountId === null)
    throw new Reject(
      'unknown_account',
      'account',
      `No content account is called "${account.slice(0, 100)}".`,
    );
  const short = (field: OrderFieldName) => id(field, text(field)) || null;
  const second =
    text('touch_second') === ''
      ? null
      : toWhole(parseDecimal(text('touch_second')) ?? { digits: -1, scale: 0 });
  return {
    carrier: touchWord('carrier', text('carrier'), rules.preset.carriers),
    source: touchWord('source', text('source'), rules.preset.sources),
    accountType: touchWord('account_type', text('account_type'), rules.preset.accountTypes),
    planId: short('plan_id'),
    accountId,
    contentId: short('content_id'),
    roomId: short('room_id'),
    creatorId: short('creator_id'),
    requestId: short('request_id'),
    touchSecond: second !== null && second >= 0 && second < 2 ** 31 ? second : null,
  };
}

function touchWord<Value>(
  field: OrderFieldName,
  value: string,
  words: Readonly<Record<string, Value | null>>,
): Value | null {
  if (value === '' || value === '-') return null;
  const word = choice(value, words);
  if (word === undefined)
    throw new Reject(
      'unknown_touch',
      field,
      `"${value.slice(0, 100)}" is not a known ${field.replace('_', ' ')}.`,
    );
  return word;
}

function choice<Value>(value: string, words: Readonly<Record<string, Value>>): Value | undefined {
  const key = value.toLowerCase();
  return Object.hasOwn(words, value) ? words[value] : Object.hasOwn(words, key) ? words[key] : undefined;
}

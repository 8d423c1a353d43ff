import type { MoneyMessage } from '#events';
import type { QuarantineReason } from '#events/contract';
import { parseDecimal, toUnits, toWhole } from '#events/file-reading';
import { minorDigits, prorate } from '#kernel/money';
import { ok, type Result } from '#kernel/result';
import { accountTypes, carriers, sources } from './order.ts';

export type TrackedLine = {
  readonly key: string;
  readonly sku: string;
  readonly title: string;
  readonly category: string | null;
  readonly quantity: number;
  readonly amount: number;
};

export type TrackedOrder = {
  readonly externalId: string;
  readonly currency: string;
  readonly atMs: number;
  readonly lines: readonly TrackedLine[];
  readonly touch: Readonly<Record<string, string | number | null>>;
};

/**
 * Reads a Segment `Order Completed` (e-commerce spec v2): products with price and quantity, a discount of the
 * whole order spread over them to the cent; an order without products is one line of its revenue or total.
 */
export function readTrackedOrder(
  event: Pick<MoneyMessage, 'properties' | 'timestamp' | 'accountId'>,
  shopCurrency: string,
): Result<TrackedOrder, QuarantineReason> {
  const { properties } = event;
  const externalId = text(properties.order_id, 200);
  if (externalId === '') return { ok: false, refusal: 'order_number_missing' };
  const currency = text(properties.currency, 3).toUpperCase() || shopCurrency;
  if (!/^[A-Z]{3}$/.test(currency)) return { ok: false, refusal: 'order_currency_not_a_code' };
  const atMs = Date.parse(event.timestamp);
  const lines = readLines(properties, currency);
  if (lines === null) return { ok: false, refusal: 'order_products_unreadable' };
  return ok({
    externalId,
    currency,
    atMs,
    lines: discounted(lines, properties, currency),
    touch: { ...readTouch(properties), account_id: event.accountId ?? null },
  });
}

/** The products of an order or refund event; empty when it names none, null when one cannot be read. */
export function readProducts(
  properties: Readonly<Record<string, unknown>>,
  currency: string,
): TrackedLine[] | null {
  const products = Array.isArray(properties.products) ? (properties.products as unknown[]) : [];
  const lines: TrackedLine[] = [];
  for (const product of products.slice(0, 1_000)) {
    if (product === null || typeof product !== 'object') return null;
    const line = readProduct(product as Record<string, unknown>, currency);
    if (line === null) return null;
    lines.push(line);
  }
  return lines;
}

function readLines(properties: Readonly<Record<string, unknown>>, currency: string): TrackedLine[] | null {
  const lines = readProducts(properties, currency);
  if (lines === null || lines.length > 0) return lines;
  const amount = amountOf(properties.revenue ?? properties.total, currency);
  return amount === null || amount < 0
    ? null
    : [{ key: 'order', sku: 'order', title: 'Order', category: null, quantity: 1, amount }];
}

function readProduct(product: Record<string, unknown>, currency: string): TrackedLine | null {
  const sku = text(product.sku, 200) || text(product.product_id, 200) || text(product.name, 200);
  const decimal = parseDecimal(String(product.quantity ?? 1));
  const quantity = decimal === null ? null : toWhole(decimal);
  if (sku === '' || quantity === null || quantity <= 0 || quantity > 500_000_000) return null;
  const amount = amountOf(product.price, currency, quantity);
  if (amount === null || amount < 0) return null;
  return {
    key: text(product.product_id, 200) || sku,
    sku,
    title: text(product.name, 500) || sku,
    category: text(product.category, 200) || null,
    quantity,
    amount,
  };
}

function discounted(
  lines: readonly TrackedLine[],
  properties: Readonly<Record<string, unknown>>,
  currency: string,
): TrackedLine[] {
  const goods = lines.reduce((sum, line) => sum + line.amount, 0);
  const discount = Math.min(goods, Math.abs(amountOf(properties.discount ?? 0, currency) ?? 0));
  if (discount === 0) return [...lines];
  const shares = prorate(
    discount,
    lines.map((line) => line.amount),
  );
  return lines.map((line, index) => ({ ...line, amount: line.amount - (shares[index] ?? 0) }));
}

export function amountOf(value: unknown, currency: string, times = 1): number | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const decimal = parseDecimal(String(value));
  return decimal === null ? null : toUnits(decimal, minorDigits(currency), times);
}

function readTouch(properties: Readonly<Record<string, unknown>>): TrackedOrder['touch'] {
  const word = (name: string, words: readonly string[]) => {
    const value = text(properties[name], 40);
    return words.includes(value) ? value : null;
  };
  const id = (name: string) => text(properties[name], 200) || null;
  return {
    carrier: word('carrier', carriers),
    source: word('source', sources),
    account_type: word('account_type', accountTypes),
    plan_id: id('plan_id'),
    content_id: id('content_id'),
    room_id: id('room_id'),
    creator_id: id('creator_id'),
    request_id: id('request_id'),
  };
}

function text(value: unknown, max: number): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).replaceAll('\0', '').trim().slice(0, max)
    : '';
}

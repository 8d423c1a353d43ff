/** Wire schemas of the shop context; browser-safe. Money is in minor units of the currency beside it. */
import { z } from 'zod';
import { discountView, shipmentView } from './checkout/checkout-contract.ts';

export * from './catalogue/catalogue-contract.ts';
export * from './coupons/coupon-contract.ts';
export * from './shoppers/shopper-contract.ts';
export * from './storefront/storefront-contract.ts';
export * from './takeout/takeout-contract.ts';

const instant = z.iso.datetime();
const currency = z.string().regex(/^[A-Z]{3}$/);
const money = z.int();
const moneyByCurrency = z.record(currency, money);

export * from './checkout/checkout-contract.ts';

export const importKind = z.enum(['orders', 'events']);
export const importState = z.enum(['received', 'running', 'done', 'failed', 'cancelled']);
export const dateOrder = z.enum(['month_first', 'day_first']);

/** Column names by field; the fields are those of `GET /api/imports/{id}/preview`. */
export const importMapping = z.record(z.string().max(40), z.string().max(500).nullable());

export const importOptions = z.strictObject({
  /** The shop whose orders these are, where no column says so; the oldest shop when left out. */
  shopId: z.string().max(60).optional(),
  currency: currency.optional(),
  /** IANA zone of the file's local times; the brand's zone when left out. */
  zone: z.string().max(60).optional(),
  dateOrder: dateOrder.optional(),
  decimalMark: z.enum(['.', ',']).optional(),
  preset: z
    .string()
    .regex(/^[a-z_]{1,60}$/)
    .optional(),
});

export const importStart = z.strictObject({
  mapping: importMapping.optional(),
  options: importOptions.optional(),
});

export const importSummary = z.object({
  orders: z.int(),
  lines: z.int(),
  gmv: moneyByCurrency,
  ordersChanged: z.int(),
  refunds: z.int(),
  refundAmount: moneyByCurrency,
  refundsChanged: z.int(),
  refundsWithoutOrder: z.int(),
  refundAmountWithoutOrder: moneyByCurrency,
});

export const importProgress = z.object({
  phase: z.string(),
  /** 0 to 1 over all phases. */
  done: z.number(),
  rowsRead: z.int(),
  rowsTaken: z.int(),
  rowsRejected: z.int(),
  rowsTotal: z.int().nullable(),
  bytesRead: z.int(),
  rowsPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
});

export const importView = z.object({
  id: z.string(),
  kind: importKind,
  fileName: z.string(),
  fileBytes: z.int(),
  state: importState,
  format: z.string().nullable(),
  preset: z.string().nullable(),
  progress: importProgress,
  summary: importSummary.partial(),
  error: z.string().nullable(),
  /** False where the file was removed because people were erased: the import cannot go on. */
  hasFile: z.boolean(),
  createdBy: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});

const textValues = z.record(z.string(), z.union([z.string(), z.number()]));

export const importPreview = z.object({
  format: z.string(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  compressed: z.boolean(),
  hasHeader: z.boolean(),
  columns: z.array(z.string()),
  /** The first rows as they stand in the file. */
  rows: z.array(z.array(z.string())),
  preset: z.object({ id: z.string(), zh: z.string(), en: z.string() }),
  /** True when the mapping is one that somebody confirmed for the same header before. */
  remembered: z.boolean(),
  fields: z.array(
    z.object({ field: z.string(), kind: z.string(), column: z.string().nullable(), confidence: z.number() }),
  ),
  /** `unsure`: 12/1/2010 can be read both ways all through the file; start then wants options.dateOrder. */
  dateOrder: z.enum(['month_first', 'day_first', 'unsure', 'not_needed', 'contradictory']),
  decimalMark: z.enum(['.', ',']),
  shopId: z.string().nullable(),
  /** What the first rows would become, or why they would be refused. */
  reading: z.array(
    z.object({
      row: z.int(),
      code: z.string().nullable(),
      detail: z.string().nullable(),
      reason: z.string().nullable(),
      reasonValues: textValues,
      values: z.record(z.string(), z.unknown()),
    }),
  ),
  missing: z.array(
    z.object({ field: z.string(), detail: z.string(), reason: z.string(), values: textValues }),
  ),
});

export const importReject = z.object({
  row: z.int(),
  code: z.string(),
  field: z.string().nullable(),
  /** English, for programs and logs; `reason` and `values` say the same for any language. */
  detail: z.string(),
  /** Null for what was rejected before reasons were kept. */
  reason: z.string().nullable(),
  values: textValues,
  raw: z.string(),
});

export const touchView = z.object({
  carrier: z.string().nullable(),
  source: z.string().nullable(),
  accountType: z.string().nullable(),
  planId: z.string().nullable(),
  accountId: z.string().nullable(),
  contentId: z.string().nullable(),
  roomId: z.string().nullable(),
  creatorId: z.string().nullable(),
});

export const orderSummary = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  shopId: z.string(),
  origin: z.enum(['checkout', 'import', 'event']),
  state: z.string(),
  currency,
  gmv: money,
  userPaid: money,
  refunded: money,
  lines: z.int(),
  /** The seller's number of the customer, with its middle left out. */
  customer: z.string().nullable(),
  orderedAt: instant,
  paidAt: instant.nullable(),
  simulated: z.boolean(),
});

export const orderView = orderSummary.extend({
  shippedAt: instant.nullable(),
  completedAt: instant.nullable(),
  presale: z.boolean(),
  version: z.int(),
  expiresAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  cancelReason: z.enum(['shopper', 'timeout']).nullable(),
  /** Whether there is somebody to send it to, to be revealed for a parcel. */
  hasRecipient: z.boolean(),
  shipments: z.array(shipmentView),
  /** What coupons took off its lines, by who bears it. */
  discount: money,
  orderLines: z.array(
    z.object({
      id: z.string(),
      sku: z.string(),
      title: z.string(),
      productId: z.string().nullable(),
      quantity: z.int(),
      gmv: money,
      userPaid: money,
      refunded: money,
      refundedQuantity: z.int(),
      discounts: z.array(discountView),
      /** Units promised and not shipped, less those that a refund waits for. */
      toShip: z.int(),
      shippedQuantity: z.int(),
      refundable: money,
      refundableQuantity: z.int(),
      touch: touchView,
    }),
  ),
  payments: z.array(
    z.object({ id: z.string(), provider: z.string(), amount: money, currency, paidAt: instant }),
  ),
  refunds: z.array(
    z.object({
      id: z.string(),
      externalId: z.string().nullable(),
      state: z.string(),
      stage: z.string(),
      amount: money,
      currency,
      refundedAt: instant,
      reason: z.string().nullable(),
      requestedBy: z.enum(['shopper', 'shop']).nullable(),
      requestedAt: instant.nullable(),
      decision: z.enum(['approved', 'refused']).nullable(),
      decisionNote: z.string().nullable(),
      decidedAt: instant.nullable(),
      lines: z.array(
        z.object({ sku: z.string(), quantity: z.int(), amount: money, orderLineId: z.string().nullable() }),
      ),
    }),
  ),
});

export type ImportStart = z.infer<typeof importStart>;
export type ImportView = z.infer<typeof importView>;
export type ImportPreview = z.infer<typeof importPreview>;
export type ImportReject = z.infer<typeof importReject>;
export type OrderSummary = z.infer<typeof orderSummary>;
export type OrderView = z.infer<typeof orderView>;

export const shopperView = z.object({
  id: z.string(),
  nickname: z.string().nullable(),
  /** Never signed in: known by this device only. */
  isGuest: z.boolean(),
  locale: z.enum(['zh', 'en']).nullable(),
  simulated: z.boolean(),
});
export const shopperSessionStart = z.strictObject({ locale: z.enum(['zh', 'en']).optional() });
export const shopperSession = z.object({
  shopper: shopperView,
  /** For programs, once, when the session is new; pages have it as a cookie. */
  token: z.string().nullable(),
});
export type ShopperView = z.infer<typeof shopperView>;

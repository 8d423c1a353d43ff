/** Wire schemas of cart, checkout, purchases, fulfilment and refunds; browser-safe. Money in minor units. */
import { z } from 'zod';
import { type IdKind, idPrefixes, parseId } from '#kernel/ids';
import { couponTerms } from '../coupons/coupon-contract.ts';

const instant = z.iso.datetime();
const currency = z.string().regex(/^[A-Z]{3}$/);
const money = z.int();

const idOf = (kind: IdKind) =>
  z
    .string()
    .max(36)
    .refine((text) => parseId(kind, text) !== null, { error: `must be an id such as ${idPrefixes[kind]}_…` });

/** An opaque token that says what led to a product; signed by whoever showed it. */
export const touchToken = z.string().max(1_000).nullable();
export const touchSecond = z.int().min(0).max(86_400).nullable();

/** Of one SKU in one order; larger purchases are made with the shop. */
export const quantityMax = 999;
export const linesMax = 50;

/** Why a line cannot be bought as it stands. */
export const lineState = z.enum(['ok', 'short', 'sold_out', 'off_shelf']);

export const cartLineView = z.object({
  skuId: z.string(),
  productId: z.string(),
  code: z.string(),
  name: z.string(),
  skuName: z.string(),
  picture: z.string().nullable(),
  price: money,
  listPrice: money.nullable(),
  quantity: z.int(),
  available: z.int(),
  selected: z.boolean(),
  state: lineState,
});
export const cartView = z.object({
  shops: z.array(
    z.object({ shopId: z.string(), shopName: z.string(), currency, lines: z.array(cartLineView) }),
  ),
  /** Units in the cart, for the badge. */
  quantity: z.int(),
});
export const cartPut = z.strictObject({
  quantity: z.int().min(0).max(quantityMax),
  selected: z.boolean().optional(),
  touch: touchToken.optional(),
  touchSecond: touchSecond.optional(),
});

export const checkoutLine = z.strictObject({
  skuId: idOf('sku'),
  quantity: z.int().min(1).max(quantityMax),
  touch: touchToken.optional(),
  touchSecond: touchSecond.optional(),
});
const whatToBuy = {
  /** Either lines, or what is selected in the cart. */
  lines: z.array(checkoutLine).min(1).max(linesMax).optional(),
  fromCart: z.literal(true).optional(),
  /**
   * What to use with a shop's order: a claimed coupon, or null for none. Shops that are not named use the one that
   * takes most off.
   */
  coupons: z
    .array(z.strictObject({ shopId: idOf('shop'), claimedCouponId: idOf('claimedCoupon').nullable() }))
    .max(linesMax)
    .optional(),
};
const eitherLinesOrCart = (asked: { lines?: unknown; fromCart?: unknown }) =>
  (asked.lines === undefined) !== (asked.fromCart === undefined);
const either = { error: 'send either lines or fromCart', path: ['lines'] };
export const quoteAsk = z
  .strictObject({ ...whatToBuy, addressId: idOf('address').optional() })
  .refine(eitherLinesOrCart, either);
export const checkoutPlace = z
  .strictObject({
    ...whatToBuy,
    addressId: idOf('address'),
    /** The total that the shopper was shown: another one is refused instead of charged. */
    total: money.min(0).optional(),
  })
  .refine(eitherLinesOrCart, either);

/** Who gives a discount up 优惠承担方; the sum of the bearers' shares is the discount. */
export const discountView = z.object({
  kind: z.string(),
  label: z.string(),
  amount: money,
  bearer: z.enum(['shop', 'platform', 'creator']),
});
/** A coupon that the shopper holds for a shop, and what it would do for this order. */
export const quotedCoupon = z.object({
  /** Of the claimed one. */
  id: z.string(),
  couponId: z.string(),
  name: z.string(),
  terms: couponTerms,
  usableUntil: instant,
  amount: money,
  /** Why it takes nothing off; null where it does. */
  useless: z.enum(['not_covered', 'below_threshold', 'nothing_left']).nullable(),
  /** How much more of what it covers would reach its threshold. */
  missing: money,
});
export const quotedLine = z.object({
  skuId: z.string(),
  productId: z.string(),
  name: z.string(),
  skuName: z.string(),
  picture: z.string().nullable(),
  quantity: z.int(),
  price: money,
  /** price × quantity. */
  goods: money,
  discounts: z.array(discountView),
  /** goods less the discounts: what the shopper pays for this line. */
  payable: money,
});
export const quoteView = z.object({
  currency: currency.nullable(),
  shops: z.array(
    z.object({
      shopId: z.string(),
      shopName: z.string(),
      lines: z.array(quotedLine),
      /** The one that is used. */
      coupon: z.object({ id: z.string(), name: z.string(), amount: money }).nullable(),
      coupons: z.array(quotedCoupon),
      goods: money,
      discount: money,
      postage: money,
      payable: money,
    }),
  ),
  goods: money,
  discount: money,
  postage: money,
  total: money,
  /** What stands in the way of placing the order; empty when nothing does. */
  problems: z.array(z.object({ skuId: z.string(), state: lineState, available: z.int() })),
});

export const checkoutState = z.enum(['awaiting_payment', 'paid', 'cancelled', 'expired']);
export const paymentAttemptView = z.object({
  id: z.string(),
  provider: z.string(),
  state: z.enum(['pending', 'succeeded', 'failed']),
  /** Money that came after the checkout was closed; it goes back by itself. */
  late: z.boolean(),
  failure: z.string().nullable(),
  at: instant,
});
export const checkoutView = z.object({
  id: z.string(),
  state: checkoutState,
  total: money,
  currency,
  placedAt: instant,
  expiresAt: instant,
  orders: z.array(
    z.object({
      id: z.string(),
      shopId: z.string(),
      shopName: z.string(),
      state: z.string(),
      total: money,
      lines: z.int(),
    }),
  ),
  payments: z.array(paymentAttemptView),
});

/** What the built-in test provider is to do; other providers take none of it. */
export const testOutcome = z.enum([
  'succeed',
  'fail',
  'late',
  'late_fail',
  'twice',
  'before_response',
  'silent',
  'refund_fails',
  'refund_late',
]);
export const checkoutPay = z.strictObject({
  provider: z.literal('test'),
  outcome: testOutcome.optional(),
  /** For the late outcomes; two seconds when left out. */
  delayMs: z.int().min(0).max(3_600_000).optional(),
});

export const shipmentView = z.object({
  id: z.string(),
  carrier: z.string(),
  trackingNumber: z.string(),
  shippedAt: instant,
  lines: z.array(z.object({ orderLineId: z.string(), quantity: z.int() })),
});

export const refundState = z.enum(['pending', 'in_progress', 'succeeded', 'failed', 'recovered']);
export const purchaseRefund = z.object({
  id: z.string(),
  state: refundState,
  stage: z.string(),
  amount: money,
  reason: z.string().nullable(),
  decision: z.enum(['approved', 'refused']).nullable(),
  decisionNote: z.string().nullable(),
  requestedAt: instant,
  lines: z.array(z.object({ orderLineId: z.string(), quantity: z.int(), amount: money })),
});
/** One order as its shopper sees it. */
export const purchaseView = z.object({
  id: z.string(),
  checkoutId: z.string(),
  shopId: z.string(),
  shopName: z.string(),
  state: z.string(),
  currency,
  total: money,
  /** What was taken off; a coupon comes back when all is refunded before anything is shipped. */
  discount: money,
  refunded: money,
  orderedAt: instant,
  expiresAt: instant.nullable(),
  paidAt: instant.nullable(),
  shippedAt: instant.nullable(),
  completedAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  version: z.int(),
  lines: z.array(
    z.object({
      id: z.string(),
      productId: z.string().nullable(),
      skuId: z.string().nullable(),
      name: z.string(),
      picture: z.string().nullable(),
      quantity: z.int(),
      paid: money,
      /** What it cost before these; `paid` is what is left. */
      goods: money,
      discounts: z.array(discountView),
      refunded: money,
      refundable: money,
      refundableQuantity: z.int(),
      shippedQuantity: z.int(),
    }),
  ),
  shipments: z.array(shipmentView),
  refunds: z.array(purchaseRefund),
  /** What may be done now. */
  can: z.object({ pay: z.boolean(), cancel: z.boolean(), receive: z.boolean(), refund: z.boolean() }),
});
export const purchasesQuery = z.object({
  state: z.enum(['awaiting_payment', 'to_ship', 'to_receive', 'completed', 'refunds']).optional(),
});

export const versioned = z.strictObject({ version: z.int().min(1) });
const refundLineAsk = z.strictObject({
  lineId: idOf('orderLine'),
  quantity: z.int().min(0).max(quantityMax),
  /** The line's share for the quantity when left out. */
  amount: money.min(1).optional(),
});
export const refundAsk = z.strictObject({
  version: z.int().min(1),
  lines: z.array(refundLineAsk).min(1).max(linesMax),
  reason: z.string().trim().min(1).max(500),
});
export const refundDecide = z
  .strictObject({
    version: z.int().min(1),
    decision: z.enum(['approved', 'refused']),
    note: z.string().trim().max(500).optional(),
  })
  .refine(({ decision, note }) => decision === 'approved' || Boolean(note), {
    error: 'a refusal needs its reason',
    path: ['note'],
  });
/** One refund as the shop sees it. */
export const refundView = z.object({
  id: z.string(),
  orderId: z.string(),
  shopId: z.string(),
  state: refundState,
  stage: z.string(),
  currency,
  amount: money,
  requestedBy: z.enum(['shopper', 'shop']),
  reason: z.string().nullable(),
  requestedAt: instant,
  decision: z.enum(['approved', 'refused']).nullable(),
  decisionNote: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  refundedAt: instant.nullable(),
  failure: z.string().nullable(),
  simulated: z.boolean(),
  version: z.int(),
  lines: z.array(
    z.object({
      orderLineId: z.string(),
      sku: z.string(),
      title: z.string(),
      quantity: z.int(),
      amount: money,
    }),
  ),
});

export const preparedView = z.object({ id: z.string(), state: z.string(), version: z.int() });

const carrier = z.string().trim().min(1).max(60);
const trackingNumber = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[\w-]+$/, { error: 'letters, digits and hyphens only' });
export const shipAsk = z.strictObject({
  version: z.int().min(1),
  carrier,
  trackingNumber,
  /** Everything that is left to ship when left out. */
  lines: z
    .array(z.strictObject({ lineId: idOf('orderLine'), quantity: z.int().min(1).max(quantityMax) }))
    .min(1)
    .max(linesMax)
    .optional(),
});
export const bulkShip = z.strictObject({
  carrier,
  items: z
    .array(z.strictObject({ orderId: idOf('order'), trackingNumber }))
    .min(1)
    .max(200),
});
export const bulkShipped = z.object({
  items: z.array(
    z.object({
      orderId: z.string(),
      shipped: z.boolean(),
      code: z.string().nullable(),
      /** A stable word for what exactly was wrong. */
      reason: z.string().nullable(),
      detail: z.string().nullable(),
    }),
  ),
});
export const orderCounts = z.object({
  awaiting_payment: z.int(),
  paid: z.int(),
  part_shipped: z.int(),
  shipped: z.int(),
  /** Refunds that wait for the shop. */
  refunds: z.int(),
});
export const recipientView = z.object({
  recipient: z.string(),
  phone: z.string(),
  region: z.string(),
  street: z.string(),
});

export type CartView = z.infer<typeof cartView>;
export type CartLineView = z.infer<typeof cartLineView>;
export type LineState = z.infer<typeof lineState>;
export type QuoteView = z.infer<typeof quoteView>;
export type QuotedCoupon = z.infer<typeof quotedCoupon>;
export type CheckoutView = z.infer<typeof checkoutView>;
export type TestOutcome = z.infer<typeof testOutcome>;
export type PurchaseView = z.infer<typeof purchaseView>;
export type RefundView = z.infer<typeof refundView>;
export type ShipmentView = z.infer<typeof shipmentView>;
export type BulkShipped = z.infer<typeof bulkShipped>;
export type OrderCounts = z.infer<typeof orderCounts>;
export type RecipientView = z.infer<typeof recipientView>;

/** Wire schemas of coupons; browser-safe. Money in minor units of the shop's currency. */
import { z } from 'zod';
import { type IdKind, idPrefixes, parseId } from '#kernel/ids';
import { claimedStates, couponStates, handMoves } from './coupon.ts';

const instant = z.iso.datetime();
const instantIn = z.iso.datetime({ offset: true });
const money = z.int();
const currency = z.string().regex(/^[A-Z]{3}$/);
const amount = money.min(1).max(100_000_000_000);

const idOf = (kind: IdKind) =>
  z
    .string()
    .max(36)
    .refine((text) => parseId(kind, text) !== null, { error: `must be an id such as ${idPrefixes[kind]}_…` });

/** What a coupon is worth: 立减, 满减 or 折扣. `percentOff` 15 is what 85 折 says. */
export const couponTerms = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('direct'), amountOff: amount }),
  z.strictObject({ kind: z.literal('threshold'), amountOff: amount, threshold: amount }),
  z.strictObject({
    kind: z.literal('percentage'),
    percentOff: z.int().min(1).max(99),
    discountMax: amount.nullable(),
  }),
]);

/** When a claimed one is good: between two instants, or for days from when it was claimed. */
export const couponUse = z.union([
  z.strictObject({ from: instantIn, until: instantIn }),
  z.strictObject({ days: z.int().min(1).max(365) }),
]);

export const couponProductsMax = 200;
export const couponGroupsMax = 20;

const written = {
  name: z.string().trim().min(1).max(60),
  terms: couponTerms,
  /** Null covers the whole shop. */
  productIds: z.array(idOf('product')).min(1).max(couponProductsMax).nullable(),
  quantity: z.int().min(1).max(100_000_000),
  perShopper: z.int().min(1).max(10),
  claimFrom: instantIn,
  claimUntil: instantIn,
  use: couponUse,
  forWhom: z.enum(['everybody', 'groups']),
  /** Groups of delivered audiences; members of any may have it, nobody who is held out of one. */
  groupIds: z.array(idOf('group')).max(couponGroupsMax),
  /** It is put among the coupons of whoever may have it when they come. */
  granted: z.boolean(),
};

export const couponCreate = z.strictObject({ shopId: idOf('shop'), ...written });
export const couponPut = z.strictObject({ version: z.int().min(1), ...written });
export const couponMove = z.strictObject({ version: z.int().min(1), move: z.enum(handMoves) });

const named = z.object({ id: z.string(), name: z.string() });

/** A group that a coupon can be for. */
export const couponGroup = named.extend({ people: z.int(), heldOut: z.int(), isOpen: z.boolean() });
export const couponGroups = z.object({ items: z.array(couponGroup) });

export const couponView = z.object({
  id: z.string(),
  shopId: z.string(),
  currency,
  name: z.string(),
  terms: couponTerms,
  products: z.array(named).nullable(),
  perShopper: z.int(),
  claimFrom: instant,
  claimUntil: instant,
  use: couponUse,
  forWhom: z.enum(['everybody', 'groups']),
  groups: z.array(couponGroup),
  granted: z.boolean(),
  state: z.enum(couponStates),
  endedBy: z.enum(['clock', 'quantity', 'hand']).nullable(),
  quantity: z.int(),
  claimed: z.int(),
  left: z.int(),
  /** Of the claimed: held by checkouts that await payment, used, expired. */
  held: z.int(),
  used: z.int(),
  expired: z.int(),
  /** Paid orders with it, what it took off them and what shoppers paid; orders refunded later included. */
  orders: z.int(),
  discount: money,
  paid: money,
  simulated: z.boolean(),
  version: z.int(),
  createdAt: instant,
});

const offered = {
  shopId: z.string(),
  shopName: z.string(),
  currency,
  name: z.string(),
  terms: couponTerms,
  /** Null where it covers the whole shop. */
  productIds: z.array(z.string()).nullable(),
};

/** A coupon as somebody who may claim it sees it. */
export const offeredCoupon = z.object({
  id: z.string(),
  ...offered,
  use: couponUse,
  claimUntil: instant,
  left: z.int(),
  /** How many of it the shopper has had, and how many more they may have. */
  mine: z.int(),
  more: z.int(),
});
export const offeredCoupons = z.object({ items: z.array(offeredCoupon) });
export const offeredQuery = z
  .object({
    shopId: idOf('shop').optional(),
    productId: idOf('product').optional(),
  })
  .refine(({ shopId, productId }) => (shopId === undefined) !== (productId === undefined), {
    error: 'name either a shop or a product',
    path: ['shopId'],
  });

/** A coupon in the shopper's hands 我的优惠券. */
export const claimedCoupon = z.object({
  id: z.string(),
  couponId: z.string(),
  ...offered,
  state: z.enum(claimedStates),
  claimedAt: instant,
  usableFrom: instant,
  usableUntil: instant,
  /** The order that holds or used it. */
  orderId: z.string().nullable(),
});
export const walletQuery = z.object({ state: z.enum(['usable', 'used', 'expired']).optional() });

export type CouponWrite = z.infer<typeof couponPut>;
export type CouponCreate = z.infer<typeof couponCreate>;
export type CouponView = z.infer<typeof couponView>;
export type CouponGroups = z.infer<typeof couponGroups>;
export type OfferedCoupon = z.infer<typeof offeredCoupon>;
export type OfferedCoupons = z.infer<typeof offeredCoupons>;
export type ClaimedCoupon = z.infer<typeof claimedCoupon>;

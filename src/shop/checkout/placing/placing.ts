import { newId } from '#kernel/ids';
import type { HoldWanted } from '../../coupons/claimed/hold-claimed-store.ts';
import type { Touch } from '../../orders/order.ts';
import type { Shopper } from '../../shoppers/shopper.ts';
import { titleOf } from '../offer.ts';
import { type PricedShop, sum } from '../price.ts';

/** A checkout that is not paid within this time is closed, and its stock is free again. */
export const paymentMs = 15 * 60_000;

/** A checkout as it will be written, with all its ids, before any stock is taken. */
export type Placing = {
  readonly checkoutId: string;
  readonly shopperId: string;
  readonly person: number;
  readonly simulated: boolean;
  readonly addressId: string;
  readonly requestKey: string | null;
  readonly currency: string;
  readonly total: number;
  readonly placedAtMs: number;
  readonly expiresAtMs: number;
  readonly orders: readonly PlacingOrder[];
};
export type PlacingOrder = {
  readonly id: string;
  readonly organizationId: string;
  readonly shopId: string;
  readonly shopName: string;
  readonly total: number;
  /** The claimed coupon that it holds until it is paid or closed. */
  readonly coupon: { readonly claimedId: string; readonly couponId: string; readonly label: string } | null;
  readonly lines: readonly PlacingLine[];
};
export type PlacingLine = {
  readonly id: string;
  readonly skuId: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  /** What the shopper was told; stock is only taken where it still holds. */
  readonly price: number;
  readonly gmv: number;
  readonly userPaid: number;
  /** What its order's coupon takes off it; borne by the shop. */
  readonly discount: number;
  readonly touch: Touch | null;
};

/** What became of it. `stock` and `changed` name the SKUs at fault. */
export type Placed =
  | { readonly state: 'placed' }
  /** The same request was placed before, by a server that did not live to say so. */
  | { readonly state: 'known'; readonly checkoutId: string }
  | { readonly state: 'no_address' }
  /** A coupon is not free any more: another order holds it, or its time is over. */
  | { readonly state: 'coupon' }
  | { readonly state: 'stock' | 'changed'; readonly skuIds: readonly string[] };

export type PlacingAsk = {
  readonly shopper: Shopper;
  readonly addressId: string;
  readonly requestKey: string | null;
  readonly shops: readonly PricedShop[];
  readonly touchOf: (token: string | null, second: number | null) => Touch | null;
  readonly nowMs: number;
};

export function draftPlacing({ shopper, addressId, requestKey, shops, touchOf, nowMs }: PlacingAsk): Placing {
  return {
    checkoutId: newId('checkout', nowMs),
    shopperId: shopper.id,
    person: shopper.person,
    simulated: shopper.simulated,
    addressId,
    requestKey,
    currency: shops[0]?.currency ?? '',
    total: sum(shops, (shop) => shop.payable),
    placedAtMs: nowMs,
    expiresAtMs: nowMs + paymentMs,
    orders: shops.map((shop) => ({
      id: newId('order', nowMs),
      organizationId: shop.organizationId,
      shopId: shop.shopId,
      shopName: shop.shopName,
      total: shop.payable,
      coupon: shop.coupon && {
        claimedId: shop.coupon.coupon.claimedId,
        couponId: shop.coupon.coupon.couponId,
        label: shop.coupon.coupon.name,
      },
      lines: shop.lines.map(({ wanted, offer, goods, payable }) => ({
        id: newId('orderLine', nowMs),
        skuId: offer.skuId,
        productId: offer.productId,
        sku: offer.code,
        title: titleOf(offer),
        quantity: wanted.quantity,
        price: offer.price,
        // Discounts borne by the platform or a creator would count for the shop's turnover; its own do not.
        gmv: payable,
        userPaid: payable,
        discount: goods - payable,
        touch: touchOf(wanted.touch, wanted.touchSecond),
      })),
    })),
  };
}

export const linesOf = (placing: Placing): readonly PlacingLine[] =>
  placing.orders.flatMap((order) => order.lines);

/** The claimed coupons that a checkout wants to hold. */
export const holdsOf = (placing: Placing): HoldWanted[] =>
  placing.orders.flatMap(({ id, coupon }) =>
    coupon
      ? [
          {
            claimedId: coupon.claimedId,
            shopperId: placing.shopperId,
            orderId: id,
            atMs: placing.placedAtMs,
          },
        ]
      : [],
  );

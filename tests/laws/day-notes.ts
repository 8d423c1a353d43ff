/** What the shoppers of a day wrote down themselves; amounts in minor units, ids as they are shown. */

export type OrderNote = {
  readonly orderId: string;
  /** Place of the stall in the market. */
  readonly stall: number;
  readonly shopper: string;
  /** Prices of the product pages × units, less what the shop's coupon takes off, before anything was asked of the server. */
  readonly amount: number;
  readonly units: number;
  readonly mustBePaid: boolean;
};

export type RefundNote = {
  readonly refundId: string;
  readonly orderId: string;
  readonly stall: number;
  readonly amount: number;
  readonly beforeShipping: boolean;
  readonly mustSucceed: boolean;
};

/** One coupon of a stall, claimed or expired. */
export type CouponNote = { readonly stall: number; readonly couponId: string };

export type CouponUseNote = CouponNote & {
  readonly orderId: string;
  readonly off: number;
  /** What the order cost with it. */
  readonly paid: number;
  readonly mustBePaid: boolean;
  /** All was sent back before anything was shipped, and the coupon with it. */
  cameBack: boolean;
};

export type AdNote = {
  readonly kind: 'impression' | 'click';
  readonly planId: string;
  readonly requestId: string;
  readonly shopper: string;
};

export class DayNotes {
  readonly orders: OrderNote[] = [];
  readonly refunds: RefundNote[] = [];
  readonly ads: AdNote[] = [];
  readonly claims: CouponNote[] = [];
  readonly expired: CouponNote[] = [];
  readonly couponUses: CouponUseNote[] = [];
  /** Coupons of which none was left, or no more to be had by one person. */
  claimsRefused = 0;
  checkoutsWithCoupon = 0;
  /** Coupons of checkouts that were called off, which could be used again. */
  couponsReleased = 0;
  /** Placed in vain: somebody else had the last piece. */
  soldOut = 0;
  readonly #told = new Map<string, number>();

  /** An event of a stall that the server took and had not taken before. */
  tell(stall: number, event: string): void {
    const key = `${stall} ${event}`;
    this.#told.set(key, (this.#told.get(key) ?? 0) + 1);
  }

  told(stall: number, event: string): number {
    return this.#told.get(`${stall} ${event}`) ?? 0;
  }
}

/** What the notes of one stall sum to, under the names of the metrics. */
export function sumsOf(notes: DayNotes, stall: number) {
  const paid = notes.orders.filter((order) => order.stall === stall && order.mustBePaid);
  const refunds = notes.refunds.filter((refund) => refund.stall === stall && refund.mustSucceed);
  const sum = <Note>(list: readonly Note[], of: (note: Note) => number) =>
    list.reduce((total, note) => total + of(note), 0);
  const gmv = sum(paid, ({ amount }) => amount);
  const refunded = sum(refunds, ({ amount }) => amount);
  const before = sum(refunds, ({ beforeShipping, amount }) => (beforeShipping ? amount : 0));
  return {
    gmv,
    user_paid: gmv,
    items: sum(paid, ({ units }) => units),
    paid_orders: paid.length,
    buyers: new Set(paid.map(({ shopper }) => shopper)).size,
    refund_amount: refunded,
    refund_before_shipping: before,
    refund_after_shipping: refunded - before,
    orders_refunded: new Set(refunds.map(({ orderId }) => orderId)).size,
    gmv_after_refund: gmv - refunded,
    content_impressions: notes.told(stall, 'Content Impression'),
    product_impressions: notes.told(stall, 'Product Impression'),
    product_clicks: notes.told(stall, 'Product Clicked'),
  };
}

/** What the notes say of one coupon, under the names of its report. */
export function couponSumsOf({ claims, expired, couponUses }: DayNotes, couponId: string) {
  const isOfIt = (note: CouponNote) => note.couponId === couponId;
  const paid = couponUses.filter((use) => isOfIt(use) && use.mustBePaid);
  return {
    claimed: claims.filter(isOfIt).length,
    used: paid.filter(({ cameBack }) => !cameBack).length,
    expired: expired.filter(isOfIt).length,
    orders: paid.length,
    discount: paid.reduce((sum, { off }) => sum + off, 0),
    paid: paid.reduce((sum, use) => sum + use.paid, 0),
  };
}

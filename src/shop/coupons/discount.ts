import { prorate } from '#kernel/money';
import type { CouponTerms } from './coupon.ts';

/** A claimed coupon as prices know it. */
export type UsableCoupon = {
  readonly claimedId: string;
  readonly couponId: string;
  readonly shopId: string;
  readonly name: string;
  readonly terms: CouponTerms;
  /** Null where it covers all of its shop. */
  readonly productIds: readonly string[] | null;
  readonly usableUntilMs: number;
};

/** A line of one shop's order: `goods` is its price times its quantity, in minor units. */
export type CoverableLine = {
  readonly productId: string;
  readonly quantity: number;
  readonly goods: number;
};

/** Why a coupon takes nothing off: none of its products, too little of them, or nothing that could be taken off. */
export type UselessBecause = 'not_covered' | 'below_threshold' | 'nothing_left';

export type TakenOff =
  /** `parts` in the order of the lines, each from 0 to less than its line. */
  | { readonly total: number; readonly parts: readonly number[] }
  | {
      readonly useless: UselessBecause;
      /** How much more of what it covers would reach the threshold. */
      readonly missing: number;
    };

/**
 * What a coupon takes off the lines of its shop's order, spread over those it covers by largest remainder. It leaves
 * one minor unit for every piece: no payment and no refund of nothing exists here, and so every piece of a line can
 * be paid and given back for itself.
 */
export function takeOff(
  { terms, productIds }: Pick<UsableCoupon, 'terms' | 'productIds'>,
  lines: readonly CoverableLine[],
): TakenOff {
  const covers = (line: CoverableLine) => productIds === null || productIds.includes(line.productId);
  const goods = lines.reduce((sum, line) => sum + (covers(line) ? line.goods : 0), 0);
  if (goods === 0) return { useless: 'not_covered', missing: 0 };
  if (terms.kind === 'threshold' && goods < terms.threshold)
    return { useless: 'below_threshold', missing: terms.threshold - goods };
  const most = lines.map((line) => (covers(line) ? line.goods - line.quantity : 0));
  const mostInAll = most.reduce((sum, part) => sum + part, 0);
  const total = Math.min(worthOf(terms, goods), mostInAll);
  return total < 1 ? { useless: 'nothing_left', missing: 0 } : { total, parts: prorate(total, most) };
}

/** What the terms say of goods of this worth; a share is rounded down. */
function worthOf(terms: CouponTerms, goods: number): number {
  if (terms.kind !== 'percentage') return terms.amountOff;
  const share = Number((BigInt(goods) * BigInt(terms.percentOff)) / 100n);
  return terms.discountMax === null ? share : Math.min(share, terms.discountMax);
}

export type Taking = {
  readonly coupon: UsableCoupon;
  readonly total: number;
  readonly parts: readonly number[];
};

/** The coupon that takes most off; of equals the one that ends first, so that the other can be used later. */
export function bestOf(coupons: readonly UsableCoupon[], lines: readonly CoverableLine[]): Taking | null {
  let best: Taking | null = null;
  for (const coupon of coupons) {
    const taken = takeOff(coupon, lines);
    if ('useless' in taken) continue;
    if (best === null || isBetter(coupon, taken.total, best)) best = { coupon, ...taken };
  }
  return best;
}

function isBetter(coupon: UsableCoupon, total: number, best: Taking): boolean {
  if (total !== best.total) return total > best.total;
  if (coupon.usableUntilMs !== best.coupon.usableUntilMs)
    return coupon.usableUntilMs < best.coupon.usableUntilMs;
  return coupon.claimedId < best.coupon.claimedId;
}

import { setTimeout as pause } from 'node:timers/promises';
import type { ClaimedCoupon, OfferedCoupon, OfferedCoupons } from '#shop/contract';
import { Refused, type StorefrontPhone } from './storefront-phone.ts';
import type { Living } from './watch-and-wish.ts';

/** A coupon in a shopper's own books: what it promises is what its ticket said. */
export type Held = {
  readonly id: string;
  readonly couponId: string;
  readonly stall: number;
  readonly says: OfferedCoupon;
  /** Which of this coupon the shopper's it is, from 1. */
  nth: number;
  state: 'free' | 'taken' | 'expired';
};

export type Purse = { readonly coupons: Held[] };

const claimChance = 0.6;
/** A give-back comes with the money, which the payment provider may be slow with. */
const patienceMs = 60_000;

/** Claims some of what a shop offers, as often as one may and now and then once too often. */
export async function claimSome(
  living: Living,
  phone: StorefrontPhone,
  purse: Purse,
  shopId: string,
): Promise<void> {
  const { market, notes, random } = living;
  const stall = market.stalls.findIndex((one) => one.shopId === shopId);
  const { items } = await phone.ask<OfferedCoupons>('GET', `/coupons?shopId=${shopId}`);
  for (const says of items) {
    const had = purse.coupons.filter(({ couponId }) => couponId === says.id).length;
    if (says.mine !== had) throw new Error(`${says.name} is said to be had ${says.mine} times, not ${had}.`);
    for (let nth = had + 1; random() < claimChance; nth++) {
      const claimed = await claim(phone, says);
      if (!claimed) {
        notes.claimsRefused++;
        break;
      }
      notes.claims.push({ couponId: says.id, stall });
      purse.coupons.push({ id: claimed.id, couponId: says.id, stall, says, nth, state: 'free' });
    }
  }
}

/** Null where none is left, or the shopper has as many as one may. */
async function claim(phone: StorefrontPhone, { id }: OfferedCoupon): Promise<ClaimedCoupon | null> {
  try {
    return await phone.ask<ClaimedCoupon>('POST', `/coupons/${id}/claim`);
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'coupon_unavailable') throw error;
    return null;
  }
}

/** Two purses of one person: what the guest brings stands behind what is there, and what is too much is worth nothing. */
export function mergePurses({ notes, market }: Living, into: Purse, from: Purse): void {
  const had = Map.groupBy(into.coupons, ({ couponId }) => couponId);
  for (const held of from.coupons) {
    held.nth += had.get(held.couponId)?.length ?? 0;
    const most = market.stalls[held.stall]?.coupons.find(({ id }) => id === held.couponId)?.perShopper ?? 0;
    if (held.nth > most) {
      held.state = 'expired';
      notes.expired.push({ couponId: held.couponId, stall: held.stall });
    }
    into.coupons.push(held);
  }
}

/** Waits until a coupon is among those that can be used again. */
export async function awaitBack(phone: StorefrontPhone, held: Held): Promise<void> {
  const endMs = performance.now() + patienceMs;
  for (;;) {
    const { items } = await phone.ask<{ items: ClaimedCoupon[] }>(
      'GET',
      '/my-coupons?state=usable&limit=100',
    );
    if (items.some(({ id, state }) => id === held.id && state === 'claimed')) break;
    if (performance.now() > endMs) throw new Error(`${held.says.name} has not come back.`);
    await pause(100);
  }
  held.state = 'free';
}

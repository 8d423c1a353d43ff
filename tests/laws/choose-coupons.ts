import type { ClaimedCoupon } from '#shop/contract';
import type { Buyer } from './buy-and-return.ts';
import { takenOff } from './discount-by-hand.ts';
import type { Held, Purse } from './shopper-purse.ts';
import type { Living, Wish } from './watch-and-wish.ts';

/** What a shopper wants to use in one shop: what takes most off, this one, or none; and what must be taken off then. */
export type CouponChosen = {
  readonly asks: 'best' | Held | null;
  readonly off: number;
};

/** Of people at a checkout: most leave it to the shop, some choose, a few save theirs for later. */
const chances = { choose: 0.3, none: 0.15 };

export function chooseCoupons(
  { random, market }: Living,
  purse: Purse,
  wishes: readonly Wish[],
): ReadonlyMap<string, CouponChosen> {
  const byShop = Map.groupBy(wishes, ({ shopId }) => shopId);
  return new Map(
    [...byShop].map(([shopId, lines]): [string, CouponChosen] => {
      const stall = market.stalls.findIndex((one) => one.shopId === shopId);
      const useful = purse.coupons
        .filter((held) => held.stall === stall && held.state === 'free')
        .map((held) => ({ held, off: takenOff(held, lines) }))
        .filter(({ off }) => off > 0);
      const drawn = random();
      const one = useful[Math.floor(random() * useful.length)];
      if (one && drawn < chances.choose) return [shopId, { asks: one.held, off: one.off }];
      if (drawn > 1 - chances.none) return [shopId, { asks: null, off: 0 }];
      return [shopId, { asks: 'best', off: Math.max(0, ...useful.map(({ off }) => off)) }];
    }),
  );
}

/** The coupon that an order took, as the shopper's own coupons show it; another than was meant is a mistake of the shop. */
export async function couponUsed(
  { phone, purse }: Buyer,
  orderId: string,
  wishes: readonly Wish[],
  chosen: CouponChosen | null,
): Promise<Held | null> {
  const { items } = await phone.ask<{ items: ClaimedCoupon[] }>('GET', '/my-coupons?limit=100');
  const shown = items.find((one) => one.orderId === orderId);
  if (!shown) {
    if (chosen && chosen.off > 0) throw new Error(`${orderId} took no coupon.`);
    return null;
  }
  const held = purse.coupons.find(({ id }) => id === shown.id);
  const own = wishes.filter(({ shopId }) => shopId === shown.shopId);
  const isMeant = chosen?.asks === 'best' || chosen?.asks?.id === held?.id;
  if (held?.state !== 'free' || !isMeant || takenOff(held, own) !== chosen?.off)
    throw new Error(`${orderId} took ${shown.name}, which was not meant.`);
  held.state = 'taken';
  return held;
}

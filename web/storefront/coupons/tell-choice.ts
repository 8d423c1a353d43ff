import type { QuoteView } from '#shop/contract';
import { tell } from '../telemetry/telemetry.ts';
import { touchParts } from '../telemetry/touches.ts';

type Shop = QuoteView['shops'][number];

/** Tells of a coupon that is chosen for a shop's order, and of the one that it takes the place of. */
export function tellChoice(shop: Shop, claimedId: string | null): void {
  const before = shop.coupon?.id ?? null;
  if (before === claimedId) return;
  const [line] = shop.lines;
  const touch = line ? touchParts(line.productId) : {};
  if (before !== null) tell({ event: 'Coupon Removed', claimedCouponId: before, ...touch });
  if (claimedId !== null) tell({ event: 'Coupon Entered', claimedCouponId: claimedId, ...touch });
}

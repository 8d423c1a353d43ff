import { openSealing } from '#platform/sealing';
import type { TakeoutPart, TakeoutSources } from '#platform/takeout';
import { accountPart, addressesPart, sessionsPart } from './account-parts-store.ts';
import { cartPart, checkoutsPart, couponsPart } from './buying-parts-store.ts';
import { ordersPart } from './orders-part.ts';

/** What the shop keeps of a shopper. */
export function shopTakeout({ records, instanceSecret }: TakeoutSources): readonly TakeoutPart[] {
  const parts = { records, sealing: openSealing(instanceSecret) };
  return [
    accountPart(parts),
    sessionsPart(parts),
    addressesPart(parts),
    cartPart(records),
    couponsPart(records),
    checkoutsPart(records),
    ordersPart(parts),
  ];
}

import { holdsOf, type Placing } from './placing.ts';

/** Which placings may hold the coupons they want, first come first served: a claimed coupon goes to one order. */
export function decideCoupons(placings: readonly Placing[], free: ReadonlySet<string>): readonly boolean[] {
  const held = new Set<string>();
  return placings.map((placing) => {
    const wanted = holdsOf(placing).map(({ claimedId }) => claimedId);
    const isFree = wanted.every((id) => free.has(id) && !held.has(id));
    if (isFree) for (const id of wanted) held.add(id);
    return isFree;
  });
}

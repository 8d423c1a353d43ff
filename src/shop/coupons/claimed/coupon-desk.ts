import type { ClaimedCouponId, CouponId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { BriefMemory } from '#platform/memory';
import type { Records } from '#platform/records';
import { refuseBecause } from '../../refuse-because.ts';
import type { Shopper } from '../../shoppers/shopper.ts';
import { type GroupsAsked, mayHave } from '../coupon.ts';
import { forWhomOf } from '../coupon-row.ts';
import type { UsableCoupon } from '../discount.ts';
import { type Claimed, claimCoupon } from './claim-store.ts';
import { type CouponDenied, couponsMeant, type MeantCoupon, tellDenied } from './coupons-meant-store.ts';
import { claimableCoupons, type OfferedRow, openGrants, shopsWithCoupons } from './offered-store.ts';
import { claimedCounts, usableCoupons } from './wallet-store.ts';

/** Where shoppers come for coupons, and checkouts for what shoppers hold. */
export type CouponDesk = {
  /** What this shopper may claim now, with how many they have had; what is granted by itself is theirs already. */
  readonly offeredTo: (
    shopper: Shopper,
    of: { readonly shopIds: readonly string[] } | { readonly productId: string },
    nowMs: number,
  ) => Promise<readonly { readonly coupon: OfferedRow; readonly mine: number }[]>;
  readonly claim: (asked: ClaimAsked) => Promise<Result<ClaimedCouponId, Refusal>>;
  /** Puts what is granted by itself among the coupons of a shopper who comes. */
  readonly grantDue: (shopper: Shopper, nowMs: number) => Promise<void>;
  /** What a shopper could use in these shops; `mayBeOld` by a second where a shop has just opened its first. */
  readonly usableBy: (
    shopper: Shopper,
    shopIds: readonly string[],
    nowMs: number,
    mayBeOld: boolean,
  ) => Promise<readonly UsableCoupon[]>;
  /** Of these claimed coupons those that are the shopper's own, and what they are of. */
  readonly meant: (
    shopper: Shopper,
    claimedIds: readonly string[],
  ) => Promise<ReadonlyMap<string, MeantCoupon>>;
  /** Tells the shops that a checkout refused coupons of theirs; `occasion` names the attempt. */
  readonly denied: (
    shopper: Shopper,
    denied: readonly CouponDenied[],
    occasion: string,
    nowMs: number,
  ) => Promise<void>;
};
export type ClaimAsked = {
  readonly couponId: CouponId;
  readonly shopper: Shopper;
  readonly requestKey: string | null;
  readonly nowMs: number;
};

/** How old it may be that there is nothing to grant, or that a shop has no coupons. */
const memoryMs = 1_000;

export function openCouponDesk(records: Records, groups: GroupsAsked): CouponDesk {
  const grants = new BriefMemory<readonly OfferedRow[]>({ lifeMs: memoryMs });
  const shops = new BriefMemory<boolean>({ lifeMs: memoryMs });
  const allows = (shopper: Shopper) => (forWhom: Parameters<typeof mayHave>[1]) =>
    mayHave(groups, forWhom, shopper.person);
  const countsOf = (shopper: Shopper, coupons: readonly OfferedRow[]) =>
    claimedCounts(
      records,
      shopper.id,
      coupons.map(({ id }) => id),
    );

  const grantDue = async (shopper: Shopper, nowMs: number): Promise<void> => {
    const open = await grants.get('open', () => openGrants(records, nowMs));
    const due = open.filter((coupon) => allows(shopper)(forWhomOf(coupon)));
    if (due.length === 0) return;
    const had = await countsOf(shopper, due);
    for (const { id } of due.filter((coupon) => !had.has(coupon.id)))
      await claimCoupon(
        records,
        { couponId: id, shopper, requestKey: null, isGrant: true, nowMs },
        allows(shopper),
      );
  };

  return {
    grantDue,
    offeredTo: async (shopper, of, nowMs) => {
      await grantDue(shopper, nowMs);
      const open = await claimableCoupons(records, of, nowMs);
      const own = open.filter((coupon) => allows(shopper)(forWhomOf(coupon)));
      const had = await countsOf(shopper, own);
      return own.map((coupon) => ({ coupon, mine: had.get(coupon.id) ?? 0 }));
    },
    meant: (shopper, claimedIds) => couponsMeant(records, shopper.id, claimedIds),
    denied: (shopper, denied, occasion, nowMs) => tellDenied(records, shopper, denied, occasion, nowMs),
    claim: async (asked) =>
      answerOf(await claimCoupon(records, { ...asked, isGrant: false }, allows(asked.shopper))),
    usableBy: async (shopper, shopIds, nowMs, mayBeOld) => {
      if (!mayBeOld) {
        await grantDue(shopper, nowMs);
        return usableCoupons(records, shopper.id, shopIds, nowMs);
      }
      const known = await shops.getMany(shopIds, (missing) => shopsWithCoupons(records, missing), false);
      const having = shopIds.filter((id) => known.get(id));
      if (having.length === 0) return [];
      await grantDue(shopper, nowMs);
      return usableCoupons(records, shopper.id, having, nowMs);
    },
  };
}

const why = {
  not_open: 'The coupon is paused.',
  not_yet: 'The coupon cannot be claimed yet.',
  over: 'The coupon is not given out any more.',
  ran_out: 'All of these coupons are claimed.',
  limit: 'You have claimed as many of it as one may.',
} as const satisfies Partial<Record<Claimed['state'], string>>;

function answerOf(claimed: Claimed): Result<ClaimedCouponId, Refusal> {
  if (claimed.state === 'claimed') return ok(claimed.id);
  // Whom it is not for learns nothing of it, nor of a group.
  if (claimed.state === 'none') return refuse('not_found', 'There is no such coupon.');
  return refuseBecause('coupon_unavailable', `coupon_${claimed.state}`, why[claimed.state]);
}

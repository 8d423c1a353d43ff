import { ok, type Refusal, type Result, refuse } from '#kernel/result';

/** What a coupon is worth; amounts in minor units of its shop's currency. */
export type CouponTerms =
  /** 立减: an amount off, whatever is bought. */
  | { readonly kind: 'direct'; readonly amountOff: number }
  /** 满减: an amount off once the goods it covers reach a threshold. */
  | { readonly kind: 'threshold'; readonly amountOff: number; readonly threshold: number }
  /** 折扣: a share off, at most `discountMax`. */
  | { readonly kind: 'percentage'; readonly percentOff: number; readonly discountMax: number | null };
export type CouponKind = CouponTerms['kind'];

export const couponKinds = ['direct', 'threshold', 'percentage'] as const satisfies readonly CouponKind[];

/** Ended is for good: what was claimed stays good until its own time is over. */
export const couponStates = ['draft', 'open', 'paused', 'ended'] as const;
export type CouponState = (typeof couponStates)[number];

/** What moves a coupon. `run_out` and `lapse` happen by themselves, by quantity and by the clock. */
const couponMoves = {
  open: { draft: 'open' },
  pause: { open: 'paused' },
  resume: { paused: 'open' },
  end: { draft: 'ended', open: 'ended', paused: 'ended' },
  run_out: { open: 'ended' },
  lapse: { open: 'ended', paused: 'ended' },
} as const satisfies Record<string, Partial<Record<CouponState, CouponState>>>;
export type CouponMove = keyof typeof couponMoves;
/** The moves that people make. */
export const handMoves = ['open', 'pause', 'resume', 'end'] as const satisfies readonly CouponMove[];
export type HandMove = (typeof handMoves)[number];

export type CouponStanding = { readonly state: CouponState; readonly claimUntilMs: number };

/** The state after a move, or why it is refused. Nothing opens whose time of claiming is over. */
export function moveCoupon(
  from: CouponStanding,
  what: CouponMove,
  nowMs: number,
): Result<CouponState, Refusal<'conflict'>> {
  const table: Partial<Record<CouponState, CouponState>> = couponMoves[what];
  const state = table[from.state];
  if (state === undefined) return refuse('conflict', `The coupon is ${from.state}.`, 'move');
  if (state === 'open' && from.claimUntilMs <= nowMs)
    return refuse('conflict', 'The time in which it could be claimed is over.', 'claimUntil');
  return ok(state);
}

/** A coupon in one shopper's hands 已领券. */
export const claimedStates = ['claimed', 'held', 'used', 'expired'] as const;
export type ClaimedState = (typeof claimedStates)[number];

/**
 * What moves a claimed coupon: a checkout that awaits payment holds it, payment uses it, cancelling and timeouts
 * release it, and a refund of everything before anything was shipped gives it back.
 */
export const claimedMoves = {
  hold: { from: 'claimed', to: 'held' },
  use: { from: 'held', to: 'used' },
  release: { from: 'held', to: 'claimed' },
  give_back: { from: 'used', to: 'claimed' },
  lapse: { from: 'claimed', to: 'expired' },
} as const satisfies Record<string, { readonly from: ClaimedState; readonly to: ClaimedState }>;

/** Between when a coupon can be used: two instants, or days from when it is claimed. */
export type UseWindow =
  | { readonly fromMs: number; readonly untilMs: number }
  | { readonly daysFromClaim: number };

export function usableBetween(window: UseWindow, claimedAtMs: number): { fromMs: number; untilMs: number } {
  return 'daysFromClaim' in window
    ? { fromMs: claimedAtMs, untilMs: claimedAtMs + window.daysFromClaim * 86_400_000 }
    : { fromMs: window.fromMs, untilMs: window.untilMs };
}

/** Whom it is for: everybody, or members of any of these groups who are held out of none of them. */
export type ForWhom = { readonly everybody: boolean; readonly groupIds: readonly string[] };

/** Who is in which group, and who is kept out of it on purpose. */
export type GroupsAsked = {
  readonly isMember: (groupId: string, person: number) => boolean;
  readonly isHeldOut: (groupId: string, person: number) => boolean;
};

export function mayHave(groups: GroupsAsked, forWhom: ForWhom, person: number): boolean {
  if (forWhom.everybody) return true;
  return (
    forWhom.groupIds.some((groupId) => groups.isMember(groupId, person)) &&
    !forWhom.groupIds.some((groupId) => groups.isHeldOut(groupId, person))
  );
}

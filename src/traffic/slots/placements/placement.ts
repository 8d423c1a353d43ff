import { ok, type Result, refuse } from '#kernel/result';

/** Where a placement 资源位 is shown: among the videos of the feed, or above a page of the shop. Browser-safe. */
export const placementKinds = ['feed', 'banner'] as const;
export type PlacementKind = (typeof placementKinds)[number];

export const placementStates = ['draft', 'waiting', 'approved', 'refused', 'stopped'] as const;
export type PlacementState = (typeof placementStates)[number];

/** Colours that a banner without a picture of its own is drawn in. */
export const bannerTones = ['red', 'gold', 'green', 'blue'] as const;
export type BannerTone = (typeof bannerTones)[number];

/** What moves a placement, and between which states. */
const moves = {
  /** 提报: asks the operator of the market. */
  submit: { draft: 'waiting', refused: 'waiting', stopped: 'waiting' },
  /** Submitted where nobody else has to be asked. */
  admit: { draft: 'approved', refused: 'approved', stopped: 'approved' },
  withdraw: { waiting: 'draft' },
  approve: { waiting: 'approved' },
  /** Also of what was approved: what turned out to be wrong is taken off. */
  refuse: { waiting: 'refused', approved: 'refused' },
  stop: { approved: 'stopped' },
  /** Whoever decided has seen it as it was, so what is changed is submitted anew. */
  edit: { draft: 'draft', waiting: 'draft', approved: 'draft', refused: 'draft', stopped: 'draft' },
} as const satisfies Record<string, Partial<Record<PlacementState, PlacementState>>>;
export type PlacementMove = keyof typeof moves;

export function movePlacement(
  from: PlacementState,
  what: PlacementMove,
): Result<PlacementState, { code: 'conflict'; detail: string }> {
  const next: Partial<Record<PlacementState, PlacementState>> = moves[what];
  const to = next[from];
  return to ? ok(to) : refuse('conflict', `The placement is ${from}.`);
}

/** What keeps an approved placement from being shown, outside the placement itself. */
export const placementBlockers = ['video_removed', 'product_off_shelf', 'groups_closed'] as const;
export type PlacementBlocker = (typeof placementBlockers)[number];

/** Where it stands at an instant: its state, and once it is approved what the clock and its content make of it. */
export const placementStandings = [
  'draft',
  'waiting',
  'refused',
  'stopped',
  'scheduled',
  'running',
  'over',
  ...placementBlockers,
] as const;
export type PlacementStanding = (typeof placementStandings)[number];

export type PlacementFacts = {
  readonly state: PlacementState;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly blocker: PlacementBlocker | null;
};

export function standingOf(
  { state, startsAtMs, endsAtMs, blocker }: PlacementFacts,
  nowMs: number,
): PlacementStanding {
  if (state !== 'approved') return state;
  if (endsAtMs <= nowMs) return 'over';
  if (blocker) return blocker;
  return startsAtMs > nowMs ? 'scheduled' : 'running';
}

/**
 * Who is asked before a placement is shown: the operator, where the market is shared. A brand that is alone in its market
 * would only ask itself, and an operator who submits has decided already.
 */
export const needsApproval = (asked: {
  readonly organizations: number;
  readonly isOperator: boolean;
}): boolean => asked.organizations > 1 && !asked.isOperator;

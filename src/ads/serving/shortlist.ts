import { type Bid, ecpmOf, type Reserve, reachesReserve } from '../auction/auction.ts';
import { type PlanPlaces, rateOf } from '../prediction/rates.ts';
import type { LivePlan } from './live-plan.ts';
import type { Tallied } from './tallies.ts';

export type Candidate = Bid & { readonly live: LivePlan };

export type Watcher = {
  /** Adds of a person's taste, as a logarithm. */
  readonly personal: (name: 'ctr' | 'cvr', places: PlanPlaces) => number;
  readonly isExcluded: (videoId: string) => boolean;
  /** Why this plan may not be shown to this person now; null where it may. */
  readonly filterOf: (live: LivePlan) => Extract<Tallied, 'audience' | 'frequency'> | null;
  /** Minor units that one click may cost this plan. */
  readonly freeOf: (live: LivePlan) => number;
  readonly tell: (live: LivePlan, what: Tallied) => void;
};

/**
 * The best bids for one request, best first, one of each account. Plans come with the highest possible eCPM first;
 * as soon as that is below the worst bid that still matters, nobody further down can change anything: the answer is
 * the one that looking at every plan would give.
 */
export function shortlist(
  ranked: readonly LivePlan[],
  sizeMax: number,
  reserve: Reserve,
  watcher: Watcher,
): Candidate[] {
  const best: Candidate[] = [];
  let worst = Number.NEGATIVE_INFINITY;
  for (const live of ranked) {
    if (best.length >= sizeMax && live.bound < worst) break;
    if (watcher.isExcluded(live.plan.videoId)) continue;
    const filter = watcher.filterOf(live);
    if (filter) {
      watcher.tell(live, filter);
      continue;
    }
    const candidate = candidateOf(live, watcher);
    if (candidate.perClickMax < 1) {
      watcher.tell(live, 'lease');
      continue;
    }
    if (!reachesReserve(candidate, reserve)) {
      watcher.tell(live, 'reserve');
      continue;
    }
    const loser = insert(best, candidate, sizeMax);
    if (loser) watcher.tell(loser.live, 'outranked');
    const last = best[sizeMax - 1];
    if (last) worst = Math.log(ecpmOf(last));
  }
  return best;
}

export function candidateOf(
  live: LivePlan,
  { personal, freeOf }: Pick<Watcher, 'personal' | 'freeOf'>,
): Candidate {
  const { plan, places } = live;
  return {
    live,
    planId: plan.planId,
    adAccountId: plan.adAccountId,
    videoId: plan.videoId,
    perOrder: live.perOrder,
    pCtr: rateOf(live.logCtr + personal('ctr', places)),
    pCvr: rateOf(live.logCvr + personal('cvr', places)),
    perClickMax: freeOf(live),
  };
}

/** Puts a candidate into its place; answers who fell out, if anybody: a worse sibling, or the last of the list. */
function insert(best: Candidate[], candidate: Candidate, sizeMax: number): Candidate | null {
  const sibling = best.findIndex((one) => one.adAccountId === candidate.adAccountId);
  const rival = best[sibling];
  if (rival) {
    if (!isBetter(candidate, rival)) return candidate;
    best.splice(sibling, 1);
  }
  let place = best.length;
  while (place > 0 && isBetter(candidate, best[place - 1] as Candidate)) place--;
  best.splice(place, 0, candidate);
  return rival ?? (best.length > sizeMax ? (best.pop() ?? null) : null);
}

function isBetter(a: Candidate, b: Candidate): boolean {
  const difference = ecpmOf(a) - ecpmOf(b);
  return difference > 0 || (difference === 0 && a.planId < b.planId);
}

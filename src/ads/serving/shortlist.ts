import { type Bid, ecpmOf, type Reserve, reachesReserve } from '../auction/auction.ts';
import { type PlanPlaces, personalMax, rateOf } from '../prediction/rates.ts';
import type { LivePlan } from './live-plan.ts';
import type { Tallied } from './tallies.ts';

export type Candidate = Bid & { readonly live: LivePlan };

/** Logarithms, each at most `personalMax` either way. */
export type Taste = { readonly ctr: number; readonly cvr: number };

export type Watcher = {
  /** What a person's taste adds to a plan's rates. */
  readonly tasteOf: (places: PlanPlaces) => Taste;
  readonly isExcluded: (videoId: string) => boolean;
  /** Why this plan may not be shown to this person now; null where it may. */
  readonly filterOf: (live: LivePlan) => Extract<Tallied, 'audience' | 'frequency'> | null;
  /** Minor units that one click may cost this plan. */
  readonly freeOf: (live: LivePlan) => number;
  readonly tell: (live: LivePlan, what: Tallied) => void;
};

/** Plans without money at hand that one decision looks at: after a start the next ones wait for their leases too. */
const penniless = 200;
/** Far more than sums of logarithms are off by, and nothing in money. */
const rounding = 1e-9;

/**
 * The best bids for one request, best first, one of each account. Plans come with the highest possible eCPM first;
 * as soon as that is below the worst bid that still matters, nobody further down can change anything: the answer is
 * the one that looking at every plan would give. Only a server that just started, and waits for hundreds of leases,
 * looks no further.
 */
export function shortlist(
  ranked: readonly LivePlan[],
  sizeMax: number,
  reserve: Reserve,
  watcher: Watcher,
): Candidate[] {
  const best: Candidate[] = [];
  let worst = Number.NEGATIVE_INFINITY;
  let unleased = 0;
  for (const live of ranked) {
    if (live.bound < worst || unleased > penniless) break;
    const { ctr, cvr } = watcher.tasteOf(live.places);
    // Most fall short already: those cost no more than this.
    if (live.bound - 2 * personalMax + ctr + cvr < worst - rounding) continue;
    if (watcher.isExcluded(live.plan.videoId)) continue;
    const filter = watcher.filterOf(live);
    if (filter) {
      watcher.tell(live, filter);
      continue;
    }
    const perClickMax = watcher.freeOf(live);
    if (perClickMax < 1) {
      unleased++;
      watcher.tell(live, 'lease');
      continue;
    }
    const candidate = candidateAt(live, rateOf(live.logCtr + ctr), rateOf(live.logCvr + cvr), perClickMax);
    if (!reachesReserve(candidate, reserve)) {
      watcher.tell(live, 'reserve');
      continue;
    }
    insert(best, candidate, sizeMax);
    const last = best[sizeMax - 1];
    if (last) worst = Math.log(ecpmOf(last));
  }
  return best;
}

function candidateAt(live: LivePlan, pCtr: number, pCvr: number, perClickMax: number): Candidate {
  const { planId, adAccountId, videoId } = live.plan;
  return { live, planId, adAccountId, videoId, perOrder: live.perOrder, pCtr, pCvr, perClickMax };
}

/** A plan's bid for one person, whatever the others do. */
export function candidateOf(
  live: LivePlan,
  { tasteOf, freeOf }: Pick<Watcher, 'tasteOf' | 'freeOf'>,
): Candidate {
  const { ctr, cvr } = tasteOf(live.places);
  const pCtr = rateOf(live.logCtr + ctr);
  const pCvr = rateOf(live.logCvr + cvr);
  return candidateAt(live, pCtr, pCvr, freeOf(live));
}

/** Puts a candidate into its place; a worse sibling, or the last of a full list, falls out. */
function insert(best: Candidate[], candidate: Candidate, sizeMax: number): void {
  const sibling = best.findIndex((one) => one.adAccountId === candidate.adAccountId);
  const rival = best[sibling];
  if (rival) {
    if (!isBetter(candidate, rival)) return;
    best.splice(sibling, 1);
  }
  let place = best.length;
  while (place > 0 && isBetter(candidate, best[place - 1] as Candidate)) place--;
  best.splice(place, 0, candidate);
  if (best.length > sizeMax) best.pop();
}

function isBetter(a: Candidate, b: Candidate): boolean {
  const difference = ecpmOf(a) - ecpmOf(b);
  return difference > 0 || (difference === 0 && a.planId < b.planId);
}

import { type GroupsAsked, groupsAllow } from '#events';
import { asId } from '#kernel/ids';
import { minorDigits } from '#kernel/money';
import { fillSlots, type PricedBid, type Reserve, reservePrice } from '../auction/auction.ts';
import type { Leasing } from '../billing/leasing.ts';
import { reservationOf, sliceOf } from '../billing/slice.ts';
import { personalMax, type Rates, rateOf } from '../prediction/rates.ts';
import type { AdTokens } from './ad-token.ts';
import type { AdRequest, AdWin } from './ad-win.ts';
import type { FrequencyCap } from './frequency.ts';
import type { LivePlan } from './live-plan.ts';
import type { PlanIndex } from './plan-index.ts';
import type { ShopBuyers } from './shop-buyers.ts';
import { type Candidate, shortlist, type Taste, type Watcher } from './shortlist.ts';
import type { Tallies } from './tallies.ts';

export type DecideParts = {
  readonly index: PlanIndex;
  readonly rates: Rates;
  readonly leasing: Leasing;
  readonly frequency: FrequencyCap;
  readonly buyers: ShopBuyers;
  readonly groups: GroupsAsked;
  readonly tallies: Tallies;
  readonly tokens: AdTokens;
};

/** Least eCPM of a slot, in whole units of the currency. */
const reserveEcpmMajor = 2;
/** A price stays set aside for this long; a click may still come later, and is then checked anew. */
const holdMs = 60_000;

export const reserveOf = (currency: string): Reserve => ({
  ecpm: reserveEcpmMajor * 10 ** minorDigits(currency),
});

/** Minor units that a click costs at least, whoever is shown the ad: with less, a plan wins no place. */
export const leastClickOf = ({ plan, logCtr }: LivePlan): number =>
  reservePrice(rateOf(logCtr + personalMax), reserveOf(plan.currency));

/** One request, in memory: filters, rates, auction, prices, reservations. */
export function decide(parts: DecideParts, request: AdRequest): AdWin[] {
  const currency = currencyOf(parts.index, request.requestId);
  if (currency === null || request.slots < 1) return [];
  parts.tallies.decision(currency, request.nowMs);
  const reserve = reserveOf(currency);
  // One bid more than slots sets the last price; another stands in where two bids share a video.
  const best = shortlist(parts.index.ranked(currency), request.slots + 2, reserve, watcherOf(parts, request));
  const winners = fillSlots(best, request.slots, reserve);
  return winners.flatMap((winner) => handOut(parts, request, winner) ?? []);
}

/**
 * Bids in several currencies cannot be compared without rates, so a request goes to one of them, drawn by its id:
 * the same on every server.
 */
function currencyOf(index: PlanIndex, requestId: string): string | null {
  const currencies = index.currencies();
  if (currencies.length <= 1) return currencies[0] ?? null;
  const drawn = Number.parseInt(requestId.replaceAll('-', '').slice(-6), 16) || 0;
  return currencies[drawn % currencies.length] ?? null;
}

function watcherOf(parts: DecideParts, { shopper, exclude, nowMs }: AdRequest): Watcher {
  const { rates, frequency, buyers, groups, tallies } = parts;
  const showings = frequency.meet(shopper.id);
  // A taste is for a category, of which there are few, and thousands of plans may be looked at.
  const tastes = new Map<number, Taste>();
  const excluded = exclude instanceof Set ? exclude : new Set<string>(exclude);
  return {
    tasteOf: (places) => {
      const known = tastes.get(places.category);
      if (known) return known;
      const taste = {
        ctr: rates.personal('ctr', shopper.person, places),
        cvr: rates.personal('cvr', shopper.person, places),
      };
      tastes.set(places.category, taste);
      return taste;
    },
    isExcluded: (videoId) => excluded.size > 0 && excluded.has(videoId),
    filterOf: ({ plan }) =>
      !frequency.allows(showings, plan.planId, nowMs)
        ? 'frequency'
        : buyers.fits(plan.audience, plan.shopId, shopper.person) && groupsAllow(groups, plan, shopper.person)
          ? null
          : 'audience',
    freeOf: (live) => freeOf(parts.leasing, live),
    tell: ({ plan }, what) => tallies.plan(plan.planId, what, nowMs),
  };
}

/** What is left of this server's lease; more is asked for before it runs out. */
function freeOf(leasing: Leasing, { plan, day, perOrder, logCvr }: LivePlan): number {
  const free = leasing.book.free(plan.planId, day);
  // A slice is a fiftieth of the budget at least; only near its end is it worth to look closer.
  if (free < plan.dayBudget / 8) {
    const slice = sliceOf(plan.dayBudget, perOrder * Math.exp(logCvr));
    if (free < slice / 2) leasing.want({ planId: plan.planId, day, slice });
  }
  return free;
}

function handOut(
  { leasing, frequency, tallies, tokens }: DecideParts,
  { shopper, requestId, nowMs }: AdRequest,
  { bid, price, ecpm }: PricedBid<Candidate>,
): AdWin | null {
  const { plan, day } = bid.live;
  const amount = Math.min(bid.perClickMax, reservationOf(price, bid.pCtr));
  const leaseId = leasing.book.reserve(plan.planId, requestId, amount, nowMs, holdMs);
  if (leaseId === null) return null;
  frequency.note(shopper.id, { planId: plan.planId, requestId, atMs: nowMs });
  tallies.plan(plan.planId, 'won', nowMs);
  const { pCtr, pCvr } = bid;
  const { currency } = plan;
  const token = tokens.sign({
    planId: plan.planId,
    organizationId: plan.organizationId,
    adAccountId: plan.adAccountId,
    shopId: plan.shopId,
    videoId: plan.videoId,
    productId: plan.productId,
    requestId,
    shopperId: shopper.id,
    price,
    currency,
    pCtr: rounded(pCtr),
    pCvr: rounded(pCvr),
    leaseId,
    day,
    decidedMs: nowMs,
  });
  return {
    planId: asId('plan', plan.planId),
    organizationId: asId('organization', plan.organizationId),
    adAccountId: asId('adAccount', plan.adAccountId),
    videoId: asId('video', plan.videoId),
    productId: asId('product', plan.productId),
    priceMinor: price,
    currency,
    pCtr,
    pCvr,
    ecpm,
    token,
  };
}

/** Six digits are more than a rate is known to. */
const rounded = (rate: number) => Number(rate.toPrecision(6));

import type { GroupsAsked } from '#events';
import { inTurn } from '#platform/gathering';
import type { Records } from '#platform/records';
import { explainAuction, fillSlots, rank } from '../auction/auction.ts';
import { dualsSince, showingsByHour, tickInTurn } from '../bidding/duals-store.ts';
import { profileOf, type TrafficProfile } from '../bidding/expected-traffic.ts';
import { moveDuals } from '../bidding/move-duals.ts';
import { Batched } from '../billing/batched.ts';
import { showingsOf } from '../billing/impression-store.ts';
import { listenToMoney } from '../billing/lease-store.ts';
import { Leasing } from '../billing/leasing.ts';
import { Learner } from '../prediction/learner.ts';
import { adTokens } from './ad-token.ts';
import type { AdServing } from './ad-win.ts';
import { decide, leastClickOf, reserveOf } from './decide.ts';
import { FrequencyCap } from './frequency.ts';
import { startLoops } from './loops.ts';
import { PlanIndex } from './plan-index.ts';
import { Receipts } from './receipts.ts';
import { allPlans, blockedPlans, changedPlans } from './served-plans-store.ts';
import { ShopBuyers } from './shop-buyers.ts';
import { candidateOf } from './shortlist.ts';
import { Tallies } from './tallies.ts';

export type ServingOptions = {
  readonly records: Records;
  readonly instanceSecret: string;
  readonly groups: GroupsAsked;
  readonly onError: (error: unknown) => void;
  readonly now?: () => number;
};

/** Duals move this often; everything else is fresh within a second, but for `foremostMax`. */
const tickSeconds = 10;
const dayMs = 86_400_000;
/**
 * Whether a video or product keeps a plan from being shown is asked for these at every look and for all at every
 * eighth, every five seconds: ten thousand cost the records a tenth of a second, and the auction seldom reads further
 * down.
 */
const foremostMax = 300;

export type Serving = Awaited<ReturnType<typeof openServing>>;

/** The ads of one server: what it must know is in memory and kept fresh by loops; `decide` only reads it. */
export async function openServing(options: ServingOptions) {
  const { records, instanceSecret, groups, onError, now = Date.now } = options;
  const index = new PlanIndex();
  const leasing = new Leasing(records, now);
  const stopListening = listenToMoney(records, {
    onOpen: () => leasing.hears(),
    onFreed: (id) => leasing.freed(id),
    onError,
  });
  const buyers = new ShopBuyers(records);
  const tallies = new Tallies();
  const tokens = adTokens(instanceSecret);
  // Many shoppers may arrive at once, after a start above all: they are read together, not one by one.
  const showings = new Batched((ids: readonly string[]) => showingsOf(records, ids, now() - dayMs), 500);
  const frequency = new FrequencyCap((shopperId) => showings.add(shopperId), onError);
  const receipts = new Receipts({ records, tokens, book: leasing.book });

  index.put(await allPlans(records));
  const learner = await Learner.open(records, (planId) => index.placesOf(planId));
  const { rates } = learner;
  const parts = { index, rates, leasing, frequency, buyers, groups, tallies, tokens };
  const profiles = new Map<string, { profile: TrafficProfile; untilMs: number }>();

  let seen = new Date(0);
  let dualsSeenMs = 0;
  const freshen = inTurn(async () => {
    const changed = await changedPlans(records, seen);
    index.put(changed.plans);
    index.remove(changed.archived);
    seen = changed.now;
  });
  const block = inTurn(async (which: 'all' | 'foremost') => {
    if (which === 'all') return index.block(await blockedPlans(records));
    const foremost = index.foremost(foremostMax);
    index.blockAmong(foremost, await blockedPlans(records, foremost));
  });
  let looks = 0;
  const blockByRank = () => block(index.size <= foremostMax || ++looks % 8 === 0 ? 'all' : 'foremost');
  const meetBuyers = inTurn(() => buyers.catchUp());
  const learn = inTurn(() => learner.catchUp());
  const readDuals = inTurn(async () => {
    for (const { planId, lambda, mu, atMs } of await dualsSince(records, dualsSeenMs - 5_000)) {
      index.setDuals(planId, { lambda, mu });
      dualsSeenMs = Math.max(dualsSeenMs, atMs);
    }
  });
  const profileIn = async (zone: string): Promise<TrafficProfile> => {
    const known = profiles.get(zone);
    if (known && known.untilMs > now()) return known.profile;
    const byHour = await showingsByHour(records, zone);
    const profile = profileOf(byHour.showings, byHour.days);
    profiles.set(zone, { profile, untilMs: now() + 3_600_000 });
    return profile;
  };
  const tick = async () => {
    for (const zone of index.zones()) await profileIn(zone);
    const even = profileOf([], 0);
    await tickInTurn(records, tickSeconds, (plans) =>
      moveDuals(plans, now(), (zone) => profiles.get(zone)?.profile ?? even),
    );
    await readDuals();
  };
  const rerank = async () =>
    index.refresh(rates, now(), (live) =>
      leasing.isDry(live.plan.planId, live.day, leastClickOf(live), now()),
    );
  const beat = () => leasing.beat((planId, day) => isCurrent(index, planId, day));

  await meetBuyers();
  await freshen();
  await block('all');
  await readDuals();
  await learn();
  await rerank();
  await beat();
  const stopLoops = startLoops(
    [
      { pauseMs: 100, work: () => leasing.grant() },
      { pauseMs: 250, work: freshen },
      { pauseMs: 300, work: rerank },
      { pauseMs: 500, work: learn },
      { pauseMs: 500, work: blockByRank },
      { pauseMs: 1_000, work: meetBuyers },
      { pauseMs: 1_000, work: beat },
      { pauseMs: 2_000, work: tick },
    ],
    onError,
  );

  const serving: AdServing = {
    decide: (request) => decide(parts, request),
    shown: (token, shopper, nowMs) => receipts.shown(token, shopper, nowMs),
    clicked: (token, shopper, nowMs) => receipts.clicked(token, shopper, nowMs),
  };
  /** Every plan that serves now, for somebody nothing is known of and with money at hand, best first. */
  const fieldOf = (currency: string) => {
    const anybody = { tasteOf: () => ({ ctr: 0, cvr: 0 }), freeOf: () => Number.MAX_SAFE_INTEGER };
    return rank(index.ranked(currency).map((one) => candidateOf(one, anybody)));
  };
  return {
    ...serving,
    /** Everything that the loops would do within a second, now; for tests and for a start under load. */
    catchUp: async () => {
      await freshen();
      await block('all');
      await meetBuyers();
      await learn();
      await readDuals();
      await rerank();
      await leasing.grant();
    },
    /** What happened to a plan in this server's auctions of the last hour, and how it would do in one now. */
    explain: (planId: string) => {
      const live = index.get(planId);
      if (!live) return null;
      const { currency } = live.plan;
      const field = fieldOf(currency);
      return {
        tally: tallies.lastHour(planId, currency, now()),
        auction: explainAuction(field, 1, reserveOf(currency), planId),
        rivals: new Set(
          field.filter((one) => one.adAccountId !== live.plan.adAccountId).map((one) => one.planId),
        ).size,
        pCtr: Math.exp(live.logCtr),
        pCvr: Math.exp(live.logCvr),
        perOrder: live.perOrder,
      };
    },
    /** Minor units that a click of a plan costs at least; 1 where this server does not know the plan. */
    leastClickOf: (planId: string) => {
      const live = index.get(planId);
      return live ? leastClickOf(live) : 1;
    },
    fieldOf,
    rates,
    /** Shares of a day's traffic by local hour of a zone. */
    profileOf: profileIn,
    tick,
    livePlans: () => index.size,
    heldReservations: () => leasing.book.reservations,
    close: async () => {
      await stopLoops();
      await stopListening();
      await receipts.settled();
      await showings.settled();
      await leasing.close();
    },
  };
}

function isCurrent(index: PlanIndex, planId: string, day: string): boolean {
  const live = index.get(planId);
  return live?.isActive === true && live.day === day;
}

/** The plain way that `decide` is measured against: score every plan, sort, take the best. */
export function scanAndSort(serving: Pick<Serving, 'fieldOf'>, slots: number, currency = 'CNY') {
  return fillSlots(serving.fieldOf(currency), slots, reserveOf(currency));
}

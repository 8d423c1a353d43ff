import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Bid,
  bidPerClick,
  ecpmOf,
  explainAuction,
  fillSlots,
  rank,
  reachesReserve,
  reservePrice,
} from './auction.ts';

const reserve = { ecpm: 200 };
const bids = fc
  .array(
    fc.record({
      account: fc.integer({ min: 0, max: 6 }),
      perOrder: fc.double({ min: 1, max: 50_000, noNaN: true }),
      pCtr: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      pCvr: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      perClickMax: fc.integer({ min: 1, max: 5_000 }),
    }),
    { maxLength: 30 },
  )
  .map((all): Bid[] =>
    all.map(({ account, ...bid }, n) => ({
      ...bid,
      planId: `plan ${String(n).padStart(2, '0')}`,
      adAccountId: `account ${account}`,
      videoId: `video ${n % 20}`,
    })),
  );
const slots = fc.integer({ min: 1, max: 4 });

it('never charges above the bid nor below the reserve, and never more than is left', () => {
  fc.assert(
    fc.property(bids, slots, (all, count) => {
      for (const { bid, price } of fillSlots(rank(all), count, reserve)) {
        expect(Number.isSafeInteger(price)).toBe(true);
        expect(price).toBeLessThanOrEqual(bidPerClick(bid));
        expect(price).toBeLessThanOrEqual(bid.perClickMax);
        expect(price).toBeGreaterThanOrEqual(reservePrice(bid.pCtr, reserve));
      }
    }),
  );
});

it('gives each account and each video one slot at most, the best bids first', () => {
  fc.assert(
    fc.property(bids, slots, (all, count) => {
      const winners = fillSlots(rank(all), count, reserve);
      expect(winners.length).toBeLessThanOrEqual(count);
      expect(new Set(winners.map(({ bid }) => bid.adAccountId)).size).toBe(winners.length);
      expect(new Set(winners.map(({ bid }) => bid.videoId)).size).toBe(winners.length);
      const best = all.filter((bid) => reachesReserve(bid, reserve)).map(ecpmOf);
      if (winners[0]) expect(winners[0].ecpm).toBe(Math.max(...best));
      for (const [place, winner] of winners.entries())
        expect(winner.ecpm).toBeLessThanOrEqual(winners[place - 1]?.ecpm ?? Number.POSITIVE_INFINITY);
    }),
  );
});

it('lets no plan raise the price of a sibling, nor pay more for having one', () => {
  fc.assert(
    fc.property(bids, (all) => {
      const [first] = fillSlots(rank(all), 1, reserve);
      if (!first) return;
      const withoutSiblings = all.filter(
        (bid) => bid === first.bid || bid.adAccountId !== first.bid.adAccountId,
      );
      expect(fillSlots(rank(withoutSiblings), 1, reserve)[0]?.price).toBe(first.price);
    }),
  );
});

it('gains a winner nothing by bidding more, as a second price does', () => {
  fc.assert(
    fc.property(bids, (all) => {
      const [first] = fillSlots(rank(all), 1, reserve);
      if (!first) return;
      const louder = all.map((bid) =>
        bid === first.bid ? { ...bid, perOrder: bid.perOrder * 3, perClickMax: bid.perClickMax * 3 } : bid,
      );
      const [again] = fillSlots(rank(louder), 1, reserve);
      expect(again?.bid.planId).toBe(first.bid.planId);
      // Only a price that the old bid had cut off may rise, by less than the unit it was cut to.
      expect(again?.price).toBeLessThanOrEqual(first.price + 1);
    }),
  );
});

it('explains every plan in a way that agrees with what happened', () => {
  fc.assert(
    fc.property(bids, slots, (all, count) => {
      const ranked = rank(all);
      const winners = fillSlots(ranked, count, reserve);
      for (const bid of all) {
        const told = explainAuction(ranked, count, reserve, bid.planId);
        const won = winners.find((winner) => winner.bid.planId === bid.planId);
        expect(told.outcome === 'won').toBe(won !== undefined);
        if (told.outcome === 'won') expect(told.price).toBe(won?.price);
        if (told.outcome === 'below_reserve') expect(told.bid).toBeLessThan(told.needed);
        if (told.outcome === 'own_account')
          expect(winners.some((winner) => winner.bid.planId === told.betterPlanId)).toBe(true);
      }
      expect(explainAuction(ranked, count, reserve, 'nobody').outcome).toBe('absent');
    }),
  );
});

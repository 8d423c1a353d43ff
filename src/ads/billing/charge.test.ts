import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Books, billableId, type Charge, planDayOf, settleCharges } from './charge.ts';

const day = '2026-11-11';
const chargeOf = (planId: string, request: number, price: number, leaseId: string): Charge => ({
  id: billableId(planId, `request ${request}`, 'click'),
  organizationId: 'organization',
  adAccountId: 'account',
  planId,
  requestId: `request ${request}`,
  shopId: 'shop',
  videoId: 'video',
  productId: 'product',
  shopperId: 'shopper',
  person: 1,
  simulated: false,
  price,
  currency: 'CNY',
  pCtr: 0.03,
  pCvr: 0.02,
  leaseId,
  day,
  atMs: 0,
});

const world = fc.record({
  budget: fc.integer({ min: 1, max: 2_000 }),
  balance: fc.integer({ min: 0, max: 3_000 }),
  leases: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 4 }),
  clicks: fc.array(
    fc.record({
      request: fc.integer({ min: 0, max: 30 }),
      price: fc.integer({ min: 1, max: 150 }),
      lease: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 60 },
  ),
});

it('never spends more than budget, purse and leases hold, and charges nothing twice', () => {
  fc.assert(
    fc.property(world, ({ budget, balance, leases, clicks }) => {
      const planDay = planDayOf({ planId: 'plan', day });
      // Leases that budget and purse can carry, as the records would have granted them.
      const open: { id: string; planDay: string; amount: number; spent: number }[] = [];
      let held = 0;
      for (const [place, wanted] of leases.entries()) {
        const amount = Math.min(wanted, budget - held, balance - held);
        if (amount <= 0) continue;
        open.push({ id: `lease ${place}`, planDay, amount, spent: 0 });
        held += amount;
      }
      const books: Books = {
        known: new Set(),
        leases: open,
        days: new Map([[planDay, { budget, spent: 0, held }]]),
        purses: new Map([['account', { balance, held }]]),
      };
      const charges = clicks.map(({ request, price, lease }) =>
        chargeOf('plan', request, price, `lease ${lease}`),
      );
      const settled = settleCharges(books, charges);
      const paid = charges.filter((_, place) => settled[place] === 'charged');
      const spent = paid.reduce((sum, { price }) => sum + price, 0);
      const after = books.days.get(planDay);
      const purse = books.purses.get('account');
      expect(after?.spent).toBe(spent);
      expect(purse?.balance).toBe(balance - spent);
      expect((after?.spent ?? 0) + (after?.held ?? 0)).toBeLessThanOrEqual(budget);
      expect(purse?.held ?? 0).toBeLessThanOrEqual(purse?.balance ?? 0);
      expect(after?.held).toBe(open.reduce((sum, lease) => sum + lease.amount - lease.spent, 0));
      for (const lease of open) expect(lease.spent).toBeLessThanOrEqual(lease.amount);
      expect(new Set(paid.map(({ id }) => id)).size).toBe(paid.length);
      // What was refused had no room anywhere, or was paid before.
      for (const [place, outcome] of settled.entries())
        if (outcome === 'repeated') expect(paid.some(({ id }) => id === charges[place]?.id)).toBe(true);
    }),
  );
});

it('names the same click the same, and tells clicks, impressions, plans and requests apart', () => {
  const ids = ['plan a', 'plan b'].flatMap((plan) =>
    ['r 1', 'r 2'].flatMap((request) => [
      billableId(plan, request, 'click'),
      billableId(plan, request, 'impression'),
    ]),
  );
  expect(new Set(ids).size).toBe(8);
  expect(billableId('plan a', 'r 1', 'click')).toBe(ids[0]);
});

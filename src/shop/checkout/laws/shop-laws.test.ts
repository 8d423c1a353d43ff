import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { brokenLaws } from './laws-fixture.ts';
import { openShopModel, type ShopModel } from './shop-model-fixture.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

type Act = { readonly name: string; readonly run: (shop: ShopModel) => Promise<unknown> };

const place = fc.nat({ max: 40 });
const wantedLines = fc.uniqueArray(
  fc.record({ sku: fc.nat({ max: 2 }), quantity: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 3, selector: ({ sku }) => sku },
);

/** Placing is granted exactly when all of it is there. */
async function placeLawfully(
  shop: ShopModel,
  who: number,
  wanted: readonly { readonly sku: number; readonly quantity: number }[],
): Promise<void> {
  const left = await Promise.all(wanted.map(({ sku }) => shop.available(shop.skus[sku]?.skuId ?? '')));
  const fits = wanted.every(({ quantity }, n) => quantity <= (left[n] ?? 0));
  const placed = await shop.place(who, wanted);
  expect(placed.ok ? 'placed' : placed.refusal.code).toBe(fits ? 'placed' : 'sold_out');
}

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(place, wantedLines).map(
      ([who, wanted]): Act => ({
        name: `place ${JSON.stringify(wanted)}`,
        run: (shop) => placeLawfully(shop, who, wanted),
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat({ max: 2 }), fc.integer({ min: 2, max: 6 })).map(
      ([sku, crowd]): Act => ({
        name: `${crowd} at once want sku ${sku}`,
        run: async (shop) => {
          const left = await shop.available(shop.skus[sku]?.skuId ?? '');
          const placed = await Promise.all(
            Array.from({ length: crowd }, (_, n) => shop.place(n, [{ sku, quantity: 1 }])),
          );
          expect(placed.filter(({ ok }) => ok).length).toBe(Math.min(left, crowd));
        },
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(place, wantedLines).map(
      ([who, wanted]): Act => ({
        name: `buy ${JSON.stringify(wanted)}`,
        run: async (shop) => {
          await placeLawfully(shop, who, wanted);
          await shop.beginPayment(1);
          const attempt = shop.chooseAttempt(1);
          if (attempt) await shop.report(attempt, 'succeeded');
        },
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: place.map((n): Act => ({ name: `begin payment ${n}`, run: (shop) => shop.beginPayment(n) })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(place, fc.constantFrom('succeeded', 'succeeded', 'failed')).map(
      ([n, state]): Act => ({
        name: `provider says ${state} of ${n}`,
        run: async (shop) => {
          const attempt = shop.chooseAttempt(n);
          if (!attempt) return;
          await shop.report(attempt, state as 'succeeded' | 'failed');
          // The same callback again changes nothing.
          expect(await shop.report(attempt, state as 'succeeded' | 'failed')).toEqual({
            ok: true,
            value: 'repeated',
          });
        },
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: place.map(
      (n): Act => ({
        name: `provider says another amount of ${n}`,
        run: async (shop) => {
          const said = await shop.reportWrongAmount(n);
          if (said) expect(said.ok).toBe(false);
        },
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(1, 9, 9, 16, 11 * 24 * 60).map(
      (minutes): Act => ({
        name: `${minutes} minutes pass`,
        run: async (shop) => {
          shop.clock.nowMs += minutes * 60_000;
          // Two servers look for due work at the same moment.
          const due = [shop.expire, shop.finishDue, shop.lapse];
          await Promise.all([...due, ...due].map((work) => work()));
          // Coupons of what was closed just now come back, and their time may be over too.
          await shop.lapse();
          expect(await Promise.all(due.map((work) => work()))).toEqual([0, 0, 0]);
        },
      }),
    ),
  },
  {
    weight: 5,
    arbitrary: fc.tuple(place, fc.integer({ min: 1, max: 6 })).map(
      ([n, times]): Act => ({
        name: `coupon ${n} is claimed ${times} times at once`,
        run: (shop) => shop.claim(n, times),
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(place, place, fc.integer({ min: 1, max: 4 })).map(
      ([who, n, times]): Act => ({
        name: `a guest claims ${times} of coupon ${n}, orders and signs in`,
        run: (shop) => shop.join(who, n, times),
      }),
    ),
  },
  { weight: 1, arbitrary: place.map((n): Act => ({ name: `cancel ${n}`, run: (shop) => shop.cancel(n) })) },
  { weight: 1, arbitrary: place.map((n): Act => ({ name: `receive ${n}`, run: (shop) => shop.receive(n) })) },
  {
    weight: 4,
    arbitrary: fc.tuple(place, fc.boolean()).map(
      ([n, isPart]): Act => ({
        name: `ship ${n} ${isPart ? 'in part' : 'whole'}`,
        run: (shop) => shop.ship(n, isPart),
      }),
    ),
  },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        place,
        fc.constantFrom('shopper', 'shop'),
        fc.integer({ min: 0, max: 3 }),
        fc.option(fc.integer({ min: 1, max: 900 })),
      )
      .map(
        ([n, by, quantity, amount]): Act => ({
          name: `${by} refunds ${quantity} of ${n} for ${amount}`,
          run: (shop) => shop.refund(n, by as 'shopper' | 'shop', quantity, amount),
        }),
      ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(place, fc.constantFrom('approved', 'refused')).map(
      ([n, decision]): Act => ({
        name: `shop says ${decision} of refund ${n}`,
        run: (shop) => shop.decide(n, decision as 'approved' | 'refused'),
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('succeeded', 'succeeded', 'pending', 'failed').map(
      (state): Act => ({
        name: `returns have ${state}`,
        run: (shop) => shop.moveReturns(state as 'succeeded'),
      }),
    ),
  },
);

const runs = Number(process.env.MEADOW_LAW_RUNS ?? 10);

it('whatever shoppers, shops, providers and the clock do, every law of the shop holds after every step', {
  timeout: 300_000 + runs * 6_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 15, maxLength: 45, size: 'max' }), async (steps) => {
      const shop = await openShopModel(world);
      for (const step of steps) {
        await step.run(shop);
        expect(await brokenLaws(world.records), `after: ${step.name}`).toEqual([]);
      }
    }),
    {
      numRuns: runs,
      // A slow machine walks fewer ways rather than none.
      interruptAfterTimeLimit: 150_000 + runs * 5_000,
      endOnFailure: true,
    },
  );
});

it('that walk went through most of what an order can become', async () => {
  const rows = await world.records.market((trx) =>
    trx.selectFrom('orders').select('state').distinct().execute(),
  );
  expect(rows.length).toBeGreaterThan(3);
  const claimed = await world.records.market((trx) =>
    trx.selectFrom('claimed_coupons').select('state').distinct().execute(),
  );
  expect(claimed.length).toBeGreaterThan(2);
});

it('the laws are questions that can be answered with no', async () => {
  const shop = await openShopModel(world);
  expect((await shop.place(0, [{ sku: 0, quantity: 1 }])).ok).toBe(true);
  expect(await brokenLaws(world.records)).toEqual([]);
  await world.records.market((trx) =>
    trx
      .updateTable('reservations')
      .set((of) => ({ quantity: of('quantity', '+', 1) }))
      .execute(),
  );
  const broken = (await brokenLaws(world.records)).map((law) => law.split(':')[0]);
  expect(broken).toContain('what is reserved of a SKU is what its reservations hold');
});

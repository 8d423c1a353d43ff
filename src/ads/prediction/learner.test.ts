import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { addAdvertiser, addPlan, type FixturePlan } from '../ads-fixture.ts';
import { run } from '../billing/books-fixture-store.ts';
import { Learner } from './learner.ts';
import { placesOfPlan } from './rates.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

it('learns what the records say, again after a start, and what is new within a moment', async () => {
  const organizationId = await world.newOrganization();
  const advertiser = await addAdvertiser(world.records, organizationId, 0);
  const plans = [await addPlan(world.records, advertiser), await addPlan(world.records, advertiser)] as const;
  const placesOf = ({ planId, videoId, productId }: FixturePlan) =>
    placesOfPlan({
      planId,
      videoId,
      productId,
      shopId: advertiser.shopId,
      accountId: advertiser.contentAccountId,
      category: 'Tea',
      videoKind: 'selling',
    });
  const places = new Map(plans.map((plan) => [plan.planId, placesOf(plan)]));
  /** So many showings a second apart, every n-th of them clicked, by as many people. */
  const show = async (plan: FixturePlan, count: number, everyNth: number, from: string) => {
    const each = sql`generate_series(1, ${count}::int) n`;
    const request = sql`md5(${plan.planId} || ${from} || n)::uuid`;
    const at = sql`${from}::timestamptz + n * interval '1 second'`;
    const [shopper, person] = [sql`md5('shopper' || n)::uuid`, sql`n`];
    await run(
      world.records,
      sql`INSERT INTO ad_impressions (plan_id, request_id, organization_id, shop_id, shopper_id, person, simulated, p_ctr, at)
        SELECT ${plan.planId}, ${request}, ${organizationId}, ${advertiser.shopId}, ${shopper}, ${person}, false, 0.03, ${at} FROM ${each}`,
    );
    await run(
      world.records,
      sql`INSERT INTO ad_charges (id, organization_id, ad_account_id, plan_id, request_id, kind, shop_id, video_id,
          product_id, shopper_id, person, simulated, price, currency, p_ctr, p_cvr, day, at)
        SELECT gen_random_uuid(), ${organizationId}, ${advertiser.adAccountId}, ${plan.planId}, ${request}, 'click',
          ${advertiser.shopId}, ${plan.videoId}, ${plan.productId}, ${shopper}, ${person}, false, 50, 'CNY', 0.03, 0.03,
          current_date, ${at} + interval '300 milliseconds' FROM ${each} WHERE n % ${everyNth}::int = 0`,
    );
  };
  const [loved, plain] = plans;
  for (let hour = 10; hour < 22; hour++) {
    await show(loved, 1_000, 10, `2026-11-20T${hour}:00:00Z`);
    await show(plain, 1_000, 50, `2026-11-20T${hour}:00:00Z`);
  }
  const rateOf = (learner: Learner, plan: FixturePlan) => {
    const known = places.get(plan.planId);
    return known ? Math.exp(learner.rates.common('ctr', known)) : Number.NaN;
  };
  const open = () => Learner.open(world.records, (planId) => places.get(planId) ?? null);
  /** Other tests hold transactions open on the same PostgreSQL for a moment, and what they might hide waits. */
  const caughtUp = (one: Learner, examples: number) =>
    expect
      .poll(async () => {
        await one.catchUp();
        return one.rates.examples;
      })
      .toBe(examples);
  // Showings once; clicks twice, for what they say of showings and for the orders they may lead to.
  const examples = 24_000 + 2 * 1_440;
  // What is readable at once is learned in order of time; this one may have had it in pieces, as it came.
  await caughtUp(await open(), examples);
  const learner = await open();
  await learner.catchUp();
  expect(learner.rates.examples).toBe(examples);
  expect(rateOf(learner, loved) / 0.1).toBeGreaterThan(0.75);
  expect(rateOf(learner, loved) / 0.1).toBeLessThan(1.35);
  expect(rateOf(learner, plain) / 0.02).toBeGreaterThan(0.7);
  expect(rateOf(learner, plain) / 0.02).toBeLessThan(1.5);
  expect(learner.rates.calibration.ctr.ratio()).toBeGreaterThan(0.8);
  expect(learner.rates.calibration.ctr.ratio()).toBeLessThan(1.25);

  // Another server, or this one after a kill, comes to the same.
  const again = await open();
  await again.catchUp();
  expect(again.rates.examples).toBe(examples);
  expect(rateOf(again, loved)).toBeCloseTo(rateOf(learner, loved), 9);

  // News are learned at the next look.
  await show(plain, 3_000, 4, '2026-11-21T10:00:00Z');
  const before = rateOf(learner, plain);
  await caughtUp(learner, examples + 3_000 + 2 * 750);
  expect(rateOf(learner, plain)).toBeGreaterThan(2 * before);
});

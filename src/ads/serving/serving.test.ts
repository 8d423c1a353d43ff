import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrganizationId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { addAdvertiser, addPlan, newShopper, noonZone, requestBy } from '../ads-fixture.ts';
import { attributeOrders } from '../attribution/attribute-store.ts';
import { readBooks, run, spentOf } from '../billing/books-fixture-store.ts';
import { changePlan, setPlanState } from '../plans/change-plan.ts';
import { findPlan } from '../plans/plan-store.ts';
import { statusOf } from '../plans/show-plan.ts';
import { openServing, type Serving } from './open-serving.ts';

let world: TestWorld;
let organizationId: OrganizationId;
const servers: Serving[] = [];
const problems: unknown[] = [];

beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  // Each test has the market to itself: plans of the one before would bid in its auctions.
  await run(world.records, sql`UPDATE ad_plans SET state = 'off', updated_at = now()`);
  organizationId = await world.newOrganization();
  expect(problems.splice(0)).toEqual([]);
});

async function openServer(): Promise<Serving> {
  const server = await openServing({
    records: world.records,
    groups: { isMember: () => false, isHeldOut: () => false },
    instanceSecret: world.instanceSecret,
    onError: (error) => problems.push(error),
  });
  servers.push(server);
  return server;
}

/** Leases are asked for by the first decision that wants them, so the second one has money to spend. */
async function warm(server: Serving): Promise<void> {
  server.decide(requestBy(newShopper(), Date.now(), { slots: 4 }));
  await server.catchUp();
}

/** Somebody who bids nearly as much, so that clicks have a price. */
async function addRival(): Promise<void> {
  const rival = await addAdvertiser(world.records, organizationId, 5_000_000);
  await addPlan(world.records, rival, { dayBudget: 1_000_000, targetCost: 2_800 });
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

const member = (name = 'Tester') => ({
  actor: {
    kind: 'api_key' as const,
    organizationId,
    keyId: crypto.randomUUID() as never,
    name,
    permissions: new Set<never>(),
  },
  ipAddress: null,
});

describe('serving', () => {
  it('stops competing when what is left of a budget buys no click, and goes on with a larger one', async () => {
    const advertiser = await addAdvertiser(world.records, organizationId, 5_000_000);
    const { planId } = await addPlan(world.records, advertiser, { dayBudget: 3_000, targetCost: 3_000 });
    const spend = (spent: number) =>
      run(
        world.records,
        sql`INSERT INTO ad_budget_days (plan_id, day, organization_id, budget, spent)
          VALUES (${planId}, (now() AT TIME ZONE ${noonZone})::date, ${organizationId}, 3000, ${spent})`,
      );
    await spend(2_997);
    const server = await openServer();
    const shows = async () => {
      await warm(server);
      return server.decide(requestBy(newShopper(), Date.now())).map((win) => win.planId);
    };
    const parts = { records: world.records, now: Date.now };
    const status = async () => {
      const row = await world.records.organization(organizationId, (trx) => findPlan(trx, planId));
      return row && statusOf(row, server.leastClickOf(planId), Date.now());
    };
    // In a market without history three in a hundred click: the tests below teach this one that most do.
    expect(server.leastClickOf(planId)).toBeGreaterThan(3);
    expect(await status()).toBe('budget_rest');
    expect(await shows()).toEqual([]);
    await expect
      .poll(async () => {
        await warm(server);
        return server.explain(planId)?.auction.outcome;
      })
      .toBe('absent');
    const raised = await changePlan(parts, member(), planId as never, { dayBudget: 3_500, version: 1 });
    expect(raised.ok).toBe(true);
    await expect.poll(shows).toEqual([planId]);
    expect(await status()).toBe('serving');
  });

  it('shows a plan, charges its click once, and keeps the books equal', async () => {
    const advertiser = await addAdvertiser(world.records, organizationId, 500_000);
    const { planId, videoId } = await addPlan(world.records, advertiser);
    const server = await openServer();
    await warm(server);
    const shopper = newShopper();
    const now = Date.now();
    const [win] = server.decide(requestBy(shopper, now));
    expect(win).toMatchObject({ planId, videoId, currency: 'CNY' });
    if (!win) throw new Error('nothing won');
    expect(win.token.length).toBeLessThan(1_000);

    // A click on what was not shown, by somebody else, or with a changed token costs nothing.
    expect(await server.clicked(win.token, shopper, now)).toBe('invalid');
    expect(await server.shown(win.token, newShopper(), now)).toBe('invalid');
    expect(await server.shown(`${win.token.slice(0, -1)}A`, shopper, now)).toBe('invalid');
    expect(await server.shown(win.token, shopper, now)).toBe('shown');
    expect(await server.shown(win.token, shopper, now)).toBe('repeated');
    expect(await server.clicked(win.token, newShopper(), now)).toBe('invalid');
    expect(await server.clicked(win.token, shopper, now + 31 * 60_000)).toBe('expired');
    expect(await server.clicked(win.token, shopper, now)).toBe('charged');
    expect(await server.clicked(win.token, shopper, now)).toBe('repeated');
    const books = await readBooks(world.records);
    expect(books.ledger).toBe(0);
    expect(books.unbalanced).toBe(0);
    expect((await spentOf(world.records, planId)).spent).toBe(win.priceMinor);
  });

  it('charges one click once though two servers are told of it many times at once', async () => {
    const advertiser = await addAdvertiser(world.records, organizationId, 500_000);
    const { planId } = await addPlan(world.records, advertiser);
    const [one, two] = [await openServer(), await openServer()];
    await warm(one);
    const shopper = newShopper();
    const now = Date.now();
    const [win] = one.decide(requestBy(shopper, now));
    if (!win) throw new Error('nothing won');
    await Promise.all([one.shown(win.token, shopper, now), two.shown(win.token, shopper, now)]);
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, (_, n) => (n % 2 ? one : two).clicked(win.token, shopper, now)),
    );
    expect(outcomes.filter((outcome) => outcome === 'charged')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(15);
    expect((await spentOf(world.records, planId)).spent).toBe(win.priceMinor);
  });

  it('pays what the next account needed, and never more than the bid', async () => {
    const cheap = await addAdvertiser(world.records, organizationId, 500_000);
    const dear = await addAdvertiser(world.records, organizationId, 500_000);
    await addPlan(world.records, cheap, { targetCost: 2_000 });
    const { planId } = await addPlan(world.records, dear, { targetCost: 6_000 });
    await addPlan(world.records, dear, { targetCost: 5_000 });
    const server = await openServer();
    await warm(server);
    const [win] = server.decide(requestBy(newShopper(), Date.now()));
    expect(win?.planId).toBe(planId);
    // Rates are equal, so the price is what the cheap account bids for a click: 3 % of its 2,000.
    expect(win?.priceMinor).toBeGreaterThanOrEqual(58);
    expect(win?.priceMinor).toBeLessThanOrEqual(62);
  });

  it('stops when a budget is spent, with two servers, and passes it by nothing', async () => {
    const advertiser = await addAdvertiser(world.records, organizationId, 5_000_000);
    const { planId } = await addPlan(world.records, advertiser, { dayBudget: 3_000, targetCost: 3_000 });
    await addRival();
    const pair = [await openServer(), await openServer()];
    for (const server of pair) await warm(server);
    let charged = 0;
    /** Four shoppers at each server, who click what they are shown; answers how many of them were shown the plan. */
    const crowd = async () => {
      const shown = pair.map(async (server) => {
        const now = Date.now();
        const clicks = Array.from({ length: 4 }, () => newShopper()).map(async (shopper) => {
          const [win] = server.decide(requestBy(shopper, now));
          if (win?.planId !== planId) return 0;
          await server.shown(win.token, shopper, now);
          if ((await server.clicked(win.token, shopper, now)) === 'charged') charged += win.priceMinor;
          return 1;
        });
        const met = await Promise.all(clicks);
        await server.catchUp();
        return sumOf(met);
      });
      return sumOf(await Promise.all(shown));
    };
    expect(await crowd()).toBeGreaterThan(0);
    // Rates move while what was shown is learned, so a click may yet become cheaper than what is left of the budget.
    let quiet = 0;
    await expect
      .poll(
        async () => {
          quiet = (await crowd()) === 0 ? quiet + 1 : 0;
          return quiet;
        },
        { interval: 10 },
      )
      .toBeGreaterThanOrEqual(20);
    const { spent, budget } = await spentOf(world.records, planId);
    expect(spent).toBe(charged);
    expect(spent).toBeLessThanOrEqual(budget);
    // What is left would not pay one more click.
    expect(spent).toBeGreaterThan(budget * 0.9);
  });

  it('stops when the purse is empty though the budget is not', async () => {
    const advertiser = await addAdvertiser(world.records, organizationId, 400);
    const { planId } = await addPlan(world.records, advertiser, { targetCost: 3_000 });
    await addRival();
    const server = await openServer();
    await warm(server);
    /** Somebody who clicks what they are shown; answers what was spent until then. */
    const one = async () => {
      const shopper = newShopper();
      const [win] = server.decide(requestBy(shopper, Date.now()));
      if (win) await server.shown(win.token, shopper, Date.now());
      if (win) await server.clicked(win.token, shopper, Date.now());
      return (await spentOf(world.records, planId)).spent;
    };
    await expect.poll(one, { interval: 10 }).toBeGreaterThan(300);
    for (let n = 0; n < 40; n++) expect(await one()).toBeLessThanOrEqual(400);
    expect((await readBooks(world.records)).unbalanced).toBe(0);
  });
});

describe('what keeps a plan from being shown', () => {
  const wins = async (server: Serving, shopper = newShopper()) => {
    await server.catchUp();
    server.decide(requestBy(newShopper(), Date.now()));
    await server.catchUp();
    return server.decide(requestBy(shopper, Date.now())).map(({ planId }) => planId as string);
  };

  it('is the plan itself, its hours, its video, its product and its stock', async () => {
    const advertiser = await addAdvertiser(world.records, organizationId, 500_000);
    const { planId, videoId, productId } = await addPlan(world.records, advertiser);
    const server = await openServer();
    expect(await wins(server)).toEqual([planId]);

    const parts = { records: world.records, now: Date.now };
    await setPlanState(parts, member(), planId as never, 'off');
    expect(await wins(server)).toEqual([]);
    await setPlanState(parts, member(), planId as never, 'on');
    expect(await wins(server)).toEqual([planId]);

    const hour = Number(
      new Intl.DateTimeFormat('en', {
        hour: 'numeric',
        hourCycle: 'h23',
        timeZone: noonZone,
      }).format(),
    );
    const patch = async (hours: number[] | null, version: number) =>
      changePlan(parts, member(), planId as never, { hours, version });
    expect((await patch([(hour + 12) % 24], 3)).ok).toBe(true);
    expect(await wins(server)).toEqual([]);
    expect((await patch(null, 3)).ok).toBe(false);
    expect((await patch(null, 4)).ok).toBe(true);
    expect(await wins(server)).toEqual([planId]);

    await run(world.records, sql`UPDATE videos SET state = 'removed' WHERE id = ${videoId}`);
    expect(await wins(server)).toEqual([]);
    await run(world.records, sql`UPDATE videos SET state = 'published' WHERE id = ${videoId}`);
    await run(world.records, sql`UPDATE products SET shelf = 'offline' WHERE id = ${productId}`);
    expect(await wins(server)).toEqual([]);
    await run(world.records, sql`UPDATE products SET shelf = 'online' WHERE id = ${productId}`);
    await run(world.records, sql`UPDATE skus SET reserved = on_hand WHERE product_id = ${productId}`);
    expect(await wins(server)).toEqual([]);
    await run(world.records, sql`UPDATE skus SET reserved = 0 WHERE product_id = ${productId}`);
    expect(await wins(server)).toEqual([planId]);
  });

  it('is an audience that this shopper is not in', async () => {
    const advertiser = await addAdvertiser(world.records, organizationId, 500_000);
    const fresh = await addPlan(world.records, advertiser, { audience: 'new', targetCost: 9_000 });
    const loyal = await addPlan(world.records, advertiser, { audience: 'repeat', targetCost: 9_000 });
    const server = await openServer();
    const buyer = newShopper();
    expect(await wins(server, buyer)).toEqual([fresh.planId]);
    const orderId = crypto.randomUUID();
    await run(
      world.records,
      sql`INSERT INTO orders (id, organization_id, shop_id, origin, buyer, state, currency, ordered_at, paid_at)
        VALUES (${orderId}, ${organizationId}, ${advertiser.shopId}, 'checkout', ${buyer.person}, 'paid', 'CNY', now(), now())`,
    );
    await attributeOrders(world.records, organizationId, [orderId]);
    const again = { ...newShopper(), person: buyer.person };
    await wins(server, newShopper(buyer.person));
    expect(await wins(server, again)).toEqual([loyal.planId]);
  });

  it('is having been shown it often enough, on whichever server', async () => {
    const advertiser = await addAdvertiser(world.records, organizationId, 500_000);
    await addPlan(world.records, advertiser);
    const pair = [await openServer(), await openServer()];
    for (const server of pair) await warm(server);
    const shopper = newShopper();
    const start = Date.now() - 5 * 3_600_000;
    let showings = 0;
    for (let n = 0; n < 8; n++) {
      const now = start + n * 600_000;
      const [win] = pair[0]?.decide(requestBy(shopper, now)) ?? [];
      if (!win) continue;
      expect(await pair[0]?.shown(win.token, shopper, now)).toBe('shown');
      showings++;
    }
    expect(showings).toBe(5);
    pair[1]?.decide(requestBy(shopper, Date.now()));
    await expect.poll(() => pair[1]?.decide(requestBy(shopper, Date.now()))).toEqual([]);
  });

  it('says why in numbers of the last hour', async () => {
    const advertiser = await addAdvertiser(world.records, organizationId, 500_000);
    const rival = await addAdvertiser(world.records, organizationId, 500_000);
    const weak = await addPlan(world.records, advertiser, { targetCost: 1_000 });
    await addPlan(world.records, rival, { targetCost: 8_000 });
    const server = await openServer();
    await warm(server);
    for (let n = 0; n < 10; n++) server.decide(requestBy(newShopper(), Date.now()));
    const told = server.explain(weak.planId);
    expect(told?.auction).toMatchObject({ outcome: 'outranked' });
    if (told?.auction.outcome !== 'outranked') throw new Error('not outranked');
    expect(told.auction.needed).toBeCloseTo(8, 1);
    expect(told.rivals).toBe(1);
    expect(told.tally.outranked).toBeGreaterThanOrEqual(10);
    expect(told.tally.won).toBe(0);
  });
});

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { addAdvertiser, addPlan } from '../ads-fixture.ts';
import { readBooks, run } from './books-fixture-store.ts';
import { listenToMoney } from './lease-store.ts';
import { Leasing } from './leasing.ts';

let world: TestWorld;
let organizationId: OrganizationId;
const open: { leasing: Leasing; stop: () => Promise<void> }[] = [];
beforeAll(async () => {
  world = await openTestWorld();
  organizationId = await world.newOrganization();
});
afterAll(async () => {
  for (const { leasing, stop } of open) {
    await stop();
    await leasing.close();
  }
  await world.close();
});

const day = '2026-05-01';
/** So long after a refusal that a server which only waits would have asked again. */
let clockMs = Date.now();

/** A server's leasing, that hears of money, and how often it asked the records for some. */
async function openLeasing() {
  let asked = 0;
  const records = {
    ...world.records,
    market: ((work) => {
      asked++;
      return world.records.market(work);
    }) as typeof world.records.market,
  };
  const leasing = new Leasing(records, () => clockMs);
  let opened: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const stop = listenToMoney(world.records, {
    onOpen: () => {
      leasing.hears();
      opened();
    },
    onFreed: (id) => leasing.freed(id),
    onError: (error) => {
      throw error;
    },
  });
  await isOpen;
  open.push({ leasing, stop });
  /** Minor units that it may spend after asking for a slice; null where it asked nobody. */
  const lease = async (planId: string, slice: number, of = day) => {
    const before = asked;
    clockMs += 60_000;
    leasing.want({ planId, day: of, slice });
    await leasing.grant();
    return asked === before ? null : leasing.book.free(planId, of);
  };
  return { leasing, lease };
}

it('asks no more for a plan of whose day nothing is left until its budget is raised or the day is another', async () => {
  const advertiser = await addAdvertiser(world.records, organizationId, 10_000);
  const { planId } = await addPlan(world.records, advertiser, { dayBudget: 100 });
  const { leasing, lease } = await openLeasing();
  expect(await lease(planId, 97)).toBe(97);
  expect(await lease(planId, 50)).toBe(100);
  // The last of it was leased: the next question is refused, and no other is asked.
  expect(await lease(planId, 50)).toBe(100);
  for (let minute = 0; minute < 5; minute++) expect(await lease(planId, 50)).toBeNull();
  expect(leasing.isDry(planId, day, 101, clockMs)).toBe(true);
  expect(leasing.isDry(planId, day, 100, clockMs)).toBe(false);
  expect(leasing.isDry(planId, '2026-05-02', 101, clockMs)).toBe(false);

  await run(world.records, sql`UPDATE ad_budget_days SET budget = 130 WHERE plan_id = ${planId}`);
  await expect.poll(() => leasing.isDry(planId, day, 101, clockMs)).toBe(false);
  expect(await lease(planId, 50)).toBe(130);
  expect(await lease(planId, 50)).toBe(130);
  expect(await lease(planId, 50)).toBeNull();
  // A day has a budget of its own.
  expect(await lease(planId, 50, '2026-05-02')).toBe(50);
});

it('asks no more while the purse is empty until something comes into it', async () => {
  const advertiser = await addAdvertiser(world.records, organizationId, 40);
  const { planId } = await addPlan(world.records, advertiser, { dayBudget: 1_000 });
  const { leasing, lease } = await openLeasing();
  expect(await lease(planId, 40)).toBe(40);
  expect(await lease(planId, 40)).toBe(40);
  expect(await lease(planId, 40)).toBeNull();
  const transfer = crypto.randomUUID();
  await run(
    world.records,
    sql`INSERT INTO ad_ledger (organization_id, ad_account_id, transfer_id, kind, side, amount)
      SELECT organization_id, id, ${transfer}, 'top_up', side, amount FROM ad_accounts,
        (VALUES ('funding', -25), ('balance', 25)) AS e (side, amount) WHERE id = ${advertiser.adAccountId}`,
  );
  await expect.poll(() => leasing.isDry(planId, day, 41, clockMs)).toBe(false);
  expect(await lease(planId, 40)).toBe(65);
  expect((await readBooks(world.records)).unbalanced).toBe(0);
});

it('hears of what another server gives back', async () => {
  const advertiser = await addAdvertiser(world.records, organizationId, 10_000);
  const { planId } = await addPlan(world.records, advertiser, { dayBudget: 100 });
  const [one, other] = [await openLeasing(), await openLeasing()];
  expect(await one.lease(planId, 100)).toBe(100);
  expect(await other.lease(planId, 10)).toBe(0);
  expect(await other.lease(planId, 10)).toBeNull();
  await one.leasing.close();
  await expect.poll(() => other.leasing.isDry(planId, day, 1, clockMs)).toBe(false);
  expect(await other.lease(planId, 10)).toBe(10);
});

it('keeps what was leased while it looked at what it has', async () => {
  const advertiser = await addAdvertiser(world.records, organizationId, 10_000);
  const { planId } = await addPlan(world.records, advertiser, { dayBudget: 100 });
  const [reached, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let untilHeld = Number.POSITIVE_INFINITY;
  /** One question is answered by the records at once, and heard of only when the test says so. */
  const market = async <Answer>(work: (trx: Trx) => Promise<Answer>): Promise<Answer> => {
    const isHeld = --untilHeld === 0;
    const answer = await world.records.market(work);
    if (isHeld) {
      reached.resolve();
      await answered.promise;
    }
    return answer;
  };
  const leasing = new Leasing({ ...world.records, market }, () => clockMs);
  open.push({ leasing, stop: async () => undefined });
  await leasing.beat(() => true);
  // That it lives is the first that it says, what it has leased the second that it asks.
  untilHeld = 2;
  const looking = leasing.beat(() => true);
  await reached.promise;
  leasing.want({ planId, day, slice: 60 });
  const granting = leasing.grant();
  await Promise.race([granting, new Promise((wait) => setTimeout(wait, 500))]);
  answered.resolve();
  await Promise.all([looking, granting]);
  expect(leasing.book.free(planId, day)).toBe(60);
});

import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type OrganizationId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { enterTopUp } from '../accounts/account-store.ts';
import { type Advertiser, addAdvertiser, addPlan } from '../ads-fixture.ts';
import { readBooks } from './books-fixture-store.ts';
import { billableId, type Charge } from './charge.ts';
import { commitCharges } from './charge-store.ts';
import { giveBack, grantLeases, registerServer, sweepDeadServers } from './lease-store.ts';

let world: TestWorld;
let organizationId: OrganizationId;
beforeAll(async () => {
  world = await openTestWorld();
  organizationId = await world.newOrganization();
});
afterAll(() => world.close());

const day = '2026-11-11';
const chargeOf = (advertiser: Advertiser, planId: string, leaseId: string, price: number): Charge => {
  const requestId = crypto.randomUUID();
  return {
    id: billableId(planId, requestId, 'click'),
    organizationId,
    adAccountId: advertiser.adAccountId,
    planId,
    requestId,
    shopId: advertiser.shopId,
    videoId: newId('video'),
    productId: newId('product'),
    shopperId: newId('shopper'),
    person: 1,
    simulated: false,
    price,
    currency: 'CNY',
    pCtr: 0.03,
    pCvr: 0.02,
    leaseId,
    day,
    atMs: Date.now(),
  };
};

it('refuses half a transfer, one between accounts, and any change of an entry', async () => {
  const [one, two] = [
    await addAdvertiser(world.records, organizationId, 100),
    await addAdvertiser(world.records, organizationId, 100),
  ];
  const entry = { organization_id: organizationId, transfer_id: newId('charge'), kind: 'top_up' };
  const write = (rows: { ad_account_id: string; side: string; amount: number }[]) =>
    world.records.organization(organizationId, (trx) =>
      trx
        .insertInto('ad_ledger')
        .values(rows.map((row) => ({ ...entry, ...row })))
        .execute(),
    );
  await expect(write([{ ad_account_id: one.adAccountId, side: 'balance', amount: 5 }])).rejects.toThrow(
    /zero/,
  );
  await expect(
    write([
      { ad_account_id: one.adAccountId, side: 'balance', amount: 5 },
      { ad_account_id: two.adAccountId, side: 'funding', amount: -5 },
    ]),
  ).rejects.toThrow(/zero/);
  const change = sql`UPDATE ad_ledger SET amount = amount + 1`;
  await expect(world.records.market((trx) => change.execute(trx))).rejects.toThrow(/permission denied/);
  const books = await readBooks(world.records);
  expect([books.ledger, books.unbalanced]).toEqual([0, 0]);
});

type Step =
  | { readonly kind: 'top_up'; readonly amount: number }
  | { readonly kind: 'lease'; readonly plan: number; readonly server: number; readonly slice: number }
  | { readonly kind: 'click'; readonly lease: number; readonly prices: readonly number[] }
  | { readonly kind: 'give_back'; readonly lease: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('top_up' as const), amount: fc.integer({ min: 1, max: 900 }) }),
    fc.record({
      kind: fc.constant('lease' as const),
      plan: fc.integer({ min: 0, max: 1 }),
      server: fc.integer({ min: 0, max: 1 }),
      slice: fc.integer({ min: 1, max: 400 }),
    }),
    fc.record({
      kind: fc.constant('click' as const),
      lease: fc.nat(),
      prices: fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 5 }),
    }),
    fc.record({ kind: fc.constant('give_back' as const), lease: fc.nat() }),
  ),
  { maxLength: 25 },
);

it('keeps ledger, purses, budgets and leases equal whatever happens to them', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const advertiser = await addAdvertiser(world.records, organizationId, 500);
      const planIds = [
        (await addPlan(world.records, advertiser, { dayBudget: 700 })).planId,
        (await addPlan(world.records, advertiser, { dayBudget: 400 })).planId,
      ];
      const serverIds = [newId('request'), newId('request')];
      for (const id of serverIds) await registerServer(world.records, id);
      const leases: { leaseId: string; planId: string }[] = [];
      for (const step of all) {
        if (step.kind === 'top_up')
          await world.records.organization(organizationId, (trx) =>
            enterTopUp(trx, organizationId, advertiser.adAccountId, step.amount),
          );
        if (step.kind === 'lease') {
          const planId = planIds[step.plan] ?? '';
          const wants = [{ planId, day, slice: step.slice }];
          const [granted] = await grantLeases(world.records, serverIds[step.server] ?? '', wants);
          if (granted?.lease) leases.push(granted.lease);
        }
        const lease = 'lease' in step ? leases[step.lease % Math.max(1, leases.length)] : undefined;
        if (step.kind === 'click' && lease)
          await commitCharges(
            world.records,
            step.prices.map((price) => chargeOf(advertiser, lease.planId, lease.leaseId, price)),
          );
        if (step.kind === 'give_back' && lease) await giveBack(world.records, [lease.leaseId]);
        const books = await readBooks(world.records);
        expect(books).toMatchObject({ ledger: 0, unbalanced: 0, heldWrong: 0 });
        expect(books.charged).toBe(books.spentByDays);
        expect(books.charged).toBe(books.spentByLedger);
      }
    }),
    { numRuns: 12 },
  );
});

it('takes back what a dead server had leased, and nothing of a living one', async () => {
  const advertiser = await addAdvertiser(world.records, organizationId, 5_000);
  const { planId } = await addPlan(world.records, advertiser, { dayBudget: 1_000 });
  const livesUntil = (seconds: number, id: string | null = null) =>
    world.records.market((trx) =>
      sql`UPDATE ad_servers SET alive_until = now() + make_interval(secs => ${seconds})
        WHERE id = coalesce(${id}::uuid, id)`.execute(trx),
    );
  await livesUntil(-1);
  await sweepDeadServers(world.records);
  const [dead, living] = [newId('request'), newId('request')];
  await registerServer(world.records, dead);
  await registerServer(world.records, living);
  await livesUntil(3_600);
  const want = [{ planId, day, slice: 300 }];
  const [lost] = await grantLeases(world.records, dead, want);
  const [kept] = await grantLeases(world.records, living, want);
  if (!lost?.lease || !kept?.lease) throw new Error('nothing leased');
  await commitCharges(world.records, [chargeOf(advertiser, planId, lost.lease.leaseId, 100)]);
  await livesUntil(-1, dead);
  expect(await sweepDeadServers(world.records)).toBe(1);
  // 100 are spent and stay spent, 200 came back, 300 are with the other server: 600 are free.
  const [again] = await grantLeases(world.records, living, [{ planId, day, slice: 9_999 }]);
  expect(again?.lease?.amount).toBe(900);
  expect(await readBooks(world.records)).toMatchObject({ ledger: 0, unbalanced: 0, heldWrong: 0 });
  // A click whose lease died with its server is paid from what others hold.
  const late = chargeOf(advertiser, planId, lost.lease.leaseId, 50);
  expect(await commitCharges(world.records, [late])).toEqual(['charged']);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { marketNamespace, mergesTopic } from '#events';
import { newId } from '#kernel/ids';
import type { OutboxMessage } from '#platform/outbox';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { type Advertiser, addAdvertiser, addPlan, type FixturePlan } from '../ads-fixture.ts';
import { billableId } from '../billing/charge.ts';
import { ShopBuyers } from '../serving/shop-buyers.ts';
import { attributionSubscriber } from './attribute-orders.ts';

let world: TestWorld;
let advertiser: Advertiser;
let plan: FixturePlan;
beforeAll(async () => {
  world = await openTestWorld();
  advertiser = await addAdvertiser(world.records, await world.newOrganization(), 100_000);
  plan = await addPlan(world.records, advertiser);
});
afterAll(() => world.close());

const own = () => ({ organization_id: advertiser.organizationId });

async function click(person: number, atMs: number): Promise<void> {
  const requestId = randomUUID();
  await world.records.organization(advertiser.organizationId, (trx) =>
    trx
      .insertInto('ad_charges')
      .values({
        ...own(),
        id: billableId(plan.planId, requestId, 'click'),
        ad_account_id: advertiser.adAccountId,
        plan_id: plan.planId,
        request_id: requestId,
        kind: 'click',
        shop_id: advertiser.shopId,
        video_id: plan.videoId,
        product_id: plan.productId,
        shopper_id: newId('shopper'),
        person,
        simulated: false,
        price: 50,
        currency: 'CNY',
        p_ctr: 0.03,
        p_cvr: 0.03,
        day: '2026-11-02',
        at: new Date(atMs),
      })
      .execute(),
  );
}

async function buy(person: number, atMs: number): Promise<string> {
  const id = newId('order');
  await world.records.organization(advertiser.organizationId, async (trx) => {
    await trx
      .insertInto('orders')
      .values({
        ...own(),
        id,
        shop_id: advertiser.shopId,
        origin: 'checkout',
        buyer: person,
        state: 'paid',
        currency: 'CNY',
        ordered_at: new Date(atMs),
        paid_at: new Date(atMs),
      })
      .execute();
    await trx
      .insertInto('order_lines')
      .values({
        ...own(),
        id: newId('orderLine'),
        order_id: id,
        line_number: 1,
        sku: 'sku',
        title: 'Tea',
        quantity: 1,
        gmv: 900,
        user_paid: 900,
      })
      .execute();
  });
  return id;
}

const merge = (person: number, canonical: number) =>
  world.records.organization(marketNamespace, (trx) =>
    trx
      .insertInto('person_merges')
      .values({ namespace: marketNamespace, person, canonical, reason: 'identify' })
      .execute(),
  );

let messages = 0;
const tell = (topic: string, payload: unknown) =>
  attributionSubscriber({ records: world.records }).handle([
    {
      id: ++messages,
      organizationId: topic === mergesTopic ? marketNamespace : advertiser.organizationId,
      topic,
      payload,
      traceparent: null,
      createdAt: new Date(),
    } as OutboxMessage,
  ]);
const planOf = (orderId: string) =>
  world.records.organization(advertiser.organizationId, async (trx) => {
    const row = await trx
      .selectFrom('ad_conversions')
      .select('plan_id')
      .where('order_id', '=', orderId)
      .executeTakeFirst();
    return row?.plan_id ?? null;
  });
const changed = (orderId: string) => tell('orders.changed', { orderIds: [orderId], refundIds: [] });

it('an order belongs to the ad that its buyer clicked as a guest, before signing in', async () => {
  const [guest, account, stranger] = [101, 102, 103];
  const nowMs = Date.now();
  await click(guest, nowMs - 60_000);
  const before = await buy(account, nowMs - 30_000);
  await changed(before);
  expect(await planOf(before)).toBeNull();

  await merge(guest, account);
  const after = await buy(account, nowMs);
  const other = await buy(stranger, nowMs);
  for (const orderId of [after, other]) await changed(orderId);
  expect(await planOf(after)).toBe(plan.planId);
  expect(await planOf(other)).toBeNull();
});

it('a guest’s order belongs to the ad that the same person clicked on another device', async () => {
  const [guest, second, account] = [111, 112, 113];
  const nowMs = Date.now();
  await click(second, nowMs - 60_000);
  await merge(guest, account);
  await merge(second, account);
  const order = await buy(guest, nowMs);
  await changed(order);
  expect(await planOf(order)).toBe(plan.planId);
});

it('who bought as a guest has bought before, as whoever they sign in as', async () => {
  const [guest, account] = [121, 122];
  await changed(await buy(guest, Date.now()));
  const isNew = async () => {
    const buyers = new ShopBuyers(world.records);
    await buyers.catchUp();
    return buyers.fits('new', advertiser.shopId, account);
  };
  expect(await isNew()).toBe(true);
  await merge(guest, account);
  const told = { merges: [{ person: guest, canonical: account }] };
  for (let again = 0; again < 2; again++) await tell(mergesTopic, told);
  expect(await isNew()).toBe(false);
});

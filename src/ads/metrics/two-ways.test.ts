import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type OrganizationId } from '#kernel/ids';
import { openMetrics, registerMetrics } from '#metrics';
import type { Structure } from '#organisations';
import type { OutboxMessage } from '#platform/outbox';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { addAdvertiser, addPlan } from '../ads-fixture.ts';
import { attributeOrders } from '../attribution/attribute-store.ts';
import { billableId } from '../billing/charge.ts';
import { attributedTopic, deliveredTopic } from '../reports/delivered.ts';
import { adFactsSubscriber } from '../reports/write-ad-facts.ts';
import { adMetrics } from './index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 10, 1, 16);
const range = { from: '2026-11-02', to: '2026-11-12' };
const hours = fc.integer({ min: 0, max: 263 });
const facts = fc.record({
  views: fc.array(fc.record({ plan: fc.nat(2), person: fc.nat(3), hour: hours }), { maxLength: 25 }),
  clicks: fc.array(
    fc.record({ plan: fc.nat(2), person: fc.nat(3), hour: hours, price: fc.integer({ min: 1, max: 90 }) }),
    {
      maxLength: 15,
    },
  ),
  orders: fc.array(
    fc.record({
      shop: fc.nat(1),
      person: fc.option(fc.nat(3), { nil: null }),
      hour: hours,
      gmv: fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 3 }),
      presale: fc.boolean(),
      isPaid: fc.boolean(),
    }),
    { maxLength: 12 },
  ),
});
type Facts = typeof facts extends fc.Arbitrary<infer Value> ? Value : never;

/** What the numbers of each plan must be, by plain looking: the last click within 7 days, else the last view within one. */
function byHand({ views, clicks, orders }: Facts, shopOfPlan: readonly number[]) {
  const plans = shopOfPlan.map(() => ({ cost: 0, shown: 0, clicks: 0, gmv: 0, orders: 0 }));
  for (const { plan } of views) plans[plan] = { ...at(plans, plan), shown: at(plans, plan).shown + 1 };
  for (const { plan, price } of clicks) {
    const one = at(plans, plan);
    plans[plan] = { ...one, clicks: one.clicks + 1, cost: one.cost + price };
  }
  for (const order of orders) {
    if (!order.isPaid || order.person === null || order.presale) continue;
    const last = <Touch extends { plan: number; person: number; hour: number }>(
      touches: readonly Touch[],
      days: number,
    ) =>
      touches
        .filter(
          (touch) =>
            touch.person === order.person &&
            shopOfPlan[touch.plan] === order.shop &&
            touch.hour <= order.hour &&
            touch.hour > order.hour - 24 * days,
        )
        .sort((a, b) => b.hour - a.hour)[0];
    const touch = last(clicks, 7) ?? last(views, 1);
    if (!touch) continue;
    const one = at(plans, touch.plan);
    const gmv = order.gmv.reduce((sum, amount) => sum + amount, 0);
    plans[touch.plan] = { ...one, gmv: one.gmv + gmv, orders: one.orders + 1 };
  }
  return plans;
}
const at = <Item>(list: readonly Item[], place: number): Item => {
  const item = list[place];
  if (item === undefined) throw new Error(`nothing at ${place}`);
  return item;
};

/** Touches of one person within one hour would be a tie, which is decided by ids: the test has none. */
function withoutTies(all: Facts): Facts {
  const once = <Touch extends { person: number; hour: number }>(touches: readonly Touch[]) => [
    ...new Map(touches.map((touch) => [`${touch.person} ${touch.hour}`, touch])).values(),
  ];
  return { ...all, views: once(all.views), clicks: once(all.clicks) };
}

it('every ad metric agrees with plain looking, by plan and in all', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(facts.map(withoutTies), async (drawn) => {
      const organizationId = await world.newOrganization();
      const shops = [
        await addAdvertiser(world.records, organizationId, 0),
        await addAdvertiser(world.records, organizationId, 0),
      ];
      const shopOfPlan = [0, 0, 1];
      const plans = [];
      for (const shop of shopOfPlan) plans.push(await addPlan(world.records, at(shops, shop)));
      await write(organizationId, drawn, shops, plans, shopOfPlan);
      const metrics = openMetrics({
        records: world.records,
        columnar: world.columnar,
        registry: registerMetrics(adMetrics),
        structureOf: async () => structureOf(organizationId, shops),
        now: () => Date.UTC(2027, 0, 1),
      });
      const ask = async (dimensions: string[]) => {
        const answer = await metrics.query(organizationId, {
          metrics: adMetrics.map(({ id }) => id),
          dimensions,
          filters: [],
          grain: 'all',
          range,
        });
        if (!answer.ok) throw new Error(answer.refusal.detail);
        return answer.value.rows;
      };
      const split = new Map((await ask(['plan'])).map((row) => [row.dimensions.plan, row.values]));
      const hand = byHand(drawn, shopOfPlan);
      for (const [place, one] of hand.entries()) {
        const values = split.get(at(plans, place).planId) ?? {};
        expect(values.ad_cost ?? 0).toBe(one.cost);
        expect(values.ad_impressions ?? 0).toBe(one.shown);
        expect(values.ad_clicks ?? 0).toBe(one.clicks);
        expect(values.ad_orders ?? 0).toBe(one.orders);
        expect(values.ad_attributed_gmv ?? 0).toBe(one.gmv);
        expect(values.pay_roi ?? null).toBe(one.cost === 0 ? null : one.gmv / one.cost);
        expect(values.cost_per_ad_order ?? null).toBe(one.orders === 0 ? null : one.cost / one.orders);
      }
      const [whole] = await ask([]);
      const sum = (pick: (one: (typeof hand)[number]) => number) =>
        hand.reduce((total, one) => total + pick(one), 0);
      expect(whole?.values.ad_cost ?? 0).toBe(sum((one) => one.cost));
      expect(whole?.values.ad_attributed_gmv ?? 0).toBe(sum((one) => one.gmv));
      // A number is made of its rows.
      const rows = await metrics.rows(organizationId, {
        metric: 'ad_attributed_gmv',
        filters: [],
        range,
        limit: 200,
        part: 'numerator',
      });
      if (!rows.ok) throw new Error(rows.refusal.detail);
      expect(rows.value.sum).toBe(sum((one) => one.gmv));
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

async function write(
  organizationId: OrganizationId,
  { views, clicks, orders }: Facts,
  shops: readonly Awaited<ReturnType<typeof addAdvertiser>>[],
  plans: readonly Awaited<ReturnType<typeof addPlan>>[],
  shopOfPlan: readonly number[],
): Promise<void> {
  const own = { organization_id: organizationId, simulated: false, shopper_id: newId('shopper') };
  const when = (hour: number) => new Date(startMs + hour * hourMs);
  const shopOf = (plan: number) => at(shops, at(shopOfPlan, plan));
  const impressions = views.map(({ plan, person, hour }) => ({
    ...own,
    plan_id: at(plans, plan).planId,
    request_id: randomUUID(),
    shop_id: shopOf(plan).shopId,
    person: person + 1,
    p_ctr: 0.03,
    at: when(hour),
  }));
  const charges = clicks.map(({ plan, person, hour, price }) => {
    const requestId = randomUUID();
    const { planId, videoId, productId } = at(plans, plan);
    return {
      ...own,
      id: billableId(planId, requestId, 'click'),
      ad_account_id: shopOf(plan).adAccountId,
      plan_id: planId,
      request_id: requestId,
      kind: 'click',
      shop_id: shopOf(plan).shopId,
      video_id: videoId,
      product_id: productId,
      person: person + 1,
      price,
      currency: 'CNY',
      p_ctr: 0.03,
      p_cvr: 0.03,
      day: '2026-11-02',
      at: when(hour),
    };
  });
  const orderIds: string[] = [];
  await world.records.organization(organizationId, async (trx) => {
    if (impressions.length > 0) await trx.insertInto('ad_impressions').values(impressions).execute();
    if (charges.length > 0) await trx.insertInto('ad_charges').values(charges).execute();
    for (const { shop, person, hour, gmv, presale, isPaid } of orders) {
      const id = newId('order');
      orderIds.push(id);
      await trx
        .insertInto('orders')
        .values({
          id,
          organization_id: organizationId,
          shop_id: at(shops, shop).shopId,
          origin: 'checkout',
          buyer: person === null ? null : person + 1,
          state: isPaid ? 'paid' : 'awaiting_payment',
          currency: 'CNY',
          ordered_at: when(hour),
          paid_at: isPaid ? when(hour) : null,
          presale,
        })
        .execute();
      await trx
        .insertInto('order_lines')
        .values(
          gmv.map((amount, place) => ({
            id: newId('orderLine'),
            organization_id: organizationId,
            order_id: id,
            line_number: place + 1,
            sku: 'sku',
            title: 'Tea',
            quantity: 1,
            gmv: amount,
            user_paid: amount,
          })),
        )
        .execute();
    }
  });
  // Told twice, as an outbox may: nothing may count twice.
  if (orderIds.length > 0) await attributeOrders(world.records, organizationId, orderIds);
  const lines = await world.records.organization(organizationId, (trx) =>
    trx.selectFrom('ad_conversions').select('line_id').execute(),
  );
  const messages = [
    [
      deliveredTopic,
      {
        impressions: impressions.map((row) => ({ planId: row.plan_id, requestId: row.request_id })),
        charges: [],
      },
    ],
    [deliveredTopic, { impressions: [], charges: charges.map(({ id }) => id) }],
    [attributedTopic, { lineIds: lines.map((row) => row.line_id) }],
  ].map(([topic, payload], id) => ({
    id,
    organizationId,
    topic,
    payload,
    traceparent: null,
    createdAt: new Date(),
  }));
  const subscriber = adFactsSubscriber({ records: world.records, columnar: world.columnar });
  await subscriber.handle(messages as OutboxMessage[]);
  await subscriber.handle(messages as OutboxMessage[]);
}

function structureOf(
  organizationId: OrganizationId,
  shops: readonly Awaited<ReturnType<typeof addAdvertiser>>[],
): Structure {
  const zone = 'Asia/Shanghai';
  return {
    organization: { id: organizationId, name: 'Ads', zone, currency: 'CNY', simulated: false },
    brands: [],
    shops: shops.map(({ shopId, brandId }, n) => ({
      id: shopId as Structure['shops'][number]['id'],
      brandId: brandId as Structure['shops'][number]['brandId'],
      name: `Shop ${n}`,
      platform: 'meadow',
      currency: 'CNY',
      externalId: null,
      archived: false,
    })),
    accounts: [],
  };
}

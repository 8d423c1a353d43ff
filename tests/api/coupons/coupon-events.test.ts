import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, parseId, showId } from '#kernel/ids';
import { type Touch, touchTokens } from '#shop';
import { type Buyer, type CouponMarket, linesOf, openCouponMarket, told } from './coupon-market-fixture.ts';

let market: CouponMarket;
beforeAll(async () => {
  market = await openCouponMarket();
});
afterAll(() => market.product.close());

const touch: Touch = {
  carrier: 'short_video',
  source: 'feed',
  accountType: 'self',
  planId: 'plan-of-the-touch',
  accountId: null,
  contentId: null,
  roomId: null,
  creatorId: null,
  requestId: 'request-of-the-touch',
  touchSecond: 7,
};
const signed = () => touchTokens(market.product.world.instanceSecret).sign(touch, Date.now());

type Row = Readonly<Record<'event' | 'carrier' | 'source' | 'plan_id' | 'request_id' | 'properties', string>>;
const rowsOf = async (couponId: string) => {
  const { organizationId } = market.tenant;
  const { rows } = await market.product.world.columnar.query<Row>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT event, carrier, source, plan_id, request_id, toString(properties) AS properties FROM $events
        WHERE event LIKE 'Coupon%' AND toString(properties) LIKE {coupon:String} ORDER BY at, event`,
      params: { coupon: `%${couponId}%` },
    },
  );
  return rows;
};
const namesOf = async (couponId: string) => (await rowsOf(couponId)).map(({ event }) => event).toSorted();
const tell = (shopper: Buyer, events: readonly object[]) =>
  told<{ accepted: number; ignored: number }>(
    shopper.ask('POST', '/api/storefront/events', {
      events: events.map((event) => ({ id: randomUUID(), at: new Date().toISOString(), ...event })),
    }),
  );

it('a coupon’s way through a checkout is told to its shop alone: entered, removed, applied with what led there', async () => {
  const sku = await market.stocked(1_000);
  const shopper = await market.buyer();
  const coupon = await market.opened({ name: 'On its way' });
  const claimed = (await market.claim(shopper, coupon.id)).body;
  const mine = { claimedCouponId: claimed.id, touch: signed() };
  const answer = await tell(shopper, [
    { event: 'Coupon Removed', ...mine },
    { event: 'Coupon Entered', ...mine },
    // What is nobody's, somebody else's or not said is ignored.
    { event: 'Coupon Entered', claimedCouponId: showId('claimedCoupon', newId('claimedCoupon')) },
    { event: 'Coupon Entered' },
  ]);
  expect(answer.body).toEqual({ accepted: 2, ignored: 2 });
  const thief = await market.buyer();
  expect((await tell(thief, [{ event: 'Coupon Entered', ...mine }])).body).toEqual({
    accepted: 0,
    ignored: 1,
  });

  const placed = await market.place(shopper, {
    lines: linesOf([sku, 1]).map((line) => ({ ...line, touch: signed(), touchSecond: 7 })),
    coupons: [{ shopId: coupon.shopId, claimedCouponId: claimed.id }],
  });
  expect(placed.status).toBe(201);
  await expect
    .poll(() => namesOf(coupon.id))
    .toEqual(['Coupon Applied', 'Coupon Claimed', 'Coupon Entered', 'Coupon Removed']);
  for (const row of await rowsOf(coupon.id)) {
    expect(JSON.parse(row.properties)).toMatchObject({ coupon_id: coupon.id, coupon_name: 'On its way' });
    const led = {
      carrier: 'short_video',
      source: 'feed',
      plan_id: touch.planId,
      request_id: touch.requestId,
    };
    if (row.event !== 'Coupon Claimed') expect(row).toMatchObject(led);
  }
  const applied = (await rowsOf(coupon.id)).find(({ event }) => event === 'Coupon Applied');
  expect(JSON.parse(applied?.properties ?? '{}')).toMatchObject({
    order_id: placed.body.orders[0]?.id,
  });
});

it('a coupon that a checkout refuses is told as denied, once per attempt and with the reason', async () => {
  const sku = await market.stocked(1_000);
  const shopper = await market.buyer();
  const coupon = await market.opened({
    name: 'Too far',
    terms: { kind: 'threshold', amountOff: 300, threshold: 900_000 },
  });
  const claimed = (await market.claim(shopper, coupon.id)).body;
  const named = (claimedCouponId: string) => ({
    lines: linesOf([sku, 1]),
    coupons: [{ shopId: coupon.shopId, claimedCouponId }],
  });
  const refused = await market.place(shopper, named(claimed.id));
  expect(refused).toMatchObject({ status: 409, body: { reason: 'coupon_does_nothing' } });
  // Time runs out for it.
  const id = parseId('claimedCoupon', claimed.id) ?? '';
  await market.product.world.records.market((trx) =>
    trx.updateTable('claimed_coupons').set({ state: 'expired' }).where('id', '=', id).execute(),
  );
  expect((await market.place(shopper, named(claimed.id))).body.reason).toBe('coupon_gone');
  // Somebody else's coupon is refused, and nobody is told of it.
  const thief = await market.buyer();
  expect((await market.place(thief, named(claimed.id))).body.reason).toBe('coupon_gone');

  await expect.poll(() => namesOf(coupon.id)).toEqual(['Coupon Claimed', 'Coupon Denied', 'Coupon Denied']);
  const reasons = (await rowsOf(coupon.id)).flatMap(
    ({ properties }) => (JSON.parse(properties) as { reason?: string }).reason ?? [],
  );
  expect(reasons.toSorted()).toEqual(['coupon_does_nothing', 'coupon_gone']);
});

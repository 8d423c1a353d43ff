import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepGroup } from '#events';
import { newId, parseId, showId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import type { OrderView, PurchaseView, QuoteView } from '#shop/contract';
import { brokenLaws } from '../../../src/shop/checkout/laws/laws-fixture.ts';
import {
  type Buyer,
  type CouponMarket,
  linesOf,
  openCouponMarket,
  type Placed,
  told,
} from './coupon-market-fixture.ts';

let market: CouponMarket;
beforeAll(async () => {
  market = await openCouponMarket();
});
afterAll(() => market.product.close());

describe('a shopper', () => {
  it('uses the best of their coupons unless they choose, and every sum says who bears it', async () => {
    const [cheap, dear] = [await market.stocked(333), await market.stocked(1_999)];
    const shopper = await market.buyer();
    const small = await market.opened({ name: 'Three off' });
    const big = await market.opened({
      name: 'A tenth off',
      terms: { kind: 'percentage', percentOff: 10, discountMax: null },
      productIds: [showId('product', dear.productId)],
    });
    const far = await market.opened({
      name: 'Far',
      terms: { kind: 'threshold', amountOff: 5_000, threshold: 100_000 },
    });
    expect((await market.offered(shopper, cheap.productId)).map(({ id }) => id)).not.toContain(big.id);
    expect((await market.offered(shopper, dear.productId)).map(({ id }) => id)).toContain(big.id);
    const ids: string[] = [];
    for (const { id } of [small, big, far]) ids.push((await market.claim(shopper, id)).body.id);
    const [three, tenth, none] = ids as [string, string, string];
    const lines = linesOf([cheap, 2], [dear, 2]);
    const quote = async (coupons?: object[]) =>
      (
        await told<QuoteView>(
          shopper.ask('POST', '/api/storefront/checkouts/quote', { lines, ...(coupons ? { coupons } : {}) }),
        )
      ).body;
    const best = await quote();
    expect(best).toMatchObject({ goods: 4_664, discount: 399, total: 4_265 });
    expect(best.shops[0]?.coupon).toEqual({ id: tenth, name: 'A tenth off', amount: 399 });
    expect(best.shops[0]?.lines.map((line) => line.discounts)).toEqual([
      [],
      [{ kind: 'coupon', label: 'A tenth off', amount: 399, bearer: 'shop' }],
    ]);
    expect(best.shops[0]?.coupons.find(({ id }) => id === none)).toMatchObject({
      amount: 0,
      useless: 'below_threshold',
      missing: 95_336,
    });
    const shown = showId('shop', market.shopId);
    const chosen = await quote([{ shopId: shown, claimedCouponId: three }]);
    expect(chosen).toMatchObject({ discount: 300, total: 4_364 });
    expect((await quote([{ shopId: shown, claimedCouponId: null }])).total).toBe(4_664);
    const useless = await market.place(shopper, {
      lines,
      coupons: [{ shopId: shown, claimedCouponId: none }],
    });
    expect(useless.body).toMatchObject({ code: 'coupon_unusable', reason: 'coupon_does_nothing' });

    const placed = await market.place(shopper, {
      lines,
      coupons: [{ shopId: shown, claimedCouponId: three }],
      total: 4_364,
    });
    expect(placed.status, JSON.stringify(placed.body)).toBe(201);
    expect((await market.wallet(shopper)).find(({ id }) => id === three)).toMatchObject({
      state: 'held',
      orderId: placed.body.orders[0]?.id,
    });
    const again = await market.place(shopper, {
      lines,
      coupons: [{ shopId: shown, claimedCouponId: three }],
    });
    expect(again.body).toMatchObject({ code: 'coupon_unusable', reason: 'coupon_gone' });
    expect((await market.pay(shopper, placed.body.id)).body.state).toBe('paid');
    const orderId = placed.body.orders[0]?.id ?? '';
    const mine = (await told<PurchaseView>(shopper.ask('GET', `/api/storefront/orders/${orderId}`))).body;
    expect(mine).toMatchObject({ total: 4_364, discount: 300 });
    expect(mine.lines.map(({ goods, paid }) => goods - paid).toSorted((a, b) => a - b)).toEqual([43, 257]);
    const theirs = (await market.asShop<OrderView>('GET', `/api/orders/${orderId}`)).body;
    expect(theirs).toMatchObject({ gmv: 4_364, userPaid: 4_364, discount: 300 });
    expect(theirs.orderLines.flatMap((line) => line.discounts.map(({ amount }) => amount))).toHaveLength(2);
    expect((await market.asShop(`GET`, `/api/coupons/${small.id}`)).body).toMatchObject({
      claimed: 1,
      used: 1,
      orders: 1,
      discount: 300,
      paid: 4_364,
    });
    const withIt = await market.asShop<{ items: { id: string }[] }>(
      'GET',
      `/api/orders?couponId=${small.id}`,
    );
    expect(withIt.body.items.map(({ id }) => id)).toEqual([orderId]);

    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
    const numbers = async () => {
      const products = [cheap, dear].map((sku) => showId('product', sku.productId));
      const { body } = await market.asShop<{ rows?: { values: object }[] }>('POST', '/api/metrics/query', {
        metrics: ['gmv', 'user_paid', 'refund_amount'],
        dimensions: [],
        filters: [{ dimension: 'product', op: 'in', values: products }],
        // From yesterday, in case the day ends meanwhile.
        range: { from: day.format(Date.now() - 86_400_000), to: day.format(Date.now()) },
        grain: 'all',
      });
      return body.rows?.[0]?.values;
    };
    await expect.poll(numbers).toMatchObject({ gmv: 4_364, user_paid: 4_364 });

    // Everything back before it is shipped: what was paid by line, and the coupon.
    const back = await told<PurchaseView>(
      shopper.ask('POST', `/api/storefront/orders/${orderId}/refunds`, {
        version: mine.version,
        lines: mine.lines.map(({ id, quantity }) => ({ lineId: id, quantity })),
        reason: 'changed my mind',
      }),
    );
    expect(back.body).toMatchObject({ state: 'refunded_before_shipping', refunded: 4_364 });
    await expect.poll(numbers).toMatchObject({ gmv: 4_364, user_paid: 4_364, refund_amount: 4_364 });
    expect((await market.wallet(shopper, 'usable')).find(({ id }) => id === three)).toMatchObject({
      state: 'claimed',
      orderId: null,
    });
    expect(await brokenLaws(market.product.world.records)).toEqual([]);
    for (const coupon of [small, big, far])
      await market.asShop('POST', `/api/coupons/${coupon.id}/move`, { version: 2, move: 'end' });
  });

  it('has a coupon back when the order is cancelled, and one order out of a request sent twice', async () => {
    const sku = await market.stocked(1_000);
    const shopper = await market.buyer();
    const coupon = await market.opened({ productIds: [showId('product', sku.productId)] });
    await market.claim(shopper, coupon.id);
    const send = () =>
      fetch(`${market.product.url}/api/storefront/checkouts`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${shopper.token}`,
          'content-type': 'application/json',
          'idempotency-key': 'once',
        },
        body: JSON.stringify({ lines: linesOf([sku, 1]), addressId: shopper.addressId, total: 700 }),
      });
    const first = (await told<Placed>(send())).body;
    expect(first.total).toBe(700);
    // As after a crash between the order and the memory of its answer: the coupon is held by the first already.
    await market.product.world.records.market((trx) => trx.deleteFrom('idempotency_keys').execute());
    expect((await told<Placed>(send())).body.id).toBe(first.id);
    const path = `/api/storefront/orders/${first.orders[0]?.id}`;
    expect((await told(shopper.ask('POST', `${path}/cancel`, { version: 1 }))).status).toBe(200);
    expect((await market.wallet(shopper, 'usable')).map(({ state }) => state)).toContain('claimed');
    expect((await market.place(shopper, { lines: linesOf([sku, 1]) })).body.total).toBe(700);
    expect(await brokenLaws(market.product.world.records)).toEqual([]);
    await market.asShop('POST', `/api/coupons/${coupon.id}/move`, { version: 2, move: 'end' });
  });

  it('has a coupon of a group only as a member who is not held out, and finds a granted one', async () => {
    const sku = await market.stocked(1_000);
    const [member, heldOut, stranger] = [await market.buyer(), await market.buyer(), await market.buyer()];
    const personOf = async (shopper: Buyer) =>
      market.product.world.records.market(
        async (trx) =>
          (
            await trx
              .selectFrom('shoppers')
              .select('person')
              .where('id', '=', parseId('shopper', shopper.id) ?? '')
              .executeTakeFirstOrThrow()
          ).person,
      );
    const id = newId('group');
    const set = {
      people: PeopleSet.of([await personOf(member)]),
      heldOut: PeopleSet.of([await personOf(heldOut)]),
    };
    await market.product.world.records.organization(market.tenant.organizationId, (trx) =>
      keepGroup(trx, market.tenant.organizationId, { id, purpose: 'coupons', name: 'Loyal', ...set }),
    );
    const forGroup = {
      productIds: [showId('product', sku.productId)],
      forWhom: 'groups',
      groupIds: [showId('group', id)],
    };
    const asked = await market.opened(forGroup);
    expect(asked.groups).toEqual([
      { id: showId('group', id), name: 'Loyal', isOpen: true, people: 1, heldOut: 1 },
    ]);
    await expect
      .poll(async () => (await market.offered(member, sku.productId)).map((one) => one.id))
      .toEqual([asked.id]);
    for (const one of [heldOut, stranger]) {
      expect(await market.offered(one, sku.productId)).toEqual([]);
      expect(await market.claim(one, asked.id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect((await market.claim(member, asked.id)).status).toBe(201);
    const granted = await market.opened({ ...forGroup, granted: true, name: 'A present' });
    await expect
      .poll(async () => (await market.wallet(member, 'usable')).map(({ couponId }) => couponId))
      .toContain(granted.id);
    expect((await market.wallet(heldOut)).length + (await market.wallet(stranger)).length).toBe(0);
    expect((await market.asShop('GET', `/api/coupons/${granted.id}`)).body.claimed).toBe(1);
    expect((await market.place(member, { lines: linesOf([sku, 1]) })).body.total).toBe(700);
    expect((await market.place(heldOut, { lines: linesOf([sku, 1]) })).body.total).toBe(1_000);
  });

  it('leaves an event of each claim and each order with a coupon', async () => {
    const counts = async () => {
      const { organizationId } = market.tenant;
      const { rows } = await market.product.world.columnar.query<{ event: string; count: number }>(
        { kind: 'organization', organizationId },
        {
          sql: `SELECT event, toUInt32(count()) AS count FROM $events WHERE event IN ('Coupon Claimed', 'Coupon Applied') GROUP BY event`,
        },
      );
      return Object.fromEntries(rows.map(({ event, count }) => [event, count]));
    };
    const { claims, applied } = await market.product.world.records.market(async (trx) => ({
      claims: (await trx.selectFrom('claimed_coupons').select('id').execute()).length,
      applied: new Set(
        (await trx.selectFrom('order_discounts').select('order_id').execute()).map((row) => row.order_id),
      ).size,
    }));
    await expect.poll(counts).toEqual({ 'Coupon Claimed': claims, 'Coupon Applied': applied });
  });
});

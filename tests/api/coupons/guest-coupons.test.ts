import { afterAll, beforeAll, expect, it } from 'vitest';
import { showId } from '#kernel/ids';
import type { PurchaseView } from '#shop/contract';
import { brokenLaws } from '../../../src/shop/checkout/laws/laws-fixture.ts';
import { type CouponMarket, linesOf, openCouponMarket, told } from './coupon-market-fixture.ts';

let market: CouponMarket;
beforeAll(async () => {
  market = await openCouponMarket();
});
afterAll(() => market.product.close());

const password = 'a long enough password';
type Entered = { readonly token: string; readonly shopper: { readonly id: string } };

it.each(['cancelled', 'refunded'] as const)(
  'a guest who signs in with an order has one coupon, as everybody, when it is %s',
  async (end) => {
    const sku = await market.stocked(1_000);
    const coupon = await market.opened({ productIds: [showId('product', sku.productId)] });
    const email = `${end}@test.example`;
    const own = await market.product.shopper();
    const signedUp = await told<Entered>(own.ask('POST', '/api/storefront/sign-up', { email, password }));
    const account = market.product.shopperWith(own.id, signedUp.body.token);
    expect((await market.claim(account, coupon.id)).status).toBe(201);

    // At another device, before they say who they are, they claim and use it once more.
    const guest = await market.buyer();
    expect((await market.claim(guest, coupon.id)).status).toBe(201);
    const placed = await market.place(guest, { lines: linesOf([sku, 2]) });
    expect(placed.body.total).toBe(1_700);
    if (end === 'refunded') expect((await market.pay(guest, placed.body.id)).body.state).toBe('paid');
    const entered = await told<Entered>(guest.ask('POST', '/api/storefront/sign-in', { email, password }));
    expect(entered.body.shopper.id).toBe(account.id);

    const statesOf = async () =>
      (await market.wallet(account))
        .filter(({ couponId }) => couponId === coupon.id)
        .map(({ state }) => state);
    expect((await statesOf()).toSorted()).toEqual(['claimed', end === 'cancelled' ? 'held' : 'used']);
    const path = `/api/storefront/orders/${placed.body.orders[0]?.id}`;
    const { version, lines } = (await told<PurchaseView>(account.ask('GET', path))).body;
    const closed =
      end === 'cancelled'
        ? account.ask('POST', `${path}/cancel`, { version })
        : account.ask('POST', `${path}/refunds`, {
            version,
            lines: lines.map(({ id, quantity }) => ({ lineId: id, quantity })),
            reason: 'changed my mind',
          });
    expect((await told<PurchaseView>(closed)).body.state).toBe(
      end === 'cancelled' ? 'cancelled' : 'refunded_before_shipping',
    );
    // Their own is left; the one above the limit comes back to nobody.
    expect((await statesOf()).toSorted()).toEqual(['claimed', 'expired']);
    expect(await brokenLaws(market.product.world.records)).toEqual([]);
  },
);

/** A small market, and what one can do in it, for the model-based test of the shop's laws. */
import type { CouponId } from '#kernel/ids';
import { openSealing } from '#platform/sealing';
import type { TestWorld } from '#platform/testing';
import { openCouponDesk } from '../../coupons/claimed/coupon-desk.ts';
import { endDueCoupons, expireClaimed } from '../../coupons/claimed/due-coupons-store.ts';
import type { CouponTerms } from '../../coupons/coupon.ts';
import { addCoupon } from '../../coupons/coupon-fixture.ts';
import { shipOrder } from '../../fulfilment/ship-order-store.ts';
import { addAttempt } from '../../payments/attempts-store.ts';
import { settleReturn, takeDueReturns } from '../../payments/returns-store.ts';
import { settlePayment } from '../../payments/settle-payment-store.ts';
import {
  askForRefund,
  cancelPurchase,
  findPurchase,
  listPurchases,
  type PurchaseRow,
  receiveDuePurchases,
  receivePurchase,
} from '../../purchases/purchases-store.ts';
import { claimRefund } from '../../refunds/claim-refund-store.ts';
import { decideRefund } from '../../refunds/decide-refund-store.ts';
import { joinGuest } from '../../shoppers/join-guest-store.ts';
import { touchTokens } from '../../touch/touch-token.ts';
import { findCheckout } from '../checkouts-store.ts';
import { expireCheckouts } from '../close-checkouts-store.ts';
import { openCheckoutDesk } from '../placing/place-checkout.ts';
import { type AddressedShopper, addShop, addShopper, addSku, type StockedSku } from './market-fixture.ts';

export type ShopModel = Awaited<ReturnType<typeof openShopModel>>;
export type Attempt = { readonly id: string; readonly amount: number; readonly currency: string };

const modelTerms: readonly CouponTerms[] = [
  { kind: 'direct', amountOff: 37 },
  { kind: 'threshold', amountOff: 250, threshold: 400 },
  { kind: 'percentage', percentOff: 15, discountMax: null },
  { kind: 'percentage', percentOff: 90, discountMax: 301 },
  { kind: 'direct', amountOff: 100_000 },
];

type Wanted = readonly { readonly sku: number; readonly quantity: number }[];

let people = 1_000;

/** Two organisations with a shop each, three scarce SKUs, two shoppers, and a clock of its own. */
export async function openShopModel({ records, instanceSecret, newOrganization }: TestWorld) {
  const clock = { nowMs: Date.UTC(2026, 5, 1, 4) };
  const skus: StockedSku[] = [];
  for (const stock of [[3], [2, 7]]) {
    const organizationId = await newOrganization();
    const shopId = await addShop(records, organizationId);
    for (const onHand of stock)
      skus.push(await addSku(records, organizationId, shopId, { price: 100 * onHand + 33, onHand }));
  }
  const shoppers: AddressedShopper[] = [];
  for (let n = 0; n < 2; n++) shoppers.push(await addShopper(records, instanceSecret, people++));
  const held: CouponId[] = [];
  for (const [place, terms] of modelTerms.entries()) {
    const sku = skus[place % skus.length] as StockedSku;
    held.push(
      await addCoupon(records, sku.organizationId, {
        shopId: sku.shopId,
        terms,
        // Every other one is for one product only.
        productIds: place % 2 === 0 ? [sku.productId] : null,
        quantity: 5,
        // Of some a guest who signs in soon brings one too many.
        perShopper: place === 2 || place === 3 ? 1 : 3,
        claimFromMs: clock.nowMs - 1,
        claimUntilMs: clock.nowMs + 5 * 86_400_000,
        use:
          place === 1
            ? { daysFromClaim: 1 }
            : { fromMs: clock.nowMs, untilMs: clock.nowMs + 30 * 86_400_000 },
      }),
    );
  }
  const coupons = openCouponDesk(records, { isMember: () => false, isHeldOut: () => false });
  const desk = openCheckoutDesk({ records, touchTokens: touchTokens(instanceSecret), coupons });
  const attempts: Attempt[] = [];
  const pick = <Item>(items: readonly Item[], place: number): Item | undefined => items[place % items.length];
  const organizationOf = async (order: PurchaseRow) => {
    const sku = skus.find((one) => one.shopId === order.shop_id);
    if (!sku) throw new Error('An order of a shop that is not in the model.');
    return sku.organizationId;
  };
  const purchases = async () =>
    (await Promise.all(shoppers.map((one) => listPurchases(records, one.id, null, null, 200)))).flat();
  /** Mostly an order on which the act makes sense; every fourth time any, to see that it is refused. */
  const choose = async (place: number, states: readonly string[]) => {
    const all = await purchases();
    const fitting = all.filter((order) => states.includes(order.state));
    return pick(place % 4 === 0 || fitting.length === 0 ? all : fitting, place);
  };
  const isOpen = new Map<string, boolean>();
  const chooseAttempt = (place: number) => {
    const open = attempts.filter((attempt) => isOpen.get(attempt.id) ?? true);
    return pick(place % 4 === 0 || open.length === 0 ? attempts : open, place);
  };
  const shopperOf = async (order: PurchaseRow) => {
    for (const shopper of shoppers) if (await findPurchase(records, shopper.id, order.id)) return shopper.id;
    throw new Error('An order without a shopper.');
  };

  const placeAs = (shopper: AddressedShopper, wanted: Wanted) =>
    desk.place({
      shopper,
      addressId: shopper.addressId,
      lines: wanted.map(({ sku, quantity }) => ({
        skuId: (skus[sku % skus.length] as StockedSku).skuId,
        quantity,
        touch: null,
        touchSecond: null,
      })),
      coupons: new Map(),
      requestKey: null,
      total: null,
      nowMs: clock.nowMs,
    });
  const claimAs = (place: number, times: number, crowd: readonly AddressedShopper[]) =>
    Promise.all(
      Array.from({ length: times }, (_, n) =>
        coupons.claim({
          couponId: held[place % held.length] as CouponId,
          shopper: crowd[(place + n) % crowd.length] as AddressedShopper,
          requestKey: null,
          nowMs: clock.nowMs,
        }),
      ),
    );

  return {
    clock,
    skus,
    available: async (skuId: string) => {
      const row = await records.market((trx) =>
        trx
          .selectFrom('skus')
          .select(['on_hand', 'reserved'])
          .where('id', '=', skuId)
          .executeTakeFirstOrThrow(),
      );
      return row.on_hand - row.reserved;
    },
    place: (who: number, wanted: Wanted) =>
      placeAs(shoppers[who % shoppers.length] as AddressedShopper, wanted),
    /** A guest claims what a shopper has as well, orders something that it is good for, and turns out to be the shopper. */
    join: async (who: number, place: number, times: number) => {
      const guest = await addShopper(records, instanceSecret, people++);
      const into = shoppers[who % shoppers.length] as AddressedShopper;
      await claimAs(place, 1, [into]);
      await claimAs(place, times, [guest]);
      await placeAs(guest, [{ sku: place % held.length, quantity: 1 }]);
      await joinGuest(records, openSealing(instanceSecret), guest.id, into.id);
    },
    /** Begins to pay the checkout of some order. */
    beginPayment: async (place: number) => {
      const order = await choose(place, ['awaiting_payment']);
      if (!order) return;
      const begun = await addAttempt(records, await shopperOf(order), order.parent_id, 'test', clock.nowMs);
      if (begun.ok) attempts.push(begun.value);
    },
    chooseAttempt,
    /** The provider tells of an attempt, perhaps again, perhaps late. */
    report: async (attempt: Attempt, state: 'succeeded' | 'failed') => {
      isOpen.set(attempt.id, false);
      return settlePayment(
        records,
        'test',
        attempt.id,
        {
          state,
          reference: `ref-${attempt.id}`,
          amount: attempt.amount,
          currency: attempt.currency,
          failure: state === 'failed' ? 'declined' : null,
        },
        clock.nowMs,
      );
    },
    reportWrongAmount: async (place: number) => {
      const attempt = pick(attempts, place);
      if (!attempt) return null;
      const { amount, currency, id } = attempt;
      const answer = {
        state: 'succeeded',
        reference: `ref-${id}`,
        amount: amount - 1,
        currency,
        failure: null,
      } as const;
      return settlePayment(records, 'test', id, answer, clock.nowMs);
    },
    /** Claims one coupon several times at once, by turns for both shoppers. */
    claim: (place: number, times: number) => claimAs(place, times, shoppers),
    expire: () => expireCheckouts(records, clock.nowMs, 100),
    lapse: async () =>
      (await expireClaimed(records, clock.nowMs, 100)) + (await endDueCoupons(records, clock.nowMs, 100)),
    finishDue: () => receiveDuePurchases(records, clock.nowMs, 100),
    cancel: async (place: number) => {
      const order = await choose(place, ['awaiting_payment']);
      if (order) await cancelPurchase(records, await shopperOf(order), order, clock.nowMs);
    },
    receive: async (place: number) => {
      const order = await choose(place, ['shipped']);
      if (order) await receivePurchase(records, await shopperOf(order), order, clock.nowMs);
    },
    /** Ships one unit of the first line, or everything. */
    ship: async (place: number, isPart: boolean) => {
      const order = await choose(place, ['paid', 'part_shipped']);
      const line = order?.lines[0];
      if (!order || !line) return;
      await records.organization(await organizationOf(order), (trx) =>
        shipOrder(trx, {
          orderId: order.id,
          version: order.version,
          carrier: 'SF',
          trackingNumber: `T-${place}`,
          lines: isPart ? [{ lineId: line.id, quantity: 1 }] : null,
          byName: 'Tester',
          nowMs: clock.nowMs,
        }),
      );
    },
    refund: async (place: number, by: 'shopper' | 'shop', quantity: number, amount: number | null) => {
      const order = await choose(place, ['paid', 'part_shipped', 'shipped', 'completed']);
      const line = order && pick(order.lines, place);
      if (!order || !line) return;
      const asked = {
        orderId: order.id,
        version: order.version,
        lines: [{ lineId: line.id, quantity, amount }],
        reason: 'because',
        nowMs: clock.nowMs,
      };
      if (by === 'shopper') await askForRefund(records, await shopperOf(order), asked);
      else
        await records.organization(await organizationOf(order), (trx) =>
          claimRefund(trx, { ...asked, by: 'shop', byName: 'Tester' }),
        );
    },
    decide: async (place: number, decision: 'approved' | 'refused') => {
      const waiting = (await purchases()).flatMap((order) =>
        order.refunds
          .filter((refund) => refund.state === 'pending' && refund.decision === null)
          .map((refund) => ({ order, refund })),
      );
      const one = pick(waiting, place);
      if (!one) return;
      const organizationId = await organizationOf(one.order);
      await records.organization(organizationId, async (trx) => {
        const { version } = await trx
          .selectFrom('refunds')
          .select('version')
          .where('id', '=', one.refund.id)
          .executeTakeFirstOrThrow();
        return decideRefund(trx, {
          refundId: one.refund.id,
          version,
          decision,
          note: decision === 'refused' ? 'no' : null,
          byName: 'Tester',
          nowMs: clock.nowMs,
        });
      });
    },
    /** Money moves back, or cannot; told twice. */
    moveReturns: async (state: 'succeeded' | 'failed' | 'pending') => {
      const due = await takeDueReturns(records, clock.nowMs, 100);
      for (const one of due) {
        const answer = {
          state,
          reference: `back-${one.id}`,
          amount: one.amount,
          currency: one.currency,
          failure: null,
        };
        for (let times = 0; times < 2; times++)
          await settleReturn(records, one.provider, one.id, answer, clock.nowMs);
      }
    },
    checkout: async (shopper: number, id: string) => findCheckout(records, shoppers[shopper]?.id ?? '', id),
  };
}

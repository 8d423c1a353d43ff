import { createRoute } from '@hono/zod-openapi';
import {
  answers,
  created,
  granted,
  idFrom,
  idParam,
  jsonBody,
  newRouter,
  RefusalError,
} from '#platform/http';
import type { Records } from '#platform/records';
import { type Providers, payCheckout } from '../payments/pay-checkout.ts';
import { requireShopper, shopperOf } from '../shoppers/require-shopper.ts';
import { checkoutPay, checkoutPlace, checkoutView, quoteAsk, quoteView } from './checkout-contract.ts';
import { showCheckout } from './checkout-view.ts';
import { findCheckout } from './checkouts-store.ts';
import type { CheckoutDesk } from './placing/place-checkout.ts';
import type { WantedLine } from './price.ts';

const common = { tags: ['Storefront'], middleware: [requireShopper] };

const quote = createRoute({
  ...common,
  method: 'post',
  path: '/api/storefront/checkouts/quote',
  summary: 'What an order would cost, shop by shop, and what stands in its way',
  request: { body: jsonBody(quoteAsk) },
  responses: answers('The price and how it comes about', quoteView),
});
const place = createRoute({
  ...common,
  method: 'post',
  path: '/api/storefront/checkouts',
  summary: 'Place an order with one or several shops; its stock is kept for fifteen minutes',
  description:
    'Answers 409 `sold_out` when less is left than wanted, 409 `coupon_unusable` when a coupon that is named cannot be used (its shop then sees a `Coupon Denied`), and 409 `price_changed` when the total is another one than the `total` sent along.',
  request: { body: jsonBody(checkoutPlace) },
  responses: created('The checkout, to be paid', checkoutView),
});
const read = createRoute({
  ...common,
  method: 'get',
  path: '/api/storefront/checkouts/{id}',
  summary: 'One checkout of the shopper, with what was tried to pay it',
  request: { params: idParam('checkout') },
  responses: answers('The checkout', checkoutView),
});
const pay = createRoute({
  ...common,
  method: 'post',
  path: '/api/storefront/checkouts/{id}/pay',
  summary: 'Pay through a provider; an answer may be pending, and the checkout is then paid by a callback',
  request: { params: idParam('checkout'), body: jsonBody(checkoutPay) },
  responses: answers('The checkout as it is now', checkoutView),
});

export type CheckoutParts = {
  readonly records: Records;
  readonly desk: CheckoutDesk;
  readonly providers: Providers;
};

export function checkoutRoutes({ records, desk, providers }: CheckoutParts) {
  const show = async (shopperId: string, id: string) => {
    const found = await findCheckout(records, shopperId, id);
    if (!found) throw new RefusalError({ code: 'not_found', detail: 'There is no such checkout.' });
    return showCheckout(found);
  };
  return newRouter()
    .openapi(quote, async (c) => {
      const asked = c.req.valid('json');
      return c.json(
        granted(
          await desk.quote({
            shopper: shopperOf(c),
            lines: wantedLines(asked.lines),
            coupons: chosenCoupons(asked.coupons),
            nowMs: Date.now(),
          }),
        ),
        200,
      );
    })
    .openapi(place, async (c) => {
      const asked = c.req.valid('json');
      const placed = await desk.place({
        shopper: shopperOf(c),
        lines: wantedLines(asked.lines),
        coupons: chosenCoupons(asked.coupons),
        addressId: idFrom('address', asked.addressId),
        requestKey: c.req.header('idempotency-key') ?? null,
        total: asked.total ?? null,
        nowMs: Date.now(),
      });
      return c.json(granted(placed), 201);
    })
    .openapi(read, async (c) =>
      c.json(await show(shopperOf(c).id, idFrom('checkout', c.req.valid('param').id)), 200),
    )
    .openapi(pay, async (c) => {
      const { provider, ...options } = c.req.valid('json');
      const checkoutId = idFrom('checkout', c.req.valid('param').id);
      granted(
        await payCheckout(records, providers, {
          shopperId: shopperOf(c).id,
          checkoutId,
          provider,
          options,
          nowMs: Date.now(),
        }),
      );
      return c.json(await show(shopperOf(c).id, checkoutId), 200);
    });
}

type SentCoupon = { readonly shopId: string; readonly claimedCouponId: string | null };

const chosenCoupons = (sent: readonly SentCoupon[] | undefined): ReadonlyMap<string, string | null> =>
  new Map(
    sent?.map(({ shopId, claimedCouponId }) => [
      idFrom('shop', shopId),
      claimedCouponId === null ? null : idFrom('claimedCoupon', claimedCouponId),
    ]),
  );

type SentLine = {
  readonly skuId: string;
  readonly quantity: number;
  readonly touch?: string | null | undefined;
  readonly touchSecond?: number | null | undefined;
};

/** Lines as they are priced; null when the cart is meant. */
function wantedLines(lines: readonly SentLine[] | undefined): readonly WantedLine[] | null {
  if (!lines) return null;
  const wanted = lines.map((line) => ({
    skuId: idFrom('sku', line.skuId) as string,
    quantity: line.quantity,
    touch: line.touch ?? null,
    touchSecond: line.touchSecond ?? null,
  }));
  if (new Set(wanted.map(({ skuId }) => skuId)).size < wanted.length)
    throw new RefusalError({ code: 'unprocessable', detail: 'Name every SKU once.', field: 'lines' });
  return wanted;
}

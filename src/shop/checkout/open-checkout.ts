import type { OpenAPIHono } from '@hono/zod-openapi';
import { gatherRoutes, type MeadowEnv } from '#platform/http';
import type { Records } from '#platform/records';
import type { Sealing } from '#platform/sealing';
import { cartRoutes } from '../cart/cart-routes.ts';
import type { CouponDesk } from '../coupons/claimed/coupon-desk.ts';
import { endDueCoupons, expireClaimed } from '../coupons/claimed/due-coupons-store.ts';
import { shipRoutes } from '../fulfilment/ship-routes.ts';
import { askAboutOpen } from '../payments/pay-checkout.ts';
import { paymentRoutes } from '../payments/payment-routes.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import { sendReturns } from '../payments/send-returns.ts';
import { openTestProvider } from '../payments/test-provider/test-provider.ts';
import { purchaseRoutes } from '../purchases/purchase-routes.ts';
import { receiveDuePurchases } from '../purchases/purchases-store.ts';
import { refundRoutes } from '../refunds/refund-routes.ts';
import type { TouchTokens } from '../touch/touch-token.ts';
import { checkoutRoutes } from './checkout-routes.ts';
import { expireCheckouts } from './close-checkouts-store.ts';
import { keepDeadlines } from './deadlines.ts';
import { openCheckoutDesk } from './placing/place-checkout.ts';
import { recipientRoutes } from './recipients/recipient-routes.ts';

export type CheckoutOptions = {
  readonly records: Records;
  readonly sealing: Sealing;
  readonly touchTokens: TouchTokens;
  readonly instanceSecret: string;
  readonly coupons: CouponDesk;
  /** Told of bugs in the background. */
  readonly onError: (error: unknown) => void;
};

export type Checkout = {
  readonly routes: OpenAPIHono<MeadowEnv>;
  readonly close: () => Promise<void>;
};

/** Rows that one look at a deadline takes at most, so that its locks are short. */
const batchMax = 200;

/** The selling half of the shop: carts, checkouts, payments, parcels, refunds, and what falls due among them. */
export function openCheckout(options: CheckoutOptions): Checkout {
  const { records, onError } = options;
  const providers = new Map<string, PaymentProvider>();
  const payments = paymentRoutes(records, providers);
  const testProvider = openTestProvider({
    ...options,
    deliver: async (body, headers) => {
      const heard = await payments.request('/api/payments/test/callback', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      });
      return heard.ok;
    },
  });
  providers.set(testProvider.name, testProvider);

  const sendReturn = (returnId: string) =>
    sendReturns(records, providers, Date.now(), returnId).then(() => undefined, onError);
  const refunds = { records, sendReturn };
  const deadlines = keepDeadlines(
    [
      { name: 'expire checkouts', run: (nowMs) => expireCheckouts(records, nowMs, batchMax) },
      { name: 'end coupons', run: (nowMs) => endDueCoupons(records, nowMs, batchMax) },
      { name: 'expire claimed coupons', run: (nowMs) => expireClaimed(records, nowMs, batchMax) },
      { name: 'finish received orders', run: (nowMs) => receiveDuePurchases(records, nowMs, batchMax) },
      { name: 'send money back', run: (nowMs) => sendReturns(records, providers, nowMs) },
      { name: 'ask about open payments', run: (nowMs) => askAboutOpen(records, providers, nowMs) },
      { name: 'test callbacks', run: (nowMs) => testProvider.deliverDue(nowMs) },
    ],
    onError,
  );
  return {
    routes: gatherRoutes(
      cartRoutes(options),
      checkoutRoutes({ records, desk: openCheckoutDesk(options), providers }),
      payments,
      purchaseRoutes(refunds),
      shipRoutes(records),
      refundRoutes(refunds),
      recipientRoutes(options),
    ),
    close: deadlines.stop,
  };
}

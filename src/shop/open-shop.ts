import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { gatherRoutes, type MeadowEnv } from '#platform/http';
import type { Subscriber } from '#platform/outbox';
import { openSealing } from '#platform/sealing';
import { openCatalogue } from './catalogue/open-catalogue.ts';
import { openCheckout } from './checkout/open-checkout.ts';
import { claimedRoutes } from './coupons/claimed/claimed-routes.ts';
import { type CouponDesk, openCouponDesk } from './coupons/claimed/coupon-desk.ts';
import { couponEventsSubscriber } from './coupons/coupon-happened.ts';
import { couponRoutes } from './coupons/coupon-routes.ts';
import { importRoutes } from './importing/import-routes.ts';
import { rejectRoutes } from './importing/reject-routes.ts';
import { workImports } from './importing/work-imports.ts';
import { orderRoutes } from './orders/order-routes.ts';
import { trackedMoneySubscriber } from './orders/record-tracked-orders.ts';
import type { ShopOptions } from './shop-options.ts';
import { addressRoutes } from './shoppers/address-routes.ts';
import { handOutShopperGate, openShopperGate } from './shoppers/require-shopper.ts';
import { sessionRoutes } from './shoppers/session-routes.ts';
import { signInRoutes } from './shoppers/sign-in-routes.ts';
import { soldCountsSubscriber } from './storefront/count-sold.ts';
import { openShelf } from './storefront/open-shelf.ts';
import type { Shelf } from './storefront/shelf.ts';
import { storefrontRoutes } from './storefront/storefront-routes.ts';
import { type TouchTokens, touchTokens } from './touch/touch-token.ts';

export type Shop = {
  readonly routes: OpenAPIHono<MeadowEnv>;
  /** Reads `events.money`; the facts subscriber is made apart, for it needs the columnar store. */
  readonly subscribers: readonly Subscriber[];
  /** Use it on the app before any router: it hands every request what `requireShopper` needs. */
  readonly recognise: MiddlewareHandler<MeadowEnv>;
  readonly touchTokens: TouchTokens;
  readonly storefront: Shelf;
  readonly coupons: CouponDesk;
  /** Running imports stop at their next step and go on after the next start. */
  readonly close: () => Promise<void>;
};

export async function openShop(options: ShopOptions): Promise<Shop> {
  const imports = await workImports(options);
  const gate = openShopperGate(options.records, options.answerOnce);
  const shelf = openShelf(options.records);
  const catalogue = await openCatalogue(options, shelf);
  const sealing = openSealing(options.instanceSecret);
  const tokens = touchTokens(options.instanceSecret);
  const coupons = openCouponDesk(options.records, options.groups);
  const checkout = openCheckout({ ...options, sealing, coupons, touchTokens: tokens });
  return {
    routes: gatherRoutes(
      // Before the orders, whose `/api/orders/{id}` would take `/api/orders/counts` for an id.
      checkout.routes,
      couponRoutes({ ...options, now: Date.now }),
      claimedRoutes({ ...options, coupons }),
      importRoutes(options),
      rejectRoutes(options),
      orderRoutes(options),
      sessionRoutes({ ...options, gate, sealing }),
      signInRoutes({ ...options, gate, sealing }),
      addressRoutes({ ...options, sealing }),
      storefrontRoutes({ ...options, shelf }),
      catalogue.routes,
    ),
    recognise: handOutShopperGate(gate),
    touchTokens: tokens,
    storefront: shelf,
    coupons,
    subscribers: [
      trackedMoneySubscriber(options),
      soldCountsSubscriber(options.records),
      couponEventsSubscriber(options),
      ...catalogue.subscribers,
    ],
    close: async () => {
      await checkout.close();
      await imports.stop();
    },
  };
}

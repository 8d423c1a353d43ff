import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MeadowEnv } from '#platform/http';
import type { Subscriber } from '#platform/outbox';
import { importRoutes } from './importing/import-routes.ts';
import { rejectRoutes } from './importing/reject-routes.ts';
import { workImports } from './importing/work-imports.ts';
import { orderRoutes } from './orders/order-routes.ts';
import { trackedMoneySubscriber } from './orders/record-tracked-orders.ts';
import type { ShopOptions } from './shop-options.ts';

export type Shop = {
  readonly routers: readonly OpenAPIHono<MeadowEnv>[];
  /** Reads `events.money`; the facts subscriber is made apart, for it needs the columnar store. */
  readonly subscribers: readonly Subscriber[];
  /** Running imports stop at their next step and go on after the next start. */
  readonly close: () => Promise<void>;
};

export async function openShop(options: ShopOptions): Promise<Shop> {
  const imports = await workImports(options);
  return {
    routers: [
      importRoutes(options),
      rejectRoutes(options),
      orderRoutes(options),
    ] as unknown as OpenAPIHono<MeadowEnv>[],
    subscribers: [trackedMoneySubscriber(options)],
    close: async () => imports.stop(),
  };
}

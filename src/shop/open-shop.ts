import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MeadowEnv } from '#platform/http';
import { importRoutes } from './importing/import-routes.ts';
import { rejectRoutes } from './importing/reject-routes.ts';
import { workImports } from './importing/work-imports.ts';
import type { ShopOptions } from './shop-options.ts';

export type Shop = {
  readonly routers: readonly OpenAPIHono<MeadowEnv>[];
  /** Running imports stop at their next step and go on after the next start. */
  readonly close: () => Promise<void>;
};

export async function openShop(options: ShopOptions): Promise<Shop> {
  const imports = await workImports(options);
  return {
    routers: [importRoutes(options), rejectRoutes(options)] as unknown as OpenAPIHono<MeadowEnv>[],
    close: async () => imports.stop(),
  };
}

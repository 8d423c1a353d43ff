import { createRoute, z } from '@hono/zod-openapi';
import { parseId } from '#kernel/ids';
import { askerOf, operatorsOnly, requireActor } from '#organisations';
import { newRouter } from '#platform/http';
import { marketProduct, productBan, productView } from '../contract.ts';
import { answers, granted, idFrom, idParam, jsonBody, page, pageById, pageQuery } from '../route-parts.ts';
import { banProduct, liftBan } from './banning.ts';
import type { CatalogueParts } from './change-product.ts';
import { listMarketProducts, type MarketFilter } from './market-products-store.ts';
import { showMarketProduct, showProduct } from './product-view.ts';

const common = { tags: ['Products'], middleware: [requireActor(), operatorsOnly] };
const params = idParam('product');
const query = pageQuery.extend({
  standing: z.enum(['online', 'banned']).optional(),
  /** Part of the name of a product, a shop or an organisation, or the id of a product. */
  search: z.string().max(100).optional(),
});

const list = createRoute({
  ...common,
  method: 'get',
  path: '/api/market/products',
  summary: 'Products of all organisations, newest first, for the operator of the market',
  request: { query },
  responses: answers('A page of products', page(marketProduct)),
});
const ban = createRoute({
  ...common,
  method: 'post',
  path: '/api/products/{id}/ban',
  summary: 'Take a product of any shop off the market, as its operator; the shop reads the reason',
  request: { params, body: jsonBody(productBan) },
  responses: answers('The product as it is now', productView),
});
const lift = createRoute({
  ...common,
  method: 'post',
  path: '/api/products/{id}/lift-ban',
  summary: 'Let a banned product be submitted for review again, as the operator of the market',
  request: { params },
  responses: answers('The product as it is now', productView),
});

export function banRoutes(parts: CatalogueParts) {
  return newRouter()
    .openapi(list, async (c) => {
      const asked = c.req.valid('query');
      const load = (before: string | null, limit: number) =>
        listMarketProducts(parts.records, filterFrom(asked), before, limit);
      return c.json(await pageById(asked, load, showMarketProduct), 200);
    })
    .openapi(ban, async (c) => {
      const id = idFrom('product', c.req.valid('param').id);
      const { reason } = c.req.valid('json');
      return c.json(showProduct(granted(await banProduct(parts, askerOf(c), id, reason))), 200);
    })
    .openapi(lift, async (c) => {
      const id = idFrom('product', c.req.valid('param').id);
      return c.json(showProduct(granted(await liftBan(parts, askerOf(c), id))), 200);
    });
}

function filterFrom({ standing, search: typed }: z.infer<typeof query>): MarketFilter {
  const search = typed?.replaceAll('\0', '').trim() || null;
  return {
    isBanned: standing === 'banned',
    isOnline: standing === 'online',
    search,
    id: search === null ? null : parseId('product', search),
  };
}

import { createRoute } from '@hono/zod-openapi';
import { askerOf, operatorsOnly, requireActor } from '#organisations';
import { newRouter } from '#platform/http';
import { productBan, productView } from '../contract.ts';
import { answers, granted, idFrom, idParam, jsonBody } from '../route-parts.ts';
import { banProduct, liftBan } from './banning.ts';
import type { CatalogueParts } from './change-product.ts';
import { showProduct } from './product-view.ts';

const common = {
  tags: ['Products'],
  method: 'post' as const,
  middleware: [requireActor(), operatorsOnly],
};
const params = idParam('product');

const ban = createRoute({
  ...common,
  path: '/api/products/{id}/ban',
  summary: 'Take a product of any shop off the market, as its operator; the shop reads the reason',
  request: { params, body: jsonBody(productBan) },
  responses: answers('The product as it is now', productView),
});
const lift = createRoute({
  ...common,
  path: '/api/products/{id}/lift-ban',
  summary: 'Let a banned product be submitted for review again, as the operator of the market',
  request: { params },
  responses: answers('The product as it is now', productView),
});

export function banRoutes(parts: CatalogueParts) {
  return newRouter()
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

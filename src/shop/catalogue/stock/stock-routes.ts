import { createRoute } from '@hono/zod-openapi';
import { actorOf, askerOf, requireActor } from '#organisations';
import { newRouter } from '#platform/http';
import { productView, stockChange, stockPut } from '../../contract.ts';
import {
  answers,
  cursorFrom,
  granted,
  idFrom,
  idParam,
  isUuid,
  jsonBody,
  page,
  pageQuery,
  showPage,
} from '../../route-parts.ts';
import type { CatalogueParts } from '../change-product.ts';
import { showProduct, showStockChange } from '../product-view.ts';
import { moveStockByHand } from './move-stock.ts';
import { listStockChanges } from './stock-store.ts';

const tags = ['Products'];
const params = idParam('product').extend({ skuId: idParam('sku').shape.id });

const history = createRoute({
  method: 'get',
  path: '/api/products/{id}/skus/{skuId}/stock',
  tags,
  summary: 'Movements of a SKU’s stock, newest first',
  middleware: [requireActor('products:read')],
  request: { params, query: pageQuery },
  responses: answers('A page of movements', page(stockChange)),
});
const move = createRoute({
  method: 'post',
  path: '/api/products/{id}/skus/{skuId}/stock',
  tags,
  summary: 'Move stock by hand: received, counted or damaged; never below what is promised to orders',
  middleware: [requireActor('products:write')],
  request: { params, body: jsonBody(stockPut) },
  responses: answers('The product as it is now', productView),
});

/** PostgreSQL's own text of an instant, in microseconds. */
const isAt = (part: string | number) =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d$/.test(String(part));

export function stockRoutes(parts: CatalogueParts) {
  return newRouter()
    .openapi(history, async (c) => {
      const { cursor, limit } = c.req.valid('query');
      const place = cursorFrom<[string, string]>(cursor, [isAt, isUuid]);
      const rows = await listStockChanges(
        parts.records,
        actorOf(c).organizationId,
        idFrom('sku', c.req.valid('param').skuId),
        place && { at: place[0], id: place[1] },
        limit + 1,
      );
      return c.json(
        showPage(rows, limit, (row) => [row.at_text, row.id], showStockChange),
        200,
      );
    })
    .openapi(move, async (c) => {
      const { id, skuId } = c.req.valid('param');
      const moved = await moveStockByHand(
        parts,
        askerOf(c),
        idFrom('product', id),
        idFrom('sku', skuId),
        c.req.valid('json'),
      );
      return c.json(showProduct(granted(moved)), 200);
    });
}

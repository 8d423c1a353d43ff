import { createRoute, z } from '@hono/zod-openapi';
import { parseId } from '#kernel/ids';
import { actorOf, askerOf, requireActor } from '#organisations';
import { newRouter, RefusalError } from '#platform/http';
import {
  bulkShelf,
  bulkShelved,
  productCounts,
  productCreate,
  productList,
  productPatch,
  productReview,
  productSchedule,
  productShelf,
  productShelfPut,
  productVersion,
  productView,
} from '../contract.ts';
import { answers, created, granted, idFrom, idParam, jsonBody, pageById, pageQuery } from '../route-parts.ts';
import type { ShopOptions } from '../shop-options.ts';
import type { CatalogueParts } from './change-product.ts';
import { loadProduct } from './product-store.ts';
import { showProduct, showRow } from './product-view.ts';
import { createProduct, patchProduct, submitProduct } from './products.ts';
import { countProducts, listProducts, type ProductFilter } from './products-store.ts';
import { shelveMany } from './shelving/bulk-shelving.ts';
import { scheduleSale, shelveProduct } from './shelving/shelving.ts';

const tags = ['Products'];
const mayRead = [requireActor('products:read')];
const mayWrite = [requireActor('products:write')];
const params = idParam('product');

const shopId = idParam('shop').shape.id.optional();
const query = pageQuery.extend({
  shopId,
  shelf: productShelf.optional(),
  review: productReview.optional(),
  scheduled: z.enum(['yes']).optional(),
  stock: z.enum(['out', 'low']).optional(),
  search: z.string().max(100).optional(),
});

const list = createRoute({
  method: 'get',
  path: '/api/products',
  tags,
  summary: 'Products sold here, newest first; deleted ones only where asked for',
  middleware: mayRead,
  request: { query },
  responses: answers('A page of products', productList),
});
const counts = createRoute({
  method: 'get',
  path: '/api/product-counts',
  tags,
  summary: 'How many products are on the shelf, off it, sold out, rejected',
  middleware: mayRead,
  request: { query: z.object({ shopId }) },
  responses: answers('The counts', productCounts),
});
const read = createRoute({
  method: 'get',
  path: '/api/products/{id}',
  tags,
  summary: 'One product with its SKUs, stock and pictures',
  middleware: mayRead,
  request: { params },
  responses: answers('The product', productView),
});
const create = createRoute({
  method: 'post',
  path: '/api/products',
  tags,
  summary: 'A new product, off the shelf',
  middleware: mayWrite,
  request: { body: jsonBody(productCreate) },
  responses: created('The new product', productView),
});
const change = createRoute({
  method: 'patch',
  path: '/api/products/{id}',
  tags,
  summary: 'Change what a product says, its SKUs and prices, or the order of its pictures',
  description:
    'A product on the shelf must still pass the review (`review_refused` names the field); one that is off it goes back to before its review.',
  middleware: mayWrite,
  request: { params, body: jsonBody(productPatch) },
  responses: answers('The product as it is now', productView),
});
const submit = createRoute({
  method: 'post',
  path: '/api/products/{id}/submit',
  tags,
  summary: 'Submit for review; the automatic review answers at once',
  middleware: mayWrite,
  request: { params, body: jsonBody(productVersion) },
  responses: answers('The product, passed or rejected with reasons', productView),
});
const shelve = createRoute({
  method: 'post',
  path: '/api/products/{id}/shelf',
  tags,
  summary: 'Put a product on the shelf, take it off, delete it or bring it back',
  middleware: mayWrite,
  request: { params, body: jsonBody(productShelfPut) },
  responses: answers('The product as it is now', productView),
});
const schedule = createRoute({
  method: 'post',
  path: '/api/products/{id}/schedule',
  tags,
  summary: 'Set the hour at which a product goes on the shelf by itself',
  middleware: mayWrite,
  request: { params, body: jsonBody(productSchedule) },
  responses: answers('The product as it is now', productView),
});
const shelveAll = createRoute({
  method: 'post',
  path: '/api/products/shelf',
  tags,
  summary: 'Put many products on the shelf or take them off; each by itself',
  middleware: mayWrite,
  request: { body: jsonBody(bulkShelf) },
  responses: answers('What was done, and why the rest was not', bulkShelved),
});

export function productRoutes(parts: CatalogueParts & Pick<ShopOptions, 'structureOf'>) {
  const { records } = parts;
  return newRouter()
    .openapi(list, async (c) => {
      const asked = c.req.valid('query');
      const load = (before: string | null, limit: number) =>
        listProducts(records, actorOf(c).organizationId, filterFrom(asked), before, limit);
      return c.json(await pageById(asked, load, showRow), 200);
    })
    .openapi(counts, async (c) => {
      const asked = c.req.valid('query').shopId;
      const shop = asked === undefined ? null : idFrom('shop', asked);
      return c.json(await countProducts(records, actorOf(c).organizationId, shop), 200);
    })
    .openapi(shelveAll, async (c) => {
      const { shelf, products } = c.req.valid('json');
      return c.json(await shelveMany(parts, askerOf(c), shelf, products), 200);
    })
    .openapi(read, async (c) => {
      const id = idFrom('product', c.req.valid('param').id);
      const whole = await records.organization(actorOf(c).organizationId, (trx) => loadProduct(trx, id));
      if (!whole) throw new RefusalError({ code: 'not_found', detail: 'There is no such product.' });
      return c.json(showProduct(whole), 200);
    })
    .openapi(create, async (c) => {
      const input = c.req.valid('json');
      const shop = parseId('shop', input.shopId);
      if (!shop)
        throw new RefusalError({
          code: 'unprocessable',
          detail: 'There is no such shop.',
          field: 'shopId',
        });
      const { organization } = await parts.structureOf(actorOf(c).organizationId);
      const product = { ...input, simulated: organization.simulated };
      return c.json(showProduct(granted(await createProduct(parts, askerOf(c), shop, product))), 201);
    })
    .openapi(change, async (c) => {
      const id = idFrom('product', c.req.valid('param').id);
      const patch = c.req.valid('json');
      const pictureIds = patch.pictures?.map((shown) => parseId('picture', shown) ?? '');
      return c.json(
        showProduct(granted(await patchProduct(parts, askerOf(c), id, { ...patch, pictureIds }))),
        200,
      );
    })
    .openapi(submit, async (c) => {
      const id = idFrom('product', c.req.valid('param').id);
      const { version } = c.req.valid('json');
      return c.json(showProduct(granted(await submitProduct(parts, askerOf(c), id, version))), 200);
    })
    .openapi(shelve, async (c) => {
      const id = idFrom('product', c.req.valid('param').id);
      const { version, shelf } = c.req.valid('json');
      return c.json(showProduct(granted(await shelveProduct(parts, askerOf(c), id, version, shelf))), 200);
    })
    .openapi(schedule, async (c) => {
      const id = idFrom('product', c.req.valid('param').id);
      const { version, at } = c.req.valid('json');
      const startsMs = at === null ? null : Date.parse(at);
      return c.json(showProduct(granted(await scheduleSale(parts, askerOf(c), id, version, startsMs))), 200);
    });
}

function filterFrom(asked: z.infer<typeof query>): ProductFilter {
  const search = asked.search?.replaceAll('\0', '').trim();
  return {
    shopId: asked.shopId ? idFrom('shop', asked.shopId) : null,
    shelf: asked.shelf ?? null,
    review: asked.review ?? null,
    isScheduled: asked.scheduled !== undefined,
    stock: asked.stock ?? null,
    search: search ? search : null,
  };
}

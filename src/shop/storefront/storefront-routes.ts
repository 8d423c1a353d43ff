import { createRoute } from '@hono/zod-openapi';
import { type ProductId, showId } from '#kernel/ids';
import { newRouter, RefusalError } from '#platform/http';
import type { Records } from '#platform/records';
import { type ProductPage, productPage, storefrontShop } from '../contract.ts';
import {
  answers,
  cursorFrom,
  idFrom,
  idParam,
  isInstantMs,
  isUuid,
  pageQuery,
  showPage,
} from '../route-parts.ts';
import { requireShopper } from '../shoppers/require-shopper.ts';
import { cardOf, mediaUrl } from './product-card.ts';
import type { Shelf } from './shelf.ts';
import { findPageParts, findShelfOfShop, findShelfShop } from './shelf-store.ts';

const common = { tags: ['Storefront'], middleware: [requireShopper] };

const readProduct = createRoute({
  ...common,
  method: 'get',
  path: '/api/storefront/products/{id}',
  summary: 'A product on the shelf with its pictures and SKUs',
  request: { params: idParam('product') },
  responses: answers('The product', productPage),
});

const readShop = createRoute({
  ...common,
  method: 'get',
  path: '/api/storefront/shops/{id}',
  summary: 'A shop with a page of what is on its shelf, last listed first',
  request: { params: idParam('shop'), query: pageQuery, showPage },
  responses: answers('The shop', storefrontShop),
});

export function storefrontRoutes({ records, shelf }: { records: Records; shelf: Shelf }) {
  return newRouter()
    .openapi(readProduct, async (c) => {
      const page = await productPageOf(records, shelf, idFrom('product', c.req.valid('param').id));
      if (!page) throw absent('product');
      return c.json(page, 200);
    })
    .openapi(readShop, async (c) => {
      const id = idFrom('shop', c.req.valid('param').id);
      const { cursor, limit } = c.req.valid('query');
      const place = cursorFrom<[number, string]>(cursor, [isInstantMs, isUuid]);
      const shop = await findShelfShop(records, id);
      if (!shop) throw absent('shop');
      const after = place && { listedAtMs: place[0], id: place[1] };
      const rows = await findShelfOfShop(records, id, after, limit + 1);
      const { items, nextCursor } = showPage(
        rows,
        limit,
        (row) => [row.listed_at?.getTime() ?? 0, row.id],
        cardOf,
      );
      return c.json(
        {
          id: showId('shop', id),
          name: shop.name,
          brandName: shop.brand_name,
          accountId: shop.account_id && showId('account', shop.account_id),
          products: items.flatMap((card) => card ?? []),
          nextCursor,
        },
        200,
      );
    });
}

/** What a shopper reads before buying: the card from memory, stock and prices as they are now. */
async function productPageOf(records: Records, shelf: Shelf, id: ProductId): Promise<ProductPage | null> {
  const [cards, owners, parts] = await Promise.all([
    shelf.cardsOf([id]),
    shelf.ownersOf([id]),
    findPageParts(records, id),
  ]);
  const card = cards.get(id);
  if (!card || !parts) return null;
  const skus = parts.skus.map((sku) => ({
    id: showId('sku', sku.id),
    code: sku.code,
    name: sku.name,
    price: sku.price,
    listPrice: sku.list_price !== null && sku.list_price > sku.price ? sku.list_price : null,
    available: sku.on_hand - sku.reserved,
  }));
  const accountId = owners.get(id)?.accountId ?? null;
  return {
    ...card,
    soldOut: skus.every(({ available }) => available === 0),
    description: parts.description,
    pictures: parts.pictures.map(({ file_key, width, height }) => ({
      url: mediaUrl(file_key),
      width,
      height,
    })),
    skus,
    accountId: accountId && showId('account', accountId),
    brandName: parts.brand_name,
  };
}

const absent = (what: string) =>
  new RefusalError({ code: 'not_found', detail: `There is no such ${what} on the shelf.` });

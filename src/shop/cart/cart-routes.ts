import { createRoute } from '@hono/zod-openapi';
import { answers, idFrom, idParam, jsonBody, newRouter, RefusalError } from '#platform/http';
import type { Records } from '#platform/records';
import { cartPut, cartView } from '../checkout/checkout-contract.ts';

import { requireShopper, shopperOf } from '../shoppers/require-shopper.ts';
import { putCartLine, readCart } from './cart-store.ts';
import { showCart } from './cart-view.ts';

const common = { tags: ['Storefront'], middleware: [requireShopper] };

const read = createRoute({
  ...common,
  method: 'get',
  path: '/api/storefront/cart',
  summary: 'The shopper’s cart by shop, with prices and stock as they are now',
  responses: answers('The cart', cartView),
});
const put = createRoute({
  ...common,
  method: 'put',
  path: '/api/storefront/cart/{id}',
  summary: 'Set the quantity of one SKU in the cart; 0 takes it out',
  request: { params: idParam('sku'), body: jsonBody(cartPut) },
  responses: answers('The cart as it is now', cartView),
});

export function cartRoutes({ records }: { readonly records: Records }) {
  const show = async (shopperId: string) => {
    const { lines, offers } = await readCart(records, shopperId);
    return showCart(lines, offers);
  };
  return newRouter()
    .openapi(read, async (c) => c.json(await show(shopperOf(c).id), 200))
    .openapi(put, async (c) => {
      const shopper = shopperOf(c);
      const { quantity, selected, touch, touchSecond } = c.req.valid('json');
      const done = await putCartLine(records, shopper.id, idFrom('sku', c.req.valid('param').id), {
        quantity,
        selected: selected ?? null,
        touch: touch ?? null,
        touchSecond: touchSecond ?? null,
      });
      if (done === 'none') throw new RefusalError({ code: 'not_found', detail: 'There is no such SKU.' });
      if (done === 'full')
        throw new RefusalError({ code: 'unprocessable', detail: 'The cart is full: take something out.' });
      return c.json(await show(shopper.id), 200);
    });
}

import { createRoute } from '@hono/zod-openapi';
import {
  answers,
  cursorFrom,
  encodeCursor,
  granted,
  idFrom,
  idParam,
  isUuid,
  jsonBody,
  newRouter,
  page,
  pageQuery,
  RefusalError,
} from '#platform/http';
import { purchasesQuery, purchaseView, refundAsk, versioned } from '../checkout/checkout-contract.ts';
import type { RefundParts } from '../refunds/refund-routes.ts';
import { requireShopper, shopperOf } from '../shoppers/require-shopper.ts';
import { showPurchase } from './purchase-view.ts';
import {
  askForRefund,
  cancelPurchase,
  findPurchase,
  listPurchases,
  receivePurchase,
} from './purchases-store.ts';

const common = { tags: ['Storefront'], middleware: [requireShopper] };
const params = idParam('order');

const list = createRoute({
  ...common,
  method: 'get',
  path: '/api/storefront/orders',
  summary: 'The shopper’s orders over all shops, newest first',
  request: { query: pageQuery.extend(purchasesQuery.shape) },
  responses: answers('A page of orders', page(purchaseView)),
});
const read = createRoute({
  ...common,
  method: 'get',
  path: '/api/storefront/orders/{id}',
  summary: 'One order of the shopper with its parcels, refunds and what may be done now',
  request: { params },
  responses: answers('The order', purchaseView),
});
const cancel = createRoute({
  ...common,
  method: 'post',
  path: '/api/storefront/orders/{id}/cancel',
  summary: 'Cancel an unpaid order, with all that would have been paid together with it',
  request: { params, body: jsonBody(versioned) },
  responses: answers('The order as it is now', purchaseView),
});
const receive = createRoute({
  ...common,
  method: 'post',
  path: '/api/storefront/orders/{id}/receive',
  summary: 'Say that the goods have arrived, which finishes the order',
  request: { params, body: jsonBody(versioned) },
  responses: answers('The order as it is now', purchaseView),
});
const refund = createRoute({
  ...common,
  method: 'post',
  path: '/api/storefront/orders/{id}/refunds',
  summary: 'Ask for money back: at once for what is not shipped, otherwise the shop decides',
  request: { params, body: jsonBody(refundAsk) },
  responses: answers('The order as it is now', purchaseView),
});

export function purchaseRoutes({ records, sendReturn }: RefundParts) {
  const show = async (shopperId: string, orderId: string) => {
    const found = await findPurchase(records, shopperId, orderId);
    if (!found) throw new RefusalError({ code: 'not_found', detail: 'There is no such order of yours.' });
    return showPurchase(found, Date.now());
  };
  return newRouter()
    .openapi(list, async (c) => {
      const { cursor, limit, state } = c.req.valid('query');
      const isTime = (part: string | number) => Number.isInteger(part) && Math.abs(Number(part)) < 8.64e15;
      const place = cursorFrom<[number, string]>(cursor, [isTime, isUuid]);
      const rows = await listPurchases(
        records,
        shopperOf(c).id,
        state ?? null,
        place && { orderedAtMs: place[0], id: place[1] },
        limit + 1,
      );
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const nextCursor =
        rows.length > limit && last ? encodeCursor([last.ordered_at.getTime(), last.id]) : null;
      const nowMs = Date.now();
      return c.json({ items: shown.map((row) => showPurchase(row, nowMs)), nextCursor }, 200);
    })
    .openapi(read, async (c) =>
      c.json(await show(shopperOf(c).id, idFrom('order', c.req.valid('param').id)), 200),
    )
    .openapi(cancel, async (c) => {
      const id = idFrom('order', c.req.valid('param').id);
      const { version } = c.req.valid('json');
      granted(await cancelPurchase(records, shopperOf(c).id, { id, version }, Date.now()));
      return c.json(await show(shopperOf(c).id, id), 200);
    })
    .openapi(receive, async (c) => {
      const id = idFrom('order', c.req.valid('param').id);
      const { version } = c.req.valid('json');
      granted(await receivePurchase(records, shopperOf(c).id, { id, version }, Date.now()));
      return c.json(await show(shopperOf(c).id, id), 200);
    })
    .openapi(refund, async (c) => {
      const orderId = idFrom('order', c.req.valid('param').id);
      const { version, lines, reason } = c.req.valid('json');
      const made = granted(
        await askForRefund(records, shopperOf(c).id, {
          orderId,
          version,
          reason,
          lines: lines.map((line) => ({
            lineId: idFrom('orderLine', line.lineId),
            quantity: line.quantity,
            amount: line.amount ?? null,
          })),
          nowMs: Date.now(),
        }),
      );
      if (made.returnId) await sendReturn(made.returnId);
      return c.json(await show(shopperOf(c).id, orderId), 200);
    });
}

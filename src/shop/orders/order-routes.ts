import { createRoute, z } from '@hono/zod-openapi';
import { type OrganizationId, parseId } from '#kernel/ids';
import { actorOf, requireActor } from '#organisations';
import { encodeCursor, newRouter, RefusalError } from '#platform/http';
import { orderSummary, orderView } from '../contract.ts';
import {
  answers,
  cursorFrom,
  idFrom,
  idParam,
  isInstantMs,
  isUuid,
  page,
  pageQuery,
} from '../route-parts.ts';
import type { ShopOptions } from '../shop-options.ts';
import { orderStates, orderTabs, statesOfTab } from './order.ts';
import { showOrder, showWholeOrder } from './order-view.ts';
import { findOrder, listOrders, type OrderFilter } from './orders-store.ts';

const common = { tags: ['Orders'], middleware: [requireActor('orders:read')] };

const query = pageQuery.extend({
  shopId: idParam('shop').shape.id.optional(),
  importId: idParam('import').shape.id.optional(),
  /** Those that this coupon took something off. */
  couponId: idParam('coupon').shape.id.optional(),
  state: z.enum(orderStates).optional(),
  tab: z.enum(orderTabs).optional(),
  /** An order's id, or the number it has elsewhere. */
  number: z.string().trim().min(1).max(200).optional(),
  origin: z.enum(['checkout', 'import', 'event']).optional(),
  externalId: z.string().min(1).max(200).optional(),
  paidFrom: z.iso.datetime({ offset: true }).optional(),
  paidTo: z.iso.datetime({ offset: true }).optional(),
});

const list = createRoute({
  ...common,
  method: 'get',
  path: '/api/orders',
  summary: 'Orders, newest first; money in minor units of their currency',
  request: { query },
  responses: answers('A page of orders', page(orderSummary)),
});

const read = createRoute({
  ...common,
  method: 'get',
  path: '/api/orders/{id}',
  summary: 'One order with its lines, payments, refunds and what led to each line',
  request: { params: idParam('order') },
  responses: answers('The order', orderView),
});

export function orderRoutes({ records, customersOf }: Pick<ShopOptions, 'records' | 'customersOf'>) {
  const customers = async (organizationId: OrganizationId, buyers: readonly (number | null)[]) => {
    const known = [...new Set(buyers.flatMap((buyer) => buyer ?? []))];
    return known.length > 0 && customersOf
      ? await customersOf(organizationId, known)
      : new Map<number, string>();
  };
  return newRouter()
    .openapi(list, async (c) => {
      const { organizationId } = actorOf(c);
      const asked = c.req.valid('query');
      const place = cursorFrom<[number, string]>(asked.cursor, [isInstantMs, isUuid]);
      const after = place && { orderedAtMs: place[0], id: place[1] };
      const rows = await listOrders(records, organizationId, filterFrom(asked), after, asked.limit + 1);
      const shown = rows.slice(0, asked.limit);
      const names = await customers(
        organizationId,
        shown.map((row) => row.buyer),
      );
      const last = shown.at(-1);
      return c.json(
        {
          items: shown.map((row) =>
            showOrder(row, row.buyer === null ? null : (names.get(row.buyer) ?? null)),
          ),
          nextCursor:
            rows.length > asked.limit && last ? encodeCursor([last.ordered_at.getTime(), last.id]) : null,
        },
        200,
      );
    })
    .openapi(read, async (c) => {
      const { organizationId } = actorOf(c);
      const found = await findOrder(records, organizationId, idFrom('order', c.req.valid('param').id));
      if (!found) throw new RefusalError({ code: 'not_found', detail: 'There is no such order.' });
      const { buyer } = found.order;
      const names = await customers(organizationId, [buyer]);
      return c.json(showWholeOrder(found, buyer === null ? null : (names.get(buyer) ?? null)), 200);
    });
}

function filterFrom(asked: z.infer<typeof query>): OrderFilter {
  return {
    shopId: asked.shopId ? idFrom('shop', asked.shopId) : null,
    importId: asked.importId ? idFrom('import', asked.importId) : null,
    couponId: asked.couponId ? idFrom('coupon', asked.couponId) : null,
    states: asked.state ? [asked.state] : asked.tab ? statesOfTab[asked.tab] : null,
    origin: asked.origin ?? null,
    ...byNumber(asked.number ?? null, asked.externalId?.replaceAll('\0', '') ?? null),
    paidFrom: asked.paidFrom ?? null,
    paidTo: asked.paidTo ?? null,
  };
}

/** What was typed is an id of ours, or else the number an order has elsewhere. */
function byNumber(number: string | null, externalId: string | null) {
  const id = number === null ? null : parseId('order', number.toLowerCase());
  return { id, externalId: id || number === null ? externalId : number.replaceAll('\0', '') };
}

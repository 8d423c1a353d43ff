import { createRoute } from '@hono/zod-openapi';
import { type OrderId, showId } from '#kernel/ids';
import type { Refusal, Result } from '#kernel/result';
import { type Actor, actorOf, auditActor, requireActor, writeAudit } from '#organisations';
import { answers, granted, idFrom, idParam, jsonBody, newRouter } from '#platform/http';
import type { Records, Trx } from '#platform/records';
import {
  bulkShip,
  bulkShipped,
  orderCounts,
  preparedView,
  shipAsk,
  shipmentView,
  versioned,
} from '../checkout/checkout-contract.ts';
import { countOpenOrders } from './count-open-store.ts';
import { type Prepared, prepareOrder } from './prepare-order-store.ts';
import { type ShipAsked, shipOrder } from './ship-order-store.ts';
import { findShipment } from './shipments-store.ts';

const tags = ['Orders'];
const mayWrite = [requireActor('orders:write')];

const ship = createRoute({
  tags,
  middleware: mayWrite,
  method: 'post',
  path: '/api/orders/{id}/ship',
  summary: 'Ship an order, whole or some of its lines',
  request: { params: idParam('order'), body: jsonBody(shipAsk) },
  responses: answers('The parcel', shipmentView),
});
const shipMany = createRoute({
  tags,
  middleware: mayWrite,
  method: 'post',
  path: '/api/orders/ship',
  summary: 'Ship many whole orders by one carrier; each is answered for itself',
  request: { body: jsonBody(bulkShip) },
  responses: answers('What became of each', bulkShipped),
});
const prepare = createRoute({
  tags,
  middleware: mayWrite,
  method: 'post',
  path: '/api/orders/{id}/prepare',
  summary: 'Say that a paid order is being packed; its shopper sees it',
  request: { params: idParam('order'), body: jsonBody(versioned) },
  responses: answers('Where the order stands now', preparedView),
});
const counts = createRoute({
  tags,
  middleware: [requireActor('orders:read')],
  method: 'get',
  path: '/api/orders/counts',
  summary: 'How many orders of this shop’s own checkout wait for what',
  responses: answers('Orders by open state, and refunds that wait for a decision', orderCounts),
});

export function shipRoutes(records: Records) {
  const shipOne = (actor: Actor, asked: Omit<ShipAsked, 'byName' | 'nowMs'>) =>
    records.organization(actor.organizationId, (trx) => shipAndLog(trx, actor, asked));
  return newRouter()
    .openapi(counts, async (c) =>
      c.json(await records.organization(actorOf(c).organizationId, countOpenOrders), 200),
    )
    .openapi(shipMany, async (c) => {
      const { carrier, items } = c.req.valid('json');
      const answered = [];
      for (const { orderId, trackingNumber } of items) {
        const done = await shipOne(actorOf(c), {
          orderId: idFrom('order', orderId),
          version: null,
          carrier,
          trackingNumber,
          lines: null,
        });
        answered.push({
          orderId,
          shipped: done.ok,
          code: done.ok ? null : done.refusal.code,
          detail: done.ok ? null : done.refusal.detail,
          reason: done.ok ? null : (done.refusal.reason ?? null),
        });
      }
      return c.json({ items: answered }, 200);
    })
    .openapi(prepare, async (c) => {
      const actor = actorOf(c);
      const orderId = idFrom('order', c.req.valid('param').id);
      const prepared = await records.organization(actor.organizationId, (trx) =>
        prepareAndLog(trx, actor, { orderId, version: c.req.valid('json').version }),
      );
      return c.json({ id: showId('order', orderId), ...granted(prepared) }, 200);
    })
    .openapi(ship, async (c) => {
      const { version, carrier, trackingNumber, lines } = c.req.valid('json');
      const actor = actorOf(c);
      const shipmentId = granted(
        await shipOne(actor, {
          orderId: idFrom('order', c.req.valid('param').id),
          version,
          carrier,
          trackingNumber,
          lines:
            lines?.map((line) => ({ lineId: idFrom('orderLine', line.lineId), quantity: line.quantity })) ??
            null,
        }),
      );
      return c.json(await findShipment(records, actor.organizationId, shipmentId), 200);
    });
}

async function prepareAndLog(
  trx: Trx,
  actor: Actor,
  asked: { readonly orderId: OrderId; readonly version: number },
): Promise<Result<Prepared, Refusal>> {
  const prepared = await prepareOrder(trx, asked);
  if (prepared.ok)
    await writeAudit(trx, {
      organizationId: actor.organizationId,
      actor: auditActor(actor),
      action: 'order.preparing',
      subject: { kind: 'order', id: asked.orderId },
    });
  return prepared;
}

async function shipAndLog(
  trx: Trx,
  actor: Actor,
  asked: Omit<ShipAsked, 'byName' | 'nowMs'>,
): Promise<Result<string, Refusal>> {
  const shipped = await shipOrder(trx, { ...asked, byName: actor.name, nowMs: Date.now() });
  if (shipped.ok)
    await writeAudit(trx, {
      organizationId: actor.organizationId,
      actor: auditActor(actor),
      action: 'order.shipped',
      subject: { kind: 'order', id: asked.orderId },
      detail: {
        shipment: showId('shipment', shipped.value),
        carrier: asked.carrier,
        trackingNumber: asked.trackingNumber,
      },
    });
  return shipped;
}

import { createRoute, z } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { actorOf, auditActor, requireActor, writeAudit } from '#organisations';
import {
  answers,
  created,
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
import type { Records } from '#platform/records';
import { type RefundView, refundAsk, refundDecide, refundView } from '../checkout/checkout-contract.ts';
import { type AskedRefund, findAskedRefund, listAskedRefunds, refundTabs } from './asked-refunds-store.ts';
import { claimRefund } from './claim-refund-store.ts';
import { decideRefund } from './decide-refund-store.ts';

const tags = ['Orders'];
const mayRead = [requireActor('orders:read')];
const mayWrite = [requireActor('orders:write')];

const list = createRoute({
  tags,
  middleware: mayRead,
  method: 'get',
  path: '/api/refunds',
  summary: 'Refunds that were asked for, newest request first',
  request: {
    query: pageQuery.extend({
      tab: z.enum(refundTabs).optional(),
      shopId: idParam('shop').shape.id.optional(),
    }),
  },
  responses: answers('A page of refunds', page(refundView)),
});
const read = createRoute({
  tags,
  middleware: mayRead,
  method: 'get',
  path: '/api/refunds/{id}',
  summary: 'One refund that was asked for',
  request: { params: idParam('refund') },
  responses: answers('The refund', refundView),
});
const decide = createRoute({
  tags,
  middleware: mayWrite,
  method: 'post',
  path: '/api/refunds/{id}/decide',
  summary: 'Approve a refund that a shopper asks for, or refuse it with a reason they will read',
  request: { params: idParam('refund'), body: jsonBody(refundDecide) },
  responses: answers('The refund as it is now', refundView),
});
const give = createRoute({
  tags,
  middleware: mayWrite,
  method: 'post',
  path: '/api/orders/{id}/refunds',
  summary: 'Refund lines of an order on the shop’s own account; an amount without units is a partial refund',
  request: { params: idParam('order'), body: jsonBody(refundAsk) },
  responses: created('The refund, on its way', refundView),
});

export type RefundParts = {
  readonly records: Records;
  /** Hands the money of one return to its provider at once; what fails is tried again by itself. */
  readonly sendReturn: (returnId: string) => Promise<void>;
};

export function refundRoutes({ records, sendReturn }: RefundParts) {
  const shownRefund = async (organizationId: Parameters<typeof findAskedRefund>[1], id: string) => {
    const found = await findAskedRefund(records, organizationId, id);
    if (!found) throw new RefusalError({ code: 'not_found', detail: 'There is no such refund.' });
    return showRefund(found);
  };
  return newRouter()
    .openapi(list, async (c) => {
      const { cursor, limit, tab, shopId } = c.req.valid('query');
      const isTime = (part: string | number) => Number.isInteger(part) && Math.abs(Number(part)) < 8.64e15;
      const place = cursorFrom<[number, string]>(cursor, [isTime, isUuid]);
      const rows = await listAskedRefunds(
        records,
        actorOf(c).organizationId,
        { tab: tab ?? null, shopId: shopId ? idFrom('shop', shopId) : null },
        place && { requestedAtMs: place[0], id: place[1] },
        limit + 1,
      );
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const nextCursor =
        rows.length > limit && last ? encodeCursor([last.requested_at.getTime(), last.id]) : null;
      return c.json({ items: shown.map(showRefund), nextCursor }, 200);
    })
    .openapi(read, async (c) =>
      c.json(await shownRefund(actorOf(c).organizationId, idFrom('refund', c.req.valid('param').id)), 200),
    )
    .openapi(decide, async (c) => {
      const actor = actorOf(c);
      const { version, decision, note } = c.req.valid('json');
      const refundId = idFrom('refund', c.req.valid('param').id);
      const decided = granted(
        await records.organization(actor.organizationId, async (trx) => {
          const made = await decideRefund(trx, {
            refundId,
            version,
            decision,
            note: note || null,
            byName: actor.name,
            nowMs: Date.now(),
          });
          if (made.ok)
            await writeAudit(trx, {
              organizationId: actor.organizationId,
              actor: auditActor(actor),
              action: `refund.${decision}`,
              subject: { kind: 'refund', id: refundId },
              detail: { note: note || null },
            });
          return made;
        }),
      );
      if (decided.returnId) await sendReturn(decided.returnId);
      return c.json(await shownRefund(actor.organizationId, refundId), 200);
    })
    .openapi(give, async (c) => {
      const actor = actorOf(c);
      const { version, lines, reason } = c.req.valid('json');
      const orderId = idFrom('order', c.req.valid('param').id);
      const made = granted(
        await records.organization(actor.organizationId, async (trx) => {
          const claimed = await claimRefund(trx, {
            orderId,
            version,
            lines: lines.map((line) => ({
              lineId: idFrom('orderLine', line.lineId),
              quantity: line.quantity,
              amount: line.amount ?? null,
            })),
            reason,
            by: 'shop',
            byName: actor.name,
            nowMs: Date.now(),
          });
          if (claimed.ok)
            await writeAudit(trx, {
              organizationId: actor.organizationId,
              actor: auditActor(actor),
              action: 'refund.given',
              subject: { kind: 'refund', id: claimed.value.refundId },
              detail: { order: showId('order', orderId) },
            });
          return claimed;
        }),
      );
      if (made.returnId) await sendReturn(made.returnId);
      return c.json(await shownRefund(actor.organizationId, made.refundId), 201);
    });
}

function showRefund(row: AskedRefund): RefundView {
  return {
    id: showId('refund', row.id),
    orderId: showId('order', row.order_id),
    shopId: showId('shop', row.shop_id),
    state: row.state,
    stage: row.stage,
    currency: row.currency,
    amount: row.amount,
    requestedBy: row.requested_by,
    reason: row.reason,
    requestedAt: row.requested_at.toISOString(),
    decision: row.decision,
    decisionNote: row.decision_note,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    refundedAt: row.state === 'succeeded' ? row.refunded_at.toISOString() : null,
    failure: row.failure,
    simulated: row.simulated,
    version: row.version,
    lines: row.lines.map((line) => ({
      orderLineId: showId('orderLine', line.order_line_id),
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      amount: line.amount,
    })),
  };
}

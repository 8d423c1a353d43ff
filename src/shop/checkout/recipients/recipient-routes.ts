import { createRoute } from '@hono/zod-openapi';
import { actorOf, auditActor, requireActor } from '#organisations';
import { answers, idFrom, idParam, newRouter, RefusalError } from '#platform/http';
import type { Records } from '#platform/records';
import type { Sealing } from '#platform/sealing';
import { recipientView } from '../checkout-contract.ts';
import { revealRecipient } from './recipient-store.ts';

const reveal = createRoute({
  tags: ['Orders'],
  middleware: [requireActor('orders:write')],
  method: 'post',
  path: '/api/orders/{id}/recipient',
  summary: 'Reveal who an order goes to; every look is written into the audit log',
  request: { params: idParam('order') },
  responses: answers('Name, phone and address', recipientView),
});

export function recipientRoutes({
  records,
  sealing,
}: {
  readonly records: Records;
  readonly sealing: Sealing;
}) {
  return newRouter().openapi(reveal, async (c) => {
    const actor = actorOf(c);
    const orderId = idFrom('order', c.req.valid('param').id);
    const recipient = await revealRecipient(records, sealing, actor.organizationId, orderId, {
      organizationId: actor.organizationId,
      actor: auditActor(actor),
      action: 'order.recipient_revealed',
      subject: { kind: 'order', id: orderId },
    });
    if (!recipient)
      throw new RefusalError({ code: 'not_found', detail: 'There is no recipient to show for this order.' });
    c.header('cache-control', 'no-store');
    return c.json(recipient, 200);
  });
}

import type { OutboxMessage, Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';
import type { OrdersChanged } from '#shop';
import { attributeOrders } from './attribute-store.ts';

const ordersMax = 1_000;

/** Looks for the ads behind every order that changed. */
export function attributionSubscriber({ records }: { readonly records: Records }): Subscriber {
  return {
    name: 'ad-attribution',
    topics: ['orders.changed'],
    batchMax: 50,
    handle: async (messages) => {
      for (const [organizationId, own] of Map.groupBy(
        messages,
        (message: OutboxMessage) => message.organizationId,
      )) {
        const ids = [...new Set(own.flatMap(({ payload }) => (payload as OrdersChanged).orderIds))];
        for (let at = 0; at < ids.length; at += ordersMax)
          await attributeOrders(records, organizationId, ids.slice(at, at + ordersMax));
      }
    },
  };
}

import { type MergesMessage, mergesTopic } from '#events';
import type { OutboxMessage, Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';
import type { OrdersChanged } from '#shop';
import { shareBuyers } from '../serving/buyers-store.ts';
import { attributeOrders } from './attribute-store.ts';

const ordersMax = 1_000;

/**
 * Looks for the ads behind every order that changed, and lets a person who turned out to be another have bought what
 * the other bought. One subscriber for both, because whoever reads the buyers relies on their order.
 */
export function attributionSubscriber({ records }: { readonly records: Records }): Subscriber {
  return {
    name: 'ad-attribution',
    topics: ['orders.changed', mergesTopic],
    batchMax: 50,
    handle: async (messages) => {
      const merges = messages.filter(({ topic }) => topic === mergesTopic);
      await shareBuyers(
        records,
        merges.flatMap(({ payload }) => (payload as MergesMessage).merges),
      );
      const orders = messages.filter(({ topic }) => topic !== mergesTopic);
      for (const [organizationId, own] of Map.groupBy(
        orders,
        (message: OutboxMessage) => message.organizationId,
      )) {
        const ids = [...new Set(own.flatMap(({ payload }) => (payload as OrdersChanged).orderIds))];
        for (let at = 0; at < ids.length; at += ordersMax)
          await attributeOrders(records, organizationId, ids.slice(at, at + ordersMax));
      }
    },
  };
}

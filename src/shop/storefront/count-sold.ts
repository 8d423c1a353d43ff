import type { OrganizationId } from '#kernel/ids';
import type { Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';
import type { OrdersChanged } from '../facts/orders-changed.ts';
import { countSold } from './sold-counts-store.ts';

/** Keeps the number of units sold that every card shows. */
export function soldCountsSubscriber(records: Records): Subscriber {
  return {
    name: 'sold-counts',
    topics: ['orders.changed'],
    handle: async (messages) => {
      const orders = new Map<OrganizationId, string[]>();
      for (const { organizationId, payload } of messages) {
        const known = orders.get(organizationId) ?? [];
        orders.set(organizationId, known.concat((payload as OrdersChanged).orderIds));
      }
      for (const [organizationId, ids] of orders)
        if (ids.length > 0) await countSold(records, organizationId, ids);
    },
  };
}

import type { OrganizationId } from '#kernel/ids';
import type { Jobs } from '#platform/jobs';
import type { Subscriber } from '#platform/outbox';
import { type CatalogueParts, type ProductsChanged, productsChangedTopic } from '../change-product.ts';
import { findSaleStarts } from './sale-starts-store.ts';
import { startSale } from './shelving.ts';

const queue = 'start-sales';
type SaleJob = { readonly organizationId: OrganizationId; readonly productId: string };

/**
 * A sale that is set becomes a job at its hour. The job is sent from the outbox, so that it is not lost between the
 * change and the sending; a job too many finds the sale started, or set to another hour, and does nothing.
 */
export function saleStartsSubscriber({ records }: CatalogueParts, jobs: Jobs): Subscriber {
  return {
    name: 'sale-starts',
    topics: [productsChangedTopic],
    handle: async (messages) => {
      for (const { organizationId, payload } of messages) {
        const { productIds } = payload as ProductsChanged;
        for (const { id, startsAt } of await findSaleStarts(records, organizationId, productIds)) {
          const job: SaleJob = { organizationId, productId: id };
          await jobs.send(queue, job, { startAfter: startsAt });
        }
      }
    },
  };
}

export function workSaleStarts(parts: CatalogueParts, jobs: Jobs): Promise<void> {
  return jobs.work<SaleJob>(queue, { retriesMax: 50, expireSeconds: 60 }, ({ organizationId, productId }) =>
    startSale(parts, organizationId, productId),
  );
}

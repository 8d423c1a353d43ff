import { gatherRoutes } from '#platform/http';
import type { Subscriber } from '#platform/outbox';
import type { ShopOptions } from '../shop-options.ts';
import type { OpenShelf } from '../storefront/open-shelf.ts';
import { banRoutes } from './ban-routes.ts';
import { pictureRoutes } from './pictures/picture-routes.ts';
import { productRoutes } from './product-routes.ts';
import { saleStartsSubscriber, workSaleStarts } from './shelving/sale-starts.ts';
import { stockRoutes } from './stock/stock-routes.ts';

/** What members do with products: their routes, and the sales that start by themselves. */
export async function openCatalogue(
  { records, files, jobs, structureOf }: Pick<ShopOptions, 'records' | 'files' | 'jobs' | 'structureOf'>,
  shelf: OpenShelf,
) {
  const parts = { records, files, structureOf, shelf, now: Date.now };
  await workSaleStarts(parts, jobs);
  const subscribers: Subscriber[] = [saleStartsSubscriber(parts, jobs)];
  return {
    routes: gatherRoutes(productRoutes(parts), stockRoutes(parts), pictureRoutes(parts), banRoutes(parts)),
    subscribers,
  };
}

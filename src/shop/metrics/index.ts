/** Metrics of orders, refunds and customers, for the registry that the server puts together. */
import { contentGmvMetrics } from './content-gmv.ts';
import { conversionMetrics } from './conversion.ts';
import { customerMetrics } from './customers.ts';
import { gmvMetrics } from './gmv.ts';
import { orderMetrics } from './orders.ts';
import { refundMetrics } from './refunds.ts';

export const shopMetrics = [
  ...gmvMetrics,
  ...contentGmvMetrics,
  ...refundMetrics,
  ...orderMetrics,
  ...conversionMetrics,
  ...customerMetrics,
];

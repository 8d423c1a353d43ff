/** Metrics of content, for the registry that the server puts together. */
import type { MetricDefinition } from '#metrics';
import { contentCounts } from './content-counts.ts';
import { contentRates } from './content-rates.ts';

export const contentMetrics: readonly MetricDefinition[] = [...contentCounts, ...contentRates];

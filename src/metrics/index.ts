/** Door to the metric layer: definitions as data, the one compiler, and the questions asked of it. */
export type { Labels } from './answering/labels.ts';
export type {
  Computation,
  Measure,
  MetricDefinition,
  Source as MetricSource,
} from './definitions/definition.ts';
export {
  both,
  conversionOf,
  countOf,
  distinctOf,
  family,
  moneyOf,
  ratioOf,
  sumOf,
} from './definitions/family.ts';
export { metricsFrom, type Registry, registerMetrics } from './definitions/registry.ts';
export { type MetricOptions, type Metrics, openMetrics } from './open-metrics.ts';
export { type Restatement, recordRestatement } from './restatements/restatement-store.ts';
export { visits } from './visits/visit-source.ts';
export { noVisits, visitorMetrics } from './visits/visitors.ts';

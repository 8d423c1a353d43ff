import type { DimensionId } from '../contract.ts';
import type { Measure, MetricDefinition, Source } from './definition.ts';

export type Registry = ReadonlyMap<string, MetricDefinition>;

/** Every definition by its id. A metric made of one that is not there, or of itself, is a bug and is thrown. */
export function registerMetrics(...families: readonly (readonly MetricDefinition[])[]): Registry {
  const registry = new Map<string, MetricDefinition>();
  for (const definition of families.flat()) {
    if (registry.has(definition.id)) throw new Error(`Metric ${definition.id} is defined twice.`);
    registry.set(definition.id, definition);
  }
  for (const { id } of registry.values()) refuseCycles(registry, id, []);
  return registry;
}

function refuseCycles(registry: Registry, id: string, path: readonly string[]): void {
  if (path.includes(id)) throw new Error(`Metric ${id} is made of itself: ${[...path, id].join(' → ')}.`);
  for (const part of partsOf(metric(registry, id))) refuseCycles(registry, part, [...path, id]);
}

/** The definition of a metric that is known to exist. */
export function metric(registry: Registry, id: string): MetricDefinition {
  const definition = registry.get(id);
  if (!definition) throw new Error(`There is no metric ${id}.`);
  return definition;
}

/** The metrics that one is directly made of. */
export function partsOf({ computation }: MetricDefinition): string[] {
  if ('measure' in computation) return [];
  if ('terms' in computation) return computation.terms.map((term) => term.metric);
  if ('shareOf' in computation) return [computation.shareOf];
  return [computation.numerator, computation.denominator];
}

/** Everything that has to be counted to know a metric. */
export function measuresOf(registry: Registry, id: string): Measure[] {
  const definition = metric(registry, id);
  return 'measure' in definition.computation
    ? [definition.computation.measure]
    : partsOf(definition).flatMap((part) => measuresOf(registry, part));
}

export function sourcesOf(registry: Registry, id: string): Source[] {
  return [...new Set(measuresOf(registry, id).map((measure) => measure.source))];
}

/** Kinds of facts that a source reads, those that went before its own included. */
export function readsOf({ freshness, precedents = [] }: Source): Source['freshness'][] {
  return [freshness, ...precedents.map(({ source }) => source.freshness)];
}

/** Ids of the metrics that change when facts of this kind are added. */
export function metricsFrom(registry: Registry, freshness: Source['freshness']): string[] {
  return [...registry.keys()].filter((id) => sourcesOf(registry, id).flatMap(readsOf).includes(freshness));
}

/** Dimensions by which a metric can be split and filtered: those that all its sources carry. */
export function dimensionsOf(registry: Registry, id: string): DimensionId[] {
  const [first, ...others] = sourcesOf(registry, id);
  if (!first) return [];
  return (Object.keys(first.dimensions) as DimensionId[]).filter((dimension) =>
    others.every((source) => source.dimensions[dimension] !== undefined),
  );
}

export function isMoney(registry: Registry, id: string): boolean {
  return measuresOf(registry, id).some((measure) => measure.aggregate === 'sum' && measure.money);
}

/** Whether values of several buckets or groups may be added up. */
export function isAdditive(registry: Registry, id: string): boolean {
  const { computation } = metric(registry, id);
  if ('measure' in computation)
    return computation.measure.aggregate === 'sum' || computation.measure.aggregate === 'count';
  return 'terms' in computation && partsOf(metric(registry, id)).every((part) => isAdditive(registry, part));
}

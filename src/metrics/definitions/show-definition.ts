import type { MetricDefinitionView, MetricList } from '../contract.ts';
import type { MetricDefinition } from './definition.ts';
import { dimensions } from './dimensions.ts';
import { inBothLanguages } from './in-both-languages.ts';
import { dimensionsOf, isAdditive, type Registry, sourcesOf } from './registry.ts';

export function viewOf(registry: Registry, definition: MetricDefinition): MetricDefinitionView {
  const { id, computation, ...said } = definition;
  return {
    id,
    names: said.names,
    description: said.description,
    formula: inBothLanguages(said.formula),
    unit: said.unit,
    kind: computation.kind,
    timeBasis: inBothLanguages(said.timeBasis),
    attribution: inBothLanguages(said.attribution),
    entity: inBothLanguages(said.entity),
    sources: [...new Set(sourcesOf(registry, id).map((source) => source.table))],
    caveat: said.caveat,
    better: said.better,
    dimensions: dimensionsOf(registry, id),
    additive: isAdditive(registry, id),
    parts:
      'numerator' in computation
        ? { numerator: computation.numerator, denominator: computation.denominator }
        : 'shareOf' in computation
          ? { numerator: computation.shareOf, denominator: computation.shareOf }
          : null,
    dictionary: said.dictionary,
  };
}

export function listMetrics(registry: Registry): MetricList {
  return {
    metrics: [...registry.values()].map((definition) => viewOf(registry, definition)),
    dimensions: Object.values(dimensions).map(({ id, names }) => ({ id, names })),
  };
}

import { useMemo } from 'react';
import { readFilters, writeFilters } from '../address/filters.ts';
import { useSearchParts } from '../address/use-address.ts';
import {
  type Filter,
  type MetricDefinition,
  type MetricQuery,
  useDictionary,
  useMetrics,
  withFilters,
} from '../api/metrics.ts';
import { useScope } from '../shell/scope.tsx';

/** The filters that were clicked on the page, and how to set them. */
export function usePageFilters(): [readonly Filter[], (filters: readonly Filter[]) => void] {
  const [search, change] = useSearchParts();
  const filters = useMemo(() => readFilters(search.filter), [search.filter]);
  return [filters, (next) => change({ filter: writeFilters(next) })];
}

export function useDefinitions(): ReadonlyMap<string, MetricDefinition> {
  const dictionary = useDictionary().data;
  return useMemo(
    () => new Map((dictionary?.metrics ?? []).map((metric) => [metric.id, metric])),
    [dictionary],
  );
}

type Asked = {
  readonly metrics: readonly string[];
  readonly dimensions?: readonly string[];
  readonly grain?: MetricQuery['grain'];
  readonly order?: MetricQuery['order'];
  readonly limit?: number;
  readonly offset?: number;
  /** Narrows it beside the place and the filters of the page. */
  readonly where?: readonly Filter[];
  /** A panel that sets a filter shows all its values, so it asks without its own. */
  readonly exceptFilter?: string;
  /** Not asked yet: what is more urgent goes first. */
  readonly waits?: boolean;
};

/** The answer to a metric query of this page. */
export function usePageMetrics(asked: Asked) {
  return useMetrics(usePageQuery(asked));
}

/**
 * A metric query of this page: its place, dates, comparison and filters; null while it cannot be asked. Metrics that
 * do not know one of the dimensions are left out, so that the others can still be answered.
 */
export function usePageQuery(asked: Asked): MetricQuery | null {
  const scope = useScope();
  const definitions = useDefinitions();
  const [pageFilters] = usePageFilters();
  const key = JSON.stringify(asked);
  return useMemo<MetricQuery | null>(() => {
    const {
      metrics,
      dimensions = [],
      grain = 'all',
      order,
      limit,
      offset,
      where = [],
      exceptFilter,
      waits,
    } = JSON.parse(key) as Asked;
    if (definitions.size === 0 || waits) return null;
    const filters = withFilters(
      scope.filters,
      pageFilters.filter(({ dimension }) => dimension !== exceptFilter),
      where,
    );
    const needed = [...dimensions, ...filters.map(({ dimension }) => dimension)];
    const known = metrics.filter((id) =>
      needed.every((dimension) => definitions.get(id)?.dimensions.includes(dimension)),
    );
    if (known.length === 0) return null;
    return {
      metrics: known,
      dimensions: [...dimensions],
      filters,
      range: scope.range,
      grain,
      ...(scope.compare ? { compare: scope.compare as NonNullable<MetricQuery['compare']> } : {}),
      ...(scope.convertTo ? { currency: scope.convertTo } : {}),
      ...(order && known.includes(order.by) ? { order } : {}),
      ...(limit ? { limit } : {}),
      ...(offset ? { offset } : {}),
    };
  }, [key, definitions, scope, pageFilters]);
}

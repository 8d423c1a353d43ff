/** The metric API as pages use it. Every number in the console comes through here. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { MetricAnswer, MetricFilter, MetricList, metricQuery, metricRowsQuery } from '#metrics/contract';
import { request } from './request.ts';

export type {
  MetricAnswer,
  MetricDefinitionView as MetricDefinition,
  MetricFilter as Filter,
  MetricGrain as Grain,
  MetricList as Dictionary,
  MetricNote,
  MetricRow,
  MetricRowsAnswer as RowsAnswer,
  MetricUnit as Unit,
} from '#metrics/contract';

/** What is sent; the server fills in the defaults. */
export type MetricQuery = z.input<typeof metricQuery>;
export type RowsQuery = z.input<typeof metricRowsQuery>;
export type Names = MetricList['dimensions'][number]['names'];
export type Part = MetricAnswer['meta']['parts'][string][number];

/** While the store is away it is asked again this often. */
const retryMs = 5_000;

/** Definitions change only with a new version of the server. */
export function useDictionary() {
  return useQuery({
    queryKey: ['dictionary'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => request<MetricList>('/api/metrics', { signal }),
  });
}

/**
 * One metric query. The last numbers stay while the address changes and while the store is away; then it is
 * asked again every few seconds until it answers.
 */
export function useMetrics(query: MetricQuery | null) {
  return useQuery<MetricAnswer>({
    queryKey: ['metrics', query],
    enabled: query !== null,
    // What cannot be asked has no numbers, not those of the question before.
    ...(query ? { placeholderData: keepPreviousData } : {}),
    refetchInterval: ({ state }) => (state.error ? retryMs : false),
    queryFn: ({ signal }) => request<MetricAnswer>('/api/metrics/query', { body: query, signal }),
  });
}

/** Filters are compared by key in the cache, so an empty list and a missing one must look the same. */
export function withFilters(...groups: readonly (readonly MetricFilter[])[]): MetricFilter[] {
  return groups.flat();
}

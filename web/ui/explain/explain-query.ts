import { useMemo } from 'react';
import { readFilters } from '../address/filters.ts';
import { useSearchParts } from '../address/use-address.ts';
import { type Filter, withFilters } from '../api/metrics.ts';
import { useScope } from '../shell/scope.tsx';
import { useExplained } from './use-explain.ts';

/** Everything that narrows the explained number: the place, the filters of the page, and what was clicked. */
export function useExplainFilters(): Filter[] {
  const scope = useScope();
  const [search] = useSearchParts();
  const { where } = useExplained();
  return useMemo(
    () => withFilters(scope.filters, readFilters(search.filter), where),
    [scope.filters, search.filter, where],
  );
}

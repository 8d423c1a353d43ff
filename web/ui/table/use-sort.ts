import { useSearchParts } from '../address/use-address.ts';
import type { Sort } from './data-table.tsx';

/** The order of a table, kept in the address as `gmv.desc`; by the first metric, largest first, when not set. */
export function useSort(key: string, metrics: readonly string[]): [Sort, (sort: Sort) => void] {
  const [search, change] = useSearchParts();
  const [by = '', direction] = (search[key] ?? '').split('.');
  const sort: Sort = metrics.includes(by)
    ? { by, direction: direction === 'asc' ? 'asc' : 'desc' }
    : { by: metrics[0] ?? '', direction: 'desc' };
  return [sort, (next) => change({ [key]: `${next.by}.${next.direction}` }, { replace: true })];
}

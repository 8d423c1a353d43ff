import { useMemo } from 'react';
import { useSearchParts } from '../../../ui/address/use-address.ts';
import type { Filter, MetricAnswer, MetricRow } from '../../../ui/api/metrics.ts';
import { request } from '../../../ui/api/request.ts';
import { usePageMetrics, usePageQuery } from '../../../ui/metric/page-metrics.ts';
import { useValueNames } from '../../../ui/metric/value-names.ts';
import { useSort } from '../../../ui/table/use-sort.ts';
import { boardMetrics, pageSizes, rowsMax, sortable, totalMetrics } from './board-metrics.ts';

export type BoardDimension = 'content' | 'account';
export type BoardRow = MetricRow & {
  /** Its value of the board's dimension, as the metric API shows it. */
  readonly id: string;
  readonly name: string;
};

/** Numbers of nothing known, such as those of product cards, are on no board. */
export const known = (dimension: BoardDimension): Filter[] => [{ dimension, op: 'not_in', values: [''] }];

/** One page of a board: its order and its place are in the address, sorting and paging are the server's. */
export function useBoard(dimension: BoardDimension) {
  const [search, change] = useSearchParts();
  const [sort] = useSort('sort', sortable);
  const size = pageSizes.find((one) => String(one) === search.size) ?? pageSizes[0];
  const page = Math.max(1, Math.min(10_000, Math.floor(Number(search.page)) || 1));
  const where = known(dimension);
  const asked = { metrics: boardMetrics, dimensions: [dimension], order: sort, where } as const;
  const answer = usePageMetrics({ ...asked, limit: size, offset: (page - 1) * size });
  const totals = usePageMetrics({ metrics: totalMetrics, where });
  const whole = usePageQuery({ ...asked, limit: rowsMax });
  const nameOf = useValueNames();
  const rowsOf = useMemo(
    () =>
      ({ rows, meta }: MetricAnswer): BoardRow[] =>
        rows.map((row) => {
          const id = row.dimensions[dimension] ?? '';
          return { ...row, id, name: meta.dimensionLabels[dimension]?.[id] ?? nameOf(dimension, id) };
        }),
    [dimension, nameOf],
  );
  const { data } = answer;
  return {
    answer,
    totals,
    rows: useMemo(() => (data ? rowsOf(data) : undefined), [data, rowsOf]),
    /** Of every page, for a file. */
    allRows: async (): Promise<BoardRow[]> =>
      whole
        ? rowsOf(await request<MetricAnswer>('/api/metrics/query', { body: { ...whole, compare: null } }))
        : [],
    sort,
    setSort: (next: typeof sort) =>
      change({ sort: `${next.by}.${next.direction}`, page: undefined }, { replace: true }),
    page,
    size,
    setPage: (next: number, nextSize: number = size) =>
      change({
        page: next === 1 ? undefined : String(next),
        size: nextSize === pageSizes[0] ? undefined : String(nextSize),
      }),
  };
}

export type Board = ReturnType<typeof useBoard>;

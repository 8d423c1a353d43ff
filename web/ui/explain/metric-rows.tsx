import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParts } from '../address/use-address.ts';
import { type RowsAnswer, type RowsQuery, useDictionary } from '../api/metrics.ts';
import { request } from '../api/request.ts';
import { useLanguage } from '../language/language.tsx';
import { Moment } from '../metric/moment.tsx';
import { fullNumber } from '../metric/number-text.ts';
import { shortId } from '../metric/short-id.ts';
import { isIdDimension, useValueNames, wholeName } from '../metric/value-names.ts';
import { useScope } from '../shell/scope.tsx';
import { EmptyState } from '../state/empty-state.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { useExplainFilters } from './explain-query.ts';
import { FilterTags } from './filter-tags.tsx';
import { useExplained } from './use-explain.ts';

type Row = RowsAnswer['rows'][number];
const pageRows = 50;

/** The orders or events behind a number. The values of all rows add up to it, and the page says to what. */
export function MetricRows({ metric }: { metric: string }) {
  const { say, language } = useLanguage();
  const scope = useScope();
  const filters = useExplainFilters();
  const { part } = useExplained();
  const [, change] = useSearchParts();
  const definition = useDictionary().data?.metrics.find(({ id }) => id === metric);
  const query = useMemo<RowsQuery>(
    () => ({
      metric,
      filters,
      range: scope.range,
      limit: pageRows,
      ...(definition?.parts ? { part } : {}),
      ...(scope.convertTo ? { currency: scope.convertTo } : {}),
    }),
    [metric, filters, scope.range, scope.convertTo, definition, part],
  );
  const rows = useInfiniteQuery({
    queryKey: ['metrics', 'rows', query],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      request<RowsAnswer>('/api/metrics/rows', {
        body: pageParam ? { ...query, cursor: pageParam } : query,
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor,
  });
  const first = rows.data?.pages[0];
  const currency = first?.currency ?? scope.currency;
  const columns = useColumns(first, currency);
  const orderOf = (row: Row) => {
    const id = Object.values(row).find((cell) => typeof cell === 'string' && cell.startsWith('ord_'));
    return typeof id === 'string' ? id : null;
  };
  const sumUnit = definition?.parts || definition?.unit !== 'money' ? 'count' : 'money';
  return (
    <div className="explain">
      <FilterTags filters={filters} />
      {first ? (
        <p className="quiet number">
          {say('rows.total', {
            rows: first.total.toLocaleString(),
            sum: fullNumber(first.sum, { unit: sumUnit, currency, language }),
          })}
        </p>
      ) : null}
      <DataTable<Row>
        label={say('rows.title', { metric: definition?.names[language] ?? metric })}
        columns={columns}
        rows={rows.data?.pages.flatMap((page) => page.rows)}
        rowKey={(row) => JSON.stringify(row)}
        onRow={(row) => {
          const order = orderOf(row);
          if (order) change({ order });
        }}
        empty={<EmptyState title={say('rows.empty')} text={say('rows.emptyText')} />}
        error={rows.error}
        onRetry={rows.refetch}
        onMore={rows.hasNextPage ? () => void rows.fetchNextPage() : undefined}
        moreLoading={rows.isFetchingNextPage}
        fileName={`${metric}-${scope.range.from}-${scope.range.to}`}
      />
    </div>
  );
}

/** One line a row: a long name is cut and shown whole on hover. */
function Clipped({ text, title }: { text: string; title: string }) {
  return (
    <span className="clipped" title={title}>
      {text}
    </span>
  );
}

function useColumns(answer: RowsAnswer | undefined, currency: string): Column<Row>[] {
  const { language } = useLanguage();
  const nameOf = useValueNames(answer?.dimensionLabels);
  return useMemo(
    () =>
      orderColumns(answer?.columns ?? []).map(({ id, names, unit }, index) => ({
        id,
        title: names[language],
        numeric: unit === 'money' || unit === 'count',
        fixed: index === 0,
        width: unit === 'time' ? 104 : unit === 'count' || unit === 'money' ? 96 : 136,
        hiddenAtFirst: lessNeeded.has(id),
        // In the file the words, and the id of what has one.
        cell: (row: Row) => {
          const cell = row[id] ?? null;
          return typeof cell === 'string' && isIdDimension(id) ? nameOf(id, cell) : cell;
        },
        ...(isIdDimension(id) ? { idCell: (row: Row) => row[id] ?? null } : {}),
        render: (row: Row) => {
          const cell = row[id] ?? null;
          if (cell === null) return '–';
          if (typeof cell === 'number')
            return fullNumber(cell, { unit: unit === 'money' ? 'money' : 'count', currency, language });
          if (unit === 'time') return <Moment at={cell} />;
          if (unit === 'id')
            return nameOf(id, cell) === cell ? (
              <code className="id" title={cell}>
                {shortId(cell)}
              </code>
            ) : (
              <Clipped text={nameOf(id, cell)} title={wholeName(id, nameOf(id, cell), cell)} />
            );
          return <Clipped text={nameOf(id, cell)} title={wholeName(id, nameOf(id, cell), cell)} />;
        },
      })),
    [answer, currency, language, nameOf],
  );
}

/** What a row is and what it adds come first; the rest keeps the order of the answer. */
const firstColumns = [
  'order',
  'event',
  'time',
  'name',
  'value',
  'product',
  'quantity',
  'carrier',
  'source',
  'shop',
];
const lessNeeded: ReadonlySet<string> = new Set([
  'person',
  'sku',
  'kind',
  'line',
  'event',
  'currency',
  'content',
  'room',
  'category',
]);

function orderColumns<Col extends { readonly id: string }>(columns: readonly Col[]): Col[] {
  const place = (column: Col) => firstColumns.indexOf(column.id) + 1 || firstColumns.length + 1;
  const known = columns.some(({ id }) => id === 'order')
    ? columns
    : columns.filter(({ id }) => id !== 'event');
  return [...known].sort((a, b) => place(a) - place(b));
}

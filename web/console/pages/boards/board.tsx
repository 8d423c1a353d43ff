import { type ReactNode, useEffect } from 'react';
import { useDictionary } from '../../../ui/api/metrics.ts';
import { FilterTags } from '../../../ui/explain/filter-tags.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { DataState } from '../../../ui/metric/data-state.tsx';
import { useNumberColumns } from '../../../ui/metric/metric-columns.tsx';
import { NumberCards } from '../../../ui/metric/number-cards.tsx';
import { usePageFilters } from '../../../ui/metric/page-metrics.ts';
import { RangePicker } from '../../../ui/range/range-picker.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { PageSkeleton } from '../../../ui/state/skeletons.tsx';
import { type Column, DataTable } from '../../../ui/table/data-table.tsx';
import { Pager } from '../../../ui/table/pager.tsx';
import { boardMetrics, hiddenAtFirst, pageSizes, totalMetrics } from './board-metrics.ts';
import { type Board, type BoardDimension, type BoardRow, known } from './use-board.ts';
import './boards.css';

type Props = {
  readonly dimension: BoardDimension;
  readonly board: Board;
  readonly title: string;
  readonly sentence: string;
  /** Who or what a row is. */
  readonly first: Column<BoardRow>;
  readonly empty: ReactNode;
};

/** The numbers of everything on the board, then the board itself, best first. */
export function BoardPage({ dimension, board, title, sentence, first, empty }: Props) {
  const say = useSay();
  const dictionary = useDictionary();
  const [filters, setFilters] = usePageFilters();
  const { answer, totals, rows, page, size, setPage } = board;
  const numbers = useNumberColumns(dimension, boardMetrics, answer.data, {
    changes: 'of each',
    hiddenAtFirst,
  });
  // Other dates or a smaller place may have fewer pages than the address says.
  const isPastTheEnd = page > 1 && rows?.length === 0 && !answer.isPlaceholderData;
  useEffect(() => {
    if (isPastTheEnd) setPage(1);
  }, [isPastTheEnd, setPage]);

  if (!dictionary.data) {
    return dictionary.error ? (
      <ErrorState error={dictionary.error} onRetry={dictionary.refetch} page />
    ) : (
      <PageSkeleton />
    );
  }
  return (
    <div className="page board-page">
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          <p>{sentence}</p>
        </div>
        <RangePicker />
      </header>
      <FilterTags
        filters={filters}
        onRemove={(gone) => setFilters(filters.filter((filter) => filter !== gone))}
      />
      <DataState
        totals={{
          data: totals.data,
          error: totals.error,
          readAtMs: totals.dataUpdatedAt,
          refetch: totals.refetch,
        }}
      >
        <NumberCards
          label={say('boards.totals')}
          metrics={totalMetrics}
          answer={totals.data}
          where={known(dimension)}
        />
        <section className="card board" data-stale={answer.isPlaceholderData}>
          <DataTable<BoardRow>
            label={title}
            fileName={`${dimension}-board`}
            columns={[first, ...numbers]}
            rows={rows}
            rowKey={({ id }) => id}
            sort={board.sort}
            onSort={board.setSort}
            allRows={board.allRows}
            empty={empty}
            error={answer.error}
            onRetry={answer.refetch}
          />
          {rows && rows.length > 0 ? (
            <Pager
              page={page}
              size={size}
              sizes={pageSizes}
              total={answer.data?.meta.total ?? null}
              onPage={setPage}
            />
          ) : null}
        </section>
      </DataState>
    </div>
  );
}

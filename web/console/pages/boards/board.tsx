import { type ReactNode, useEffect } from 'react';
import { useSay } from '../../../ui/language/language.tsx';
import { DataState } from '../../../ui/metric/data-state.tsx';
import { useNumberColumns } from '../../../ui/metric/metric-columns.tsx';
import { NumberCards } from '../../../ui/metric/number-cards.tsx';
import { NumbersPage } from '../../../ui/metric/numbers-page.tsx';
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

  return (
    <NumbersPage className="board-page" title={title} sentence={sentence}>
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
    </NumbersPage>
  );
}

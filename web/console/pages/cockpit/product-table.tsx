import { useState } from 'react';
import { isChosen, toggleFilter } from '../../../ui/address/filters.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { useMetricColumns } from '../../../ui/metric/metric-columns.tsx';
import { usePageFilters, usePageMetrics } from '../../../ui/metric/page-metrics.ts';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import { useSort } from '../../../ui/table/use-sort.ts';
import { productMetrics } from './cockpit-metrics.ts';

const firstRows = 10;
const rowsMax = 200;

/** The products that made the money; a click narrows the page to one. */
export function ProductTable() {
  const say = useSay();
  const [sort, setSort] = useSort('products', productMetrics);
  const [limit, setLimit] = useState(firstRows);
  const [filters, setFilters] = usePageFilters();
  const answer = usePageMetrics({
    metrics: productMetrics,
    dimensions: ['product'],
    order: sort,
    limit,
    exceptFilter: 'product',
  });
  const columns = useMetricColumns('product', say('cockpit.product'), productMetrics, answer.data);
  const rows = answer.data?.rows;
  return (
    <section className="card">
      <header className="card-head">
        <h2>{say('cockpit.products')}</h2>
      </header>
      <DataTable
        label={say('cockpit.products')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.dimensions.product ?? ''}
        sort={sort}
        onSort={setSort}
        isChosen={(row) => isChosen(filters, 'product', row.dimensions.product ?? '')}
        onRow={(row) => setFilters(toggleFilter(filters, 'product', row.dimensions.product ?? ''))}
        empty={<EmptyState title={say('table.empty')} text={say('table.emptyText')} />}
        error={answer.error}
        onRetry={answer.refetch}
        onMore={
          rows && rows.length >= limit && limit < rowsMax
            ? () => setLimit(Math.min(rowsMax, limit * 3))
            : undefined
        }
        moreLoading={answer.isPlaceholderData}
        fileName="products"
      />
    </section>
  );
}

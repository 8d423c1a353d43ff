import { isChosen, toggleFilter } from '../../../ui/address/filters.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { useMetricColumns } from '../../../ui/metric/metric-columns.tsx';
import { usePageFilters, usePageMetrics } from '../../../ui/metric/page-metrics.ts';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import { useSort } from '../../../ui/table/use-sort.ts';
import { shopMetrics } from './cockpit-metrics.ts';

/** Every shop in the place, best first; a click narrows the page to it. */
export function ShopTable() {
  const say = useSay();
  const [sort, setSort] = useSort('shops', shopMetrics);
  const [filters, setFilters] = usePageFilters();
  const answer = usePageMetrics({
    metrics: shopMetrics,
    dimensions: ['shop'],
    order: sort,
    exceptFilter: 'shop',
  });
  const columns = useMetricColumns('shop', say('cockpit.shop'), shopMetrics, answer.data);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{say('cockpit.shops')}</h2>
      </header>
      <DataTable
        label={say('cockpit.shops')}
        columns={columns}
        rows={answer.data?.rows}
        rowKey={(row) => row.dimensions.shop ?? ''}
        sort={sort}
        onSort={setSort}
        isChosen={(row) => isChosen(filters, 'shop', row.dimensions.shop ?? '')}
        onRow={(row) => setFilters(toggleFilter(filters, 'shop', row.dimensions.shop ?? ''))}
        empty={<EmptyState title={say('table.empty')} text={say('table.emptyText')} />}
        error={answer.error}
        onRetry={answer.refetch}
        fileName="shops"
      />
    </section>
  );
}

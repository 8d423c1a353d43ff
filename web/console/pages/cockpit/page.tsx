import { useSearchParts } from '../../../ui/address/use-address.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { DataState } from '../../../ui/metric/data-state.tsx';
import { NumbersPage } from '../../../ui/metric/numbers-page.tsx';
import { grainOf } from '../../../ui/range/period.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { Attention } from './attention.tsx';
import { AxisPanel } from './axis-panel.tsx';
import { CardGrid } from './card-grid.tsx';
import { axes, cardMetrics } from './cockpit-metrics.ts';
import { PeersNote } from './peers-note.tsx';
import { ProductTable } from './product-table.tsx';
import { ShopTable } from './shop-table.tsx';
import { TrendCard } from './trend-card.tsx';
import { useTotals, useTrends } from './use-cards.ts';
import './cockpit.css';

/** How is business, what is wrong, and where: over all brands, shops and accounts. */
export function Page() {
  const say = useSay();
  const { range } = useScope();
  const [search] = useSearchParts();
  const totals = useTotals();
  const trend = useTrends(grainOf(range), totals.awaited.size > 0);
  const metric = cardMetrics.find((id) => id === search.metric) ?? 'gmv';

  return (
    <NumbersPage title={say('nav.cockpit')} sentence={say('cockpit.sentence')}>
      <DataState totals={totals}>
        <PeersNote totals={totals.data} />
        <Attention totals={totals.data} awaiting={totals.awaited.size > 0} />
        <CardGrid totals={totals} trend={trend.data} />
        <TrendCard metric={metric} trend={trend} />
        <section className="axes" aria-label={say('cockpit.axes')}>
          {axes.map((axis) => (
            <AxisPanel key={axis} axis={axis} metric={metric} />
          ))}
        </section>
        <div className="tables">
          <ShopTable />
          <ProductTable />
        </div>
      </DataState>
    </NumbersPage>
  );
}

import { IconAlertTriangle, IconTickCircle } from '@douyinfe/semi-icons';
import { toggleFilter } from '../../../ui/address/filters.ts';
import type { MetricAnswer } from '../../../ui/api/metrics.ts';
import { useExplain } from '../../../ui/explain/use-explain.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { ChangeMark } from '../../../ui/metric/change-mark.tsx';
import { shortNumber } from '../../../ui/metric/number-text.ts';
import { useDefinitions, usePageFilters, usePageMetrics } from '../../../ui/metric/page-metrics.ts';
import { useValueNames } from '../../../ui/metric/value-names.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { useSort } from '../../../ui/table/use-sort.ts';
import { concernsOf, lossesOf } from './attention.ts';
import { cardMetrics, shopMetrics } from './cockpit-metrics.ts';

type Props = {
  readonly totals: MetricAnswer | undefined;
  /** More numbers are on their way, so it is too early to say that all is well. */
  readonly awaiting: boolean;
};

/** What is wrong, before everything else. Nothing wrong is said too, in one quiet line. */
export function Attention({ totals, awaiting }: Props) {
  const { say, language } = useLanguage();
  const scope = useScope();
  const definitions = useDefinitions();
  const explain = useExplain();
  const [filters, setFilters] = usePageFilters();
  const nameOf = useValueNames();
  const [sort] = useSort('shops', shopMetrics);
  // The same question as the table of shops asks, so it costs nothing.
  const shops = usePageMetrics({
    metrics: shopMetrics,
    dimensions: ['shop'],
    order: sort,
    exceptFilter: 'shop',
  }).data;
  const row = totals?.rows[0];
  if (!totals || !row || !scope.compare) return null;
  const currency = totals.meta.currency ?? scope.currency;
  const parts = Object.fromEntries(Object.entries(totals.meta.parts).map(([id, all]) => [id, all[0]]));
  const concerns = concernsOf(
    cardMetrics.flatMap((id) => definitions.get(id) ?? []),
    row,
    parts,
  );
  const losses = shops && shops.rows.length > 1 ? lossesOf(shops.rows, 'shop', 'gmv') : [];
  const money = (value: number) => shortNumber(value, { unit: 'money', currency, language });
  if (concerns.length + losses.length === 0) {
    return !awaiting && typeof row.compare?.gmv === 'number' ? (
      <p className="attention attention-calm">
        <IconTickCircle /> {say('attention.calm')}
      </p>
    ) : null;
  }
  return (
    <section className="attention" aria-label={say('attention.title')}>
      <h2>
        <IconAlertTriangle /> {say('attention.title')}
      </h2>
      <ul>
        {concerns.map(({ metric, value, before }) => {
          const definition = definitions.get(metric);
          if (!definition) return null;
          const form = { unit: definition.unit, currency, language };
          return (
            <li key={metric}>
              <button type="button" onClick={() => explain(metric)}>
                <strong>{definition.names[language]}</strong>
                <ChangeMark value={value} before={before} unit={definition.unit} better={definition.better} />
                <span className="quiet number">
                  {say('attention.fromTo', { from: shortNumber(before, form), to: shortNumber(value, form) })}
                </span>
              </button>
            </li>
          );
        })}
        {losses.map(({ id, value, before, lost }) => (
          <li key={id}>
            <button type="button" onClick={() => setFilters(toggleFilter(filters, 'shop', id))}>
              <strong>{nameOf('shop', id)}</strong>
              <ChangeMark
                value={value}
                before={before}
                unit="money"
                better={definitions.get('gmv')?.better}
              />
              <span className="quiet number">{say('attention.lost', { amount: money(lost) })}</span>
            </button>
          </li>
        ))}
      </ul>
      {scope.range.to === scope.today ? (
        <p className="quiet attention-today">{say('attention.today')}</p>
      ) : null}
    </section>
  );
}

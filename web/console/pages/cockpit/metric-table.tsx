import { useMemo } from 'react';
import type { Filter, MetricAnswer, MetricRow } from '../../../ui/api/metrics.ts';
import { useExplain } from '../../../ui/explain/use-explain.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { ChangeMark } from '../../../ui/metric/change-mark.tsx';
import { fullNumber, shortNumber } from '../../../ui/metric/number-text.ts';
import { useValueNames } from '../../../ui/metric/value-names.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import type { Column } from '../../../ui/table/data-table.tsx';
import { useDefinitions } from './use-cockpit.ts';

/** Columns of a table by one dimension: its name, then metrics, the first with its change. */
export function useMetricColumns(
  dimension: string,
  title: string,
  metrics: readonly string[],
  answer: MetricAnswer | undefined,
): Column<MetricRow>[] {
  const { say, language } = useLanguage();
  const scope = useScope();
  const definitions = useDefinitions();
  const nameOf = useValueNames(answer?.meta.dimensionLabels);
  const explain = useExplain();
  const currency = answer?.meta.currency ?? scope.currency;
  return useMemo(() => {
    const name = (row: MetricRow) => nameOf(dimension, row.dimensions[dimension] ?? null);
    const columns: Column<MetricRow>[] = [
      {
        id: dimension,
        title,
        fixed: true,
        width: 232,
        cell: name,
        render: (row) => (
          <span className="cell-name" title={name(row)}>
            {name(row)}
          </span>
        ),
      },
    ];
    metrics.forEach((id, index) => {
      const definition = definitions.get(id);
      if (!definition || (answer && !(id in answer.meta.units))) return;
      const form = { unit: definition.unit, currency, language };
      columns.push({
        id,
        title: definition.names[language],
        numeric: true,
        sortable: true,
        cell: (row) => row.values[id] ?? null,
        render: (row) => {
          const value = row.values[id] ?? null;
          const where: Filter[] = [{ dimension, op: 'in', values: [row.dimensions[dimension] ?? ''] }];
          if (value === null) return <span title={say('metric.missing')}>–</span>;
          return (
            <button
              type="button"
              className="m-plain cell-number"
              title={fullNumber(value, form)}
              onClick={(event) => {
                event.stopPropagation();
                explain(id, where);
              }}
            >
              {shortNumber(value, form)}
            </button>
          );
        },
      });
      if (index === 0 && scope.compare) {
        columns.push({
          id: 'change',
          title: say('table.change'),
          numeric: true,
          cell: (row) => row.compare?.[id] ?? null,
          render: (row) => (
            <ChangeMark value={row.values[id]} before={row.compare?.[id]} unit={definition.unit} />
          ),
        });
      }
    });
    return columns;
  }, [
    dimension,
    title,
    metrics,
    answer,
    definitions,
    currency,
    language,
    nameOf,
    explain,
    say,
    scope.compare,
  ]);
}

import { useMemo } from 'react';
import type { Filter, MetricAnswer, MetricRow } from '../api/metrics.ts';
import { useExplain } from '../explain/use-explain.ts';
import { useLanguage } from '../language/language.tsx';
import { useScope } from '../shell/scope.tsx';
import type { Column } from '../table/data-table.tsx';
import { ChangeMark } from './change-mark.tsx';
import { fullNumber, shortNumber } from './number-text.ts';
import { useDefinitions } from './page-metrics.ts';
import { isIdDimension, useValueNames, wholeName } from './value-names.ts';
import './metric.css';

/** Columns of a table by one dimension: its name, then metrics, the first with its change. */
export function useMetricColumns(
  dimension: string,
  title: string,
  metrics: readonly string[],
  answer: MetricAnswer | undefined,
): Column<MetricRow>[] {
  const nameOf = useValueNames(answer?.meta.dimensionLabels);
  const numbers = useNumberColumns(dimension, metrics, answer);
  return useMemo(() => {
    const name = (row: MetricRow) => nameOf(dimension, row.dimensions[dimension] ?? null);
    return [
      {
        id: dimension,
        title,
        fixed: true,
        width: 232,
        cell: name,
        ...(isIdDimension(dimension)
          ? { idCell: (row: MetricRow) => row.dimensions[dimension] ?? null }
          : {}),
        render: (row) => (
          <span
            className="cell-name"
            title={wholeName(dimension, name(row), row.dimensions[dimension] ?? null)}
          >
            {name(row)}
          </span>
        ),
      },
      ...numbers,
    ];
  }, [dimension, title, nameOf, numbers]);
}

type NumberColumns = {
  /** Whether each number stands over its change, or the first has a column for it. */
  readonly changes?: 'of each' | 'of the first';
  readonly hiddenAtFirst?: ReadonlySet<string>;
};

/** Columns of metrics split by one dimension, every value a door to its explanation. */
export function useNumberColumns(
  dimension: string,
  metrics: readonly string[],
  answer: MetricAnswer | undefined,
  { changes = 'of the first', hiddenAtFirst }: NumberColumns = {},
): Column<MetricRow>[] {
  const { say, language } = useLanguage();
  const scope = useScope();
  const definitions = useDefinitions();
  const explain = useExplain();
  const currency = answer?.meta.currency ?? scope.currency;
  return useMemo(() => {
    const columns: Column<MetricRow>[] = [];
    metrics.forEach((id, index) => {
      const definition = definitions.get(id);
      if (!definition || (answer && !(id in answer.meta.units))) return;
      const { unit, better } = definition;
      const form = { unit, currency, language };
      const change = (row: MetricRow) => (
        <ChangeMark value={row.values[id]} before={row.compare?.[id]} unit={unit} better={better} />
      );
      columns.push({
        id,
        title: definition.names[language],
        numeric: true,
        sortable: true,
        ...(hiddenAtFirst?.has(id) ? { hiddenAtFirst: true } : {}),
        cell: (row) => row.values[id] ?? null,
        render: (row) => {
          const value = row.values[id] ?? null;
          const where: Filter[] = [{ dimension, op: 'in', values: [row.dimensions[dimension] ?? ''] }];
          const stacked = changes === 'of each' && scope.compare !== null;
          if (value === null) return <span title={say('metric.missing')}>–</span>;
          return (
            <span className={stacked ? 'cell-stack' : undefined}>
              <button
                type="button"
                className="m-plain cell-number"
                title={fullNumber(value, form)}
                data-cell={id}
                onClick={(event) => {
                  event.stopPropagation();
                  explain(id, where);
                }}
              >
                {shortNumber(value, form)}
              </button>
              {stacked ? change(row) : null}
            </span>
          );
        },
      });
      if (index === 0 && changes === 'of the first' && scope.compare) {
        columns.push({
          id: 'change',
          title: say('table.change'),
          numeric: true,
          cell: (row) => row.compare?.[id] ?? null,
          render: change,
        });
      }
    });
    return columns;
  }, [
    dimension,
    metrics,
    answer,
    definitions,
    currency,
    language,
    explain,
    say,
    scope.compare,
    changes,
    hiddenAtFirst,
  ]);
}

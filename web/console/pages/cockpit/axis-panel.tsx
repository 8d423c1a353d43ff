import { isChosen, toggleFilter } from '../../../ui/address/filters.ts';
import { useDictionary } from '../../../ui/api/metrics.ts';
import { BarList } from '../../../ui/chart/bar-list.tsx';
import { channelColour } from '../../../ui/chart/channel-colour.ts';
import { ToolButton } from '../../../ui/choice/tool-button.tsx';
import { useExplain } from '../../../ui/explain/use-explain.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { ChangeMark } from '../../../ui/metric/change-mark.tsx';
import { percent, shortNumber } from '../../../ui/metric/number-text.ts';
import { useDefinitions, usePageFilters, usePageMetrics } from '../../../ui/metric/page-metrics.ts';
import { useValueNames } from '../../../ui/metric/value-names.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import type { Axis } from './cockpit-metrics.ts';

const colourOf = (axis: Axis, value: string) =>
  channelColour(axis === 'paid' && value === 'yes' ? 'paid' : value);

/** One axis of what led to the orders. Its values add up to the total; a click narrows the page to one. */
export function AxisPanel({ axis, metric }: { axis: Axis; metric: string }) {
  const { say, language } = useLanguage();
  const scope = useScope();
  const definitions = useDefinitions();
  const explain = useExplain();
  const [filters, setFilters] = usePageFilters();
  const nameOf = useValueNames();
  const title = useDictionary().data?.dimensions.find(({ id }) => id === axis)?.names[language] ?? axis;
  const asked = definitions.get(metric)?.dimensions.includes(axis) ? metric : 'gmv';
  const definition = definitions.get(asked);
  const answer = usePageMetrics({
    metrics: [asked],
    dimensions: [axis],
    order: { by: asked, direction: 'desc' },
    limit: 12,
    exceptFilter: axis,
  });
  const rows = (answer.data?.rows ?? []).filter((row) => row.values[asked] !== null);
  const total = definition?.additive ? rows.reduce((sum, row) => sum + (row.values[asked] ?? 0), 0) : 0;
  const form = {
    unit: definition?.unit ?? 'count',
    currency: answer.data?.meta.currency ?? scope.currency,
    language,
  } as const;
  return (
    <article className="card">
      <header className="card-head">
        <h2>{title}</h2>
        <ToolButton onClick={() => explain(asked)}>{definition?.names[language] ?? asked}</ToolButton>
      </header>
      {!answer.data ? (
        answer.error ? (
          <ErrorState error={answer.error} onRetry={answer.refetch} />
        ) : (
          <Bones height={44} count={3} />
        )
      ) : rows.length === 0 ? (
        <p className="quiet">{say('axis.empty')}</p>
      ) : (
        <BarList
          bars={rows.map((row) => {
            const id = row.dimensions[axis] ?? '';
            const value = row.values[asked] ?? null;
            return {
              id,
              name: nameOf(axis, id),
              value,
              text: value === null ? '–' : shortNumber(value, form),
              colour: colourOf(axis, id),
              aside: (
                <small>
                  {total > 0 && value !== null ? `${percent(value / total, language, 1)} ` : null}
                  {scope.compare ? (
                    <ChangeMark
                      value={value}
                      before={row.compare?.[asked]}
                      unit={form.unit}
                      better={definition?.better}
                    />
                  ) : null}
                </small>
              ),
            };
          })}
          isChosen={(id) => isChosen(filters, axis, id)}
          onChoose={(id) => setFilters(toggleFilter(filters, axis, id))}
        />
      )}
    </article>
  );
}

import { useMemo } from 'react';
import { type Filter, type MetricAnswer, useDictionary } from '../../../ui/api/metrics.ts';
import { useExplain, useExplained } from '../../../ui/explain/use-explain.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { freshnessOf } from '../../../ui/metric/freshness.ts';
import { MetricNumber } from '../../../ui/metric/metric-number.tsx';
import { partDefinitionsOf } from '../../../ui/metric/part-line.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { planMetrics } from './plan-numbers.ts';

type Props = { readonly answer: MetricAnswer | undefined; readonly where?: readonly Filter[] };

/** The numbers of ads, each a door to its explanation and its rows. */
export function NumberCards({ answer, where = [] }: Props) {
  const { say, language } = useLanguage();
  const scope = useScope();
  const dictionary = useDictionary().data;
  const definitions = useMemo(
    () => new Map((dictionary?.metrics ?? []).map((metric) => [metric.id, metric])),
    [dictionary],
  );
  const explain = useExplain();
  const { metric: explained } = useExplained();
  if (!answer || definitions.size === 0)
    return (
      <div className="ads-cards">
        <Bones height={98} count={planMetrics.length} />
      </div>
    );
  const [row] = answer.rows;
  const { meta } = answer;
  return (
    <section className="ads-cards" aria-label={say('ads.numbers')}>
      {planMetrics.map((id, place) => {
        const definition = definitions.get(id);
        if (!definition) return null;
        return (
          <MetricNumber
            key={id}
            definition={definition}
            value={row?.values[id] ?? null}
            before={row?.compare?.[id]}
            currency={meta.currency ?? scope.currency}
            freshness={place === 0 ? freshnessOf(meta.freshness) : null}
            part={meta.parts[id]?.[0]}
            partDefinitions={partDefinitionsOf(definition, definitions)}
            reason={meta.notes.find((note) => note.metrics?.includes(id))?.text[language]}
            chosen={explained === id}
            onExplain={() => explain(id, where)}
          />
        );
      })}
    </section>
  );
}

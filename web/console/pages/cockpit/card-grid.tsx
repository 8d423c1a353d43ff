import { Button } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { MetricAnswer } from '../../../ui/api/metrics.ts';
import { useExplain, useExplained } from '../../../ui/explain/use-explain.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { freshnessOf } from '../../../ui/metric/freshness.ts';
import { MetricNumber } from '../../../ui/metric/metric-number.tsx';
import { useDefinitions } from '../../../ui/metric/page-metrics.ts';
import { partDefinitionsOf } from '../../../ui/metric/part-line.tsx';
import { runningAt } from '../../../ui/metric/running.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { cardMetrics } from './cockpit-metrics.ts';
import type { Cards } from './use-cards.ts';

type Props = { readonly totals: Cards; readonly trend: MetricAnswer | undefined };

/** The numbers that matter, each a door to its explanation. */
export function CardGrid({ totals: cards, trend }: Props) {
  const { say, language } = useLanguage();
  const scope = useScope();
  const definitions = useDefinitions();
  const explain = useExplain();
  const { metric: explained } = useExplained();
  const [all, setAll] = useState(false);
  const totals = cards.data;
  if (!totals) {
    return (
      <div className="cards">
        <Bones height={98} count={12} />
      </div>
    );
  }
  const row = totals.rows[0];
  const { meta } = totals;
  const freshness = freshnessOf(meta.freshness);
  const reasonFor = (id: string) => {
    if (!(id in meta.units)) return say('metric.notByFilter');
    return meta.notes.find((note) => note.metrics?.includes(id))?.text[language];
  };
  return (
    <section
      className="cards"
      aria-label={say('cockpit.cards')}
      aria-busy={cards.isStale}
      data-all={all}
      data-stale={cards.isStale}
    >
      {cardMetrics.map((id, index) => {
        const definition = definitions.get(id);
        if (!definition) return null;
        const spark = trend?.rows.map((point) => point.values[id] ?? null) ?? [];
        if (cards.awaited.has(id)) return <Bones key={id} height={98} />;
        return (
          <MetricNumber
            key={id}
            definition={definition}
            value={row?.values[id] ?? null}
            before={row?.compare?.[id]}
            spark={spark}
            sparkRunning={runningAt(spark, scope.range.to >= scope.today)}
            currency={meta.currency ?? scope.currency}
            freshness={index === 0 ? freshness : null}
            part={meta.parts[id]?.[0]}
            partDefinitions={partDefinitionsOf(definition, definitions)}
            reason={reasonFor(id)}
            chosen={explained === id}
            onExplain={() => explain(id)}
          />
        );
      })}
      <Button className="cards-all" theme="borderless" aria-expanded={all} onClick={() => setAll(!all)}>
        {say(all ? 'cockpit.fewerNumbers' : 'cockpit.allNumbers', { count: cardMetrics.length })}
      </Button>
    </section>
  );
}

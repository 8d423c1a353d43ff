import type { Changes } from '../address/use-address.ts';
import type { Filter, MetricAnswer } from '../api/metrics.ts';
import { useExplain, useExplained } from '../explain/use-explain.ts';
import { useLanguage } from '../language/language.tsx';
import { useScope } from '../shell/scope.tsx';
import { Bones } from '../state/skeletons.tsx';
import { freshnessOf } from './freshness.ts';
import { MetricNumber } from './metric-number.tsx';
import { useDefinitions } from './page-metrics.ts';
import { partDefinitionsOf } from './part-line.tsx';

type Props = {
  readonly label: string;
  readonly metrics: readonly string[];
  readonly answer: MetricAnswer | undefined;
  /** What the numbers are narrowed to beside the page. */
  readonly where?: readonly Filter[];
  /** Other parts of the address that change when a number is explained. */
  readonly also?: Changes;
};

/** A few numbers side by side, each a door to its explanation and its rows. */
export function NumberCards({ label, metrics, answer, where = [], also }: Props) {
  const { language } = useLanguage();
  const scope = useScope();
  const definitions = useDefinitions();
  const explain = useExplain();
  const { metric: explained } = useExplained();
  if (!answer || definitions.size === 0)
    return (
      <div className="number-cards">
        <Bones height={98} count={metrics.length} />
      </div>
    );
  const [row] = answer.rows;
  const { meta } = answer;
  return (
    <section className="number-cards" aria-label={label}>
      {metrics.map((id, place) => {
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
            onExplain={() => explain(id, where, also)}
          />
        );
      })}
    </section>
  );
}

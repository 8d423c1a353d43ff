import type { MetricAnswer } from '../api/metrics.ts';
import { useLanguage } from '../language/language.tsx';
import { freshnessOf } from '../metric/freshness.ts';
import { FreshnessDot } from '../metric/freshness-dot.tsx';
import { ageText, instantText } from '../metric/time-text.ts';

/** Where the number came from, how current it is, and whether it was restated. */
export function AnswerFacts({ meta, sources }: { meta: MetricAnswer['meta']; sources: readonly string[] }) {
  const { say, language } = useLanguage();
  const at = (instant: string) => instantText(instant, meta.zone, language);
  return (
    <section>
      <h3>{say('explain.sources')}</h3>
      <dl className="facts">
        {Object.entries(meta.freshness).map(([source, freshness]) => (
          <div key={source}>
            <dt>
              <FreshnessDot freshness={freshnessOf({ [source]: freshness })} /> {source}
            </dt>
            <dd>
              {freshness.latestAt
                ? say('explain.latest', { time: at(freshness.latestAt), first: freshness.firstDay ?? '–' })
                : say('freshness.none')}
              {freshness.lagMs !== null && freshness.lagMs > 1_000 ? (
                <span className="quiet">
                  {' '}
                  {say('explain.lag', { age: ageText(freshness.lagMs, language) })}
                </span>
              ) : null}
            </dd>
          </div>
        ))}
        <div>
          <dt>{say('explain.tables')}</dt>
          <dd>{sources.join(', ')}</dd>
        </div>
        <div>
          <dt>{say('explain.range')}</dt>
          <dd>
            {say('explain.rangeText', { from: at(meta.range.from), to: at(meta.range.to), zone: meta.zone })}
          </dd>
        </div>
        <div>
          <dt>{say('explain.cost')}</dt>
          <dd className="number">{say('explain.costText', { ms: Math.round(meta.elapsedMs) })}</dd>
        </div>
      </dl>
      <h3>{say('explain.restated')}</h3>
      {meta.restated.length === 0 ? (
        <p className="quiet">{say('explain.neverRestated')}</p>
      ) : (
        <ul className="explain-restated">
          {meta.restated.map((one) => (
            <li key={`${one.at} ${one.reason}`}>
              {at(one.at)}: {one.reason} ({one.from} – {one.to})
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

import { Button } from '@douyinfe/semi-ui-19';
import { useMemo } from 'react';
import { useSearchParts } from '../address/use-address.ts';
import { type MetricDefinition, type MetricQuery, useDictionary, useMetrics } from '../api/metrics.ts';
import { useLanguage } from '../language/language.tsx';
import { ChangeMark } from '../metric/change-mark.tsx';
import { fullNumber } from '../metric/number-text.ts';
import { PartLine, partDefinitionsOf } from '../metric/part-line.tsx';
import { useScope } from '../shell/scope.tsx';
import { EmptyState } from '../state/empty-state.tsx';
import { ErrorState } from '../state/error-state.tsx';
import { Bones } from '../state/skeletons.tsx';
import { AnswerFacts } from './answer-facts.tsx';
import { useExplainFilters } from './explain-query.ts';
import { Facts } from './facts.tsx';
import { FilterTags } from './filter-tags.tsx';
import { SqlText } from './sql-text.tsx';

/** What a number means, how it was computed just now, and from what. */
export function Explanation({ metric }: { metric: string }) {
  const { say } = useLanguage();
  const dictionary = useDictionary();
  const definition = dictionary.data?.metrics.find(({ id }) => id === metric);
  if (!dictionary.data) {
    return dictionary.error ? (
      <ErrorState error={dictionary.error} onRetry={dictionary.refetch} />
    ) : (
      <Bones height={48} count={5} />
    );
  }
  if (!definition)
    return <EmptyState title={say('explain.unknown')} text={say('explain.unknownText', { metric })} />;
  return (
    <Explained definition={definition} byId={new Map(dictionary.data.metrics.map((one) => [one.id, one]))} />
  );
}

type Props = { readonly definition: MetricDefinition; readonly byId: ReadonlyMap<string, MetricDefinition> };

function Explained({ definition, byId }: Props) {
  const { say, language } = useLanguage();
  const scope = useScope();
  const filters = useExplainFilters();
  const query = useMemo<MetricQuery>(
    () => ({
      metrics: [definition.id],
      filters,
      range: scope.range,
      grain: 'all',
      ...(scope.compare ? { compare: scope.compare as NonNullable<MetricQuery['compare']> } : {}),
      ...(scope.convertTo ? { currency: scope.convertTo } : {}),
    }),
    [definition.id, filters, scope.range, scope.compare, scope.convertTo],
  );
  const answer = useMetrics(query);
  const row = answer.data?.rows[0];
  const value = row?.values[definition.id] ?? null;
  const before = row?.compare?.[definition.id];
  const meta = answer.data?.meta;
  const currency = meta?.currency ?? scope.currency;
  const part = meta?.parts[definition.id]?.[0];
  const parts = partDefinitionsOf(definition, byId);
  const form = { unit: definition.unit, currency, language };
  const notes = meta?.notes.filter((note) => !note.metrics || note.metrics.includes(definition.id)) ?? [];
  return (
    <div className="explain">
      <FilterTags filters={filters} />
      {answer.error && !answer.data ? (
        <ErrorState error={answer.error} onRetry={answer.refetch} />
      ) : answer.data ? (
        <div className="explain-value">
          <strong className="number">{value === null ? '–' : fullNumber(value, form)}</strong>
          {before !== undefined && before !== null ? (
            <span>
              <ChangeMark value={value} before={before} unit={definition.unit} better={definition.better} />{' '}
              <span className="quiet number">
                {say('explain.before', { value: fullNumber(before, form) })}
              </span>
            </span>
          ) : null}
          {part && parts ? <PartLine part={part} definitions={parts} currency={currency} /> : null}
        </div>
      ) : (
        <Bones height={72} />
      )}
      {notes.map((note) => (
        <p key={note.code} className="explain-note">
          {note.text[language]}
        </p>
      ))}
      <SeeRows definition={definition} parts={parts !== undefined} />
      <Definition definition={definition} />
      {meta ? <AnswerFacts meta={meta} sources={definition.sources} /> : null}
      {meta ? <SqlText sql={meta.sql} /> : null}
    </div>
  );
}

function SeeRows({ definition, parts }: { definition: MetricDefinition; parts: boolean }) {
  const { say } = useLanguage();
  const [, change] = useSearchParts();
  const { may } = useScope();
  if (!may('orders:read')) return null;
  const ofEvents =
    definition.sources.length > 0 &&
    definition.sources.every((source) => source === 'visits' || source === 'events');
  return (
    <div className="explain-actions">
      <Button theme="solid" onClick={() => change({ rows: '1', part: undefined })}>
        {say(ofEvents ? 'explain.seeEvents' : parts ? 'explain.seeNumerator' : 'explain.seeOrders')}
      </Button>
      {parts ? (
        <Button onClick={() => change({ rows: '1', part: 'denominator' })}>
          {say('explain.seeDenominator')}
        </Button>
      ) : null}
    </div>
  );
}

function Definition({ definition }: { definition: MetricDefinition }) {
  const { say, language } = useLanguage();
  const caveat = definition.caveat[language];
  const facts: readonly (readonly [string, string])[] = [
    [say('explain.formula'), definition.formula[language]],
    [say('explain.timeBasis'), definition.timeBasis[language]],
    [say('explain.attribution'), definition.attribution[language]],
    [say('explain.entity'), definition.entity[language]],
    [say('explain.better'), say(`explain.better.${definition.better}`)],
    [say('explain.id'), definition.id],
  ];
  return (
    <section>
      <h3>{say('explain.definition')}</h3>
      <p>{definition.description[language]}</p>
      {caveat ? (
        <p className="explain-caveat">
          <strong>{say('explain.caveat')}</strong> {caveat}
        </p>
      ) : null}
      <Facts facts={facts} />
    </section>
  );
}

import { IconSearch } from '@douyinfe/semi-icons';
import { Input } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import { type MetricDefinition, useDictionary } from '../../../ui/api/metrics.ts';
import { useExplain } from '../../../ui/explain/use-explain.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { PageSkeleton } from '../../../ui/state/skeletons.tsx';
import './metrics.css';

/** What every number means: the dictionary, straight from the definitions that compute them. */
export function Page() {
  const { say, language } = useLanguage();
  const dictionary = useDictionary();
  const [text, setText] = useState('');
  if (!dictionary.data) {
    return dictionary.error ? (
      <ErrorState error={dictionary.error} onRetry={dictionary.refetch} page />
    ) : (
      <PageSkeleton />
    );
  }
  const sought = text.trim().toLowerCase();
  const found = dictionary.data.metrics
    .filter((metric) => `${metric.id} ${metric.names.zh} ${metric.names.en}`.toLowerCase().includes(sought))
    .sort((a, b) => (a.dictionary ?? 1_000) - (b.dictionary ?? 1_000));
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{say('nav.metrics')}</h1>
          <p>{say('metrics.sentence')}</p>
        </div>
        <Input
          className="metrics-search"
          prefix={<IconSearch />}
          value={text}
          onChange={setText}
          placeholder={say('metrics.search')}
          aria-label={say('metrics.search')}
          showClear
        />
      </header>
      {found.length === 0 ? (
        <EmptyState title={say('metrics.nothing')} text={say('metrics.nothingText')} />
      ) : (
        <ul className="definitions">
          {found.map((metric) => (
            <Definition key={metric.id} metric={metric} language={language} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Definition({ metric, language }: { metric: MetricDefinition; language: 'zh' | 'en' }) {
  const explain = useExplain();
  return (
    <li>
      <button type="button" className="definition card" onClick={() => explain(metric.id)}>
        <span className="definition-name">
          <strong>{metric.names[language]}</strong>
          <code>{metric.id}</code>
        </span>
        <span>{metric.description[language]}</span>
        <code className="definition-formula">{metric.formula[language]}</code>
      </button>
    </li>
  );
}

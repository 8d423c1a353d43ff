import { smallestByDefault } from '#audiences/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { useSearchParts } from '../../../../ui/address/use-address.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones, PageSkeleton } from '../../../../ui/state/skeletons.tsx';
import { AudienceSelect } from '../portrait/audience-select.tsx';
import { PortraitFailure } from '../portrait/portrait-failure.tsx';
import { usePortrait, usePortrayed } from '../portrait/use-portrait.ts';
import { chosenPair } from './chosen-pair.ts';
import { CompareCard } from './compare-card.tsx';
import '../audiences.css';
import '../portrait/portrait.css';
import './compare.css';

/** 人群对比: two audiences side by side, either against everybody, and one against the other. */
export function Page() {
  const { say, language } = useLanguage();
  const [search, change] = useSearchParts();
  const list = usePortrayed();
  const audiences = list.data?.items ?? [];
  const [a, b] = chosenPair(audiences, smallestByDefault, search.a, search.b);
  const isChosen = a !== undefined && b !== undefined;
  const first = usePortrait(isChosen ? a : undefined, undefined);
  const second = usePortrait(isChosen ? b : undefined, undefined);
  const pair = usePortrait(isChosen ? a : undefined, b);
  const { data } = pair;
  const form = { unit: 'people' as const, currency: '', language };
  if (!list.data && !isChosen)
    return list.error ? <ErrorState error={list.error} onRetry={list.refetch} page /> : <PageSkeleton />;
  return (
    <div className="page portrait-page" aria-busy={pair.isPlaceholderData}>
      <header className="page-head">
        <div>
          <h1>{say('nav.compare')}</h1>
          <p>{say('compare.sentence')}</p>
        </div>
        {isChosen ? (
          <div className="portrait-choices">
            <AudienceSelect
              label="A"
              value={a}
              audiences={audiences}
              answered={data ? [data.audience, data.base] : []}
              onChange={(id) => change({ a: id, b })}
            />
            <AudienceSelect
              label="B"
              value={b}
              audiences={audiences}
              answered={data ? [data.audience, data.base] : []}
              onChange={(id) => change({ a, b: id })}
            />
          </div>
        ) : null}
      </header>
      {!isChosen ? (
        <EmptyState
          title={say('compare.emptyTitle')}
          text={say('compare.emptyText')}
          action={
            <PageLink to="/audiences/list/new" className="m-button">
              {say('audiences.new')}
            </PageLink>
          }
          page
        />
      ) : pair.error && (!data || pair.isPlaceholderData) ? (
        <PortraitFailure error={pair.error} onRetry={pair.refetch} />
      ) : !data ? (
        <section className="card">
          <Bones height={28} count={8} />
        </section>
      ) : (
        <>
          {pair.error ? <ErrorState error={pair.error} onRetry={pair.refetch} /> : null}
          <ul className="compare-key">
            <li>
              <i className="compare-a" aria-hidden="true" />
              {say('compare.side', {
                side: 'A',
                name: data.audience.name ?? '',
                people: fullNumber(data.audience.people, form),
              })}
            </li>
            <li>
              <i className="compare-b" aria-hidden="true" />
              {say('compare.side', {
                side: 'B',
                name: data.base.name ?? '',
                people: fullNumber(data.base.people, form),
              })}
            </li>
            <li className="quiet">{say('compare.shared', { shared: fullNumber(data.shared, form) })}</li>
          </ul>
          <p className="quiet">
            {say('compare.reading')} {say('portrait.interval')}
          </p>
          <div className="portrait-facets">
            {data.dimensions.map((facet) => (
              <CompareCard
                key={facet.dimension}
                facet={facet}
                first={first.data}
                second={second.data}
                pair={data}
              />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

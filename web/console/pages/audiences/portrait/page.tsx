import { smallestByDefault } from '#audiences/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { useSearchParts } from '../../../../ui/address/use-address.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones, PageSkeleton } from '../../../../ui/state/skeletons.tsx';
import { AudienceSelect } from './audience-select.tsx';
import { CsvButton } from './csv-button.tsx';
import { FacetCard } from './facet-card.tsx';
import { PortraitFailure } from './portrait-failure.tsx';
import { chosenAudience, usePortrait, usePortrayed } from './use-portrait.ts';
import '../audiences.css';
import './portrait.css';

/** 人群画像: what an audience is like against everybody known, or another audience. */
export function Page() {
  const { say, language } = useLanguage();
  const [search, change] = useSearchParts();
  const list = usePortrayed();
  const audiences = list.data?.items ?? [];
  const audience = chosenAudience(audiences, search.audience, smallestByDefault);
  const portrait = usePortrait(audience, search.base);
  const { data } = portrait;
  const form = { unit: 'people' as const, currency: '', language };
  if (!list.data && search.audience === undefined)
    return list.error ? <ErrorState error={list.error} onRetry={list.refetch} page /> : <PageSkeleton />;
  return (
    <div className="page portrait-page" aria-busy={portrait.isPlaceholderData}>
      <header className="page-head">
        <div>
          <h1>{say('nav.portrait')}</h1>
          <p>{say('portrait.sentence')}</p>
        </div>
        {audience ? (
          <div className="portrait-choices">
            <AudienceSelect
              label={say('portrait.audience')}
              value={audience}
              audiences={audiences}
              answered={data ? [data.audience, data.base] : []}
              onChange={(id) => change({ audience: id })}
            />
            <AudienceSelect
              label={say('portrait.base')}
              value={search.base ?? ''}
              audiences={audiences}
              answered={data ? [data.audience, data.base] : []}
              withEveryone
              onChange={(id) => change({ audience, base: id === '' ? undefined : id })}
            />
            {data ? <CsvButton portrait={data} /> : null}
          </div>
        ) : null}
      </header>
      {audience === undefined ? (
        <EmptyState
          title={say('audiences.emptyTitle')}
          text={say('portrait.emptyText')}
          action={
            <PageLink to="/audiences/list/new" className="m-button">
              {say('audiences.new')}
            </PageLink>
          }
          page
        />
      ) : portrait.error && (!data || portrait.isPlaceholderData) ? (
        <PortraitFailure error={portrait.error} onRetry={portrait.refetch} />
      ) : !data ? (
        <div className="portrait-facets">
          {['one', 'two', 'three', 'four'].map((place) => (
            <section key={place} className="card">
              <Bones height={28} count={6} />
            </section>
          ))}
        </div>
      ) : (
        <>
          {portrait.error ? <ErrorState error={portrait.error} onRetry={portrait.refetch} /> : null}
          <p className="portrait-facts">
            {say('portrait.facts', {
              people: fullNumber(data.audience.people, form),
              base: data.base.name ?? say('portrait.everyone'),
              basePeople: fullNumber(data.base.people, form),
              shared: fullNumber(data.shared, form),
            })}{' '}
            {say('portrait.interval')}{' '}
            <span className="quiet">
              {say('audiences.asOf')} <Moment at={data.asOf} />
            </span>
          </p>
          <div className="portrait-facets">
            {data.dimensions.map((facet) => (
              <FacetCard key={facet.dimension} facet={facet} portrait={data} />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

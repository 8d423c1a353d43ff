import type { UseQueryResult } from '@tanstack/react-query';
import type { EstimateView } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { fullNumber, percent, shortNumber } from '../../../../ui/metric/number-text.ts';
import { ErrorState } from '../../../../ui/state/error-state.tsx';

/** How many people the rule finds while it is typed, of how many, and as of when. */
export function EstimatePanel(props: {
  readonly estimate: UseQueryResult<EstimateView>;
  readonly isAsked: boolean;
}) {
  const { say, language } = useLanguage();
  const { estimate, isAsked } = props;
  const form = { unit: 'people', currency: 'CNY', language } as const;
  const { data } = estimate;
  return (
    <section className="card aud-estimate" aria-live="polite" aria-busy={estimate.isFetching}>
      <h2>{say('audiences.estimate')}</h2>
      {!isAsked ? (
        <p className="quiet">{say('audiences.estimateNothing')}</p>
      ) : estimate.error && !data ? (
        <ErrorState error={estimate.error} onRetry={estimate.refetch} />
      ) : data ? (
        <>
          <p className="aud-size number" title={fullNumber(data.size, form)}>
            {shortNumber(data.size, form)} <small>{say('audiences.people')}</small>
          </p>
          <div className="aud-share" aria-hidden>
            <span style={{ inlineSize: `${data.everyone === 0 ? 0 : (100 * data.size) / data.everyone}%` }} />
          </div>
          <p>
            {data.everyone === 0
              ? say('audiences.nobodyYet')
              : say('audiences.shareOf', {
                  share: percent(data.size / data.everyone, language),
                  everyone: shortNumber(data.everyone, form),
                })}
          </p>
          {data.size < data.smallest ? (
            <p className="aud-lack" role="note">
              {say('audiences.tooSmall', { smallest: data.smallest })}
            </p>
          ) : null}
          <p className="quiet">
            {say('audiences.asOf')} <Moment at={data.asOf} />
          </p>
        </>
      ) : (
        <p className="aud-size quiet">…</p>
      )}
    </section>
  );
}

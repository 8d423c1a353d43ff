import { useQuery } from '@tanstack/react-query';
import type { LookAlikeView } from '#audiences/contract';
import { ApiProblem, request } from '../../../../ui/api/request.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { featureText, measureText } from './feature-text.ts';

/** What tells an audience from everybody else, how well it does, and what that is worth. */
export function LookAlikeCard({ audienceId }: { readonly audienceId: string }) {
  const { say, language } = useLanguage();
  const { organization } = useScope();
  const found = useQuery({
    queryKey: ['audiences', 'look-alike', organization.id, audienceId],
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) => request<LookAlikeView>(`/api/audiences/${audienceId}/look-alike`, { signal }),
  });
  // Why an audience cannot be compared is said where its condition is counted.
  const isRefused = found.error instanceof ApiProblem && found.error.status < 500;
  const { data } = found;
  if (isRefused) return null;
  if (found.error && !data) return <ErrorState error={found.error} onRetry={found.refetch} />;
  if (!data) return <p className="quiet">{say('audiences.alike.learning')}</p>;
  const count = (value: number) =>
    fullNumber(value, { unit: 'people', currency: organization.currency, language });
  const widest = Math.max(...data.features.map(({ apart }) => Math.abs(apart)), 1e-9);
  return (
    <section className="aud-alike" aria-label={say('audiences.alike')}>
      <h3>{say('audiences.alike')}</h3>
      <p>
        <strong>{say(`audiences.alike.verdict.${data.verdict}`)}</strong>{' '}
        {say('audiences.alike.auc', { auc: Math.round(data.auc * 100) })}
      </p>
      <ul>
        {data.features.map((feature) => {
          const { of, value, seedMean, othersMean, apart } = feature;
          const mean = (one: number) => measureText(language, feature, one, organization.currency);
          return (
            <li key={`${of} ${value}`}>
              <span>
                {featureText(language, feature)}{' '}
                <em>{say(seedMean >= othersMean ? 'audiences.alike.more' : 'audiences.alike.less')}</em>
              </span>
              <span className="aud-alike-bar" aria-hidden>
                <span style={{ inlineSize: `${(100 * Math.abs(apart)) / widest}%` }} />
              </span>
              <span className="quiet number">
                {say('audiences.alike.means', { seed: mean(seedMean), others: mean(othersMean) })}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="quiet">
        {say('audiences.alike.compared', {
          seed: count(data.seed.compared),
          others: count(data.others.compared),
        })}
      </p>
    </section>
  );
}

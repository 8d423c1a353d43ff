import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DeliveryResult, DeliveryView } from '#audiences/contract';
import { request } from '../../../../ui/api/request.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones } from '../../../../ui/state/skeletons.tsx';
import { ExplainedResult } from './explained-result.tsx';
import { shareText, wordsOfResult } from './result-words.ts';

/** Whether more of the delivered than of those kept out bought since; what cannot be known yet is not said. */
export function Result({ delivery }: { readonly delivery: DeliveryView }) {
  const { say, language } = useLanguage();
  const { organization } = useScope();
  const isMeasured = delivery.holdOutPercent > 0;
  const result = useQuery({
    queryKey: ['audiences', 'result', delivery.id, delivery.ranAt],
    enabled: isMeasured,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      request<DeliveryResult>(`/api/audience-deliveries/${delivery.id}/result`, { signal }),
  });
  const people = (value: number) =>
    fullNumber(value, { unit: 'people', currency: organization.currency, language });
  const told = result.data;
  const words = told && wordsOfResult(told, language);
  return (
    <section className="card" aria-label={say('deliveries.result')}>
      <header className="card-head">
        <h2>{say('deliveries.result')}</h2>
      </header>
      {!isMeasured ? (
        <p className="quiet">{say('deliveries.notMeasured')}</p>
      ) : !told || !words ? (
        result.error ? (
          <ErrorState error={result.error} onRetry={result.refetch} />
        ) : (
          <Bones height={36} count={4} />
        )
      ) : (
        <>
          <p className="dlv-verdict">
            {say(`deliveries.verdict.${words.verdict}`, {
              ratio: words.ratio,
              low: words.low,
              high: words.high,
            })}
          </p>
          <table className="dlv-arms">
            <thead>
              <tr>
                <th scope="col">{say('deliveries.side')}</th>
                <th scope="col">{say('deliveries.everPeople')}</th>
                <th scope="col">{say('deliveries.buyers')}</th>
                <th scope="col">{say('deliveries.share')}</th>
              </tr>
            </thead>
            <tbody>
              {(['delivered', 'heldOut'] as const).map((side) => {
                const arm = told[side];
                return (
                  <tr key={side}>
                    <th scope="row">{say(`deliveries.side.${side}`)}</th>
                    <td className="number">{people(arm.people)}</td>
                    <td className="number">{people(arm.buyers)}</td>
                    <td className="number">{shareText(arm, language)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <p className="form-text">
            {say('deliveries.resultText')}{' '}
            {words.kind === 'both' ? `${say('deliveries.resultBrackets')} ` : null}
            <ExplainedResult delivery={delivery} result={told} />
          </p>
        </>
      )}
    </section>
  );
}

import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ValueView } from '#audiences/contract';
import { request } from '../../../../ui/api/request.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { problemText } from '../../../../ui/state/problem-text.ts';
import { PageSkeleton } from '../../../../ui/state/skeletons.tsx';
import { FitCards } from './fit-cards.tsx';
import { HoldOutCard } from './hold-out-card.tsx';
import '../audiences.css';
import './value.css';

/** A fit that is on its way is looked for again soon. */
const pendingMs = 2_000;

/** 用户价值: the model of what customers are worth, and how far it can be relied on. */
export function Page() {
  const { say, language } = useLanguage();
  const { may, organization } = useScope();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const queryKey = ['audiences', 'value', organization.id];
  const value = useQuery<ValueView>({
    queryKey,
    refetchInterval: ({ state }) => (state.data?.pendingSince ? pendingMs : false),
    queryFn: ({ signal }) => request<ValueView>('/api/value', { signal }),
  });
  const { data } = value;
  const askFit = async () => {
    setAsking(true);
    try {
      client.setQueryData(queryKey, await request<ValueView>('/api/value/fits', { method: 'POST' }));
    } catch (error) {
      Toast.error(say(problemText(error).what));
    } finally {
      setAsking(false);
    }
  };
  if (!data)
    return value.error ? <ErrorState error={value.error} onRetry={value.refetch} page /> : <PageSkeleton />;
  const { fit, pendingSince, needs } = data;
  const button = may('audiences:write') ? (
    <Button theme="solid" loading={isAsking} disabled={pendingSince !== null} onClick={() => void askFit()}>
      {say(pendingSince ? 'worth.fitting' : 'worth.fit')}
    </Button>
  ) : null;
  const form = { unit: 'people' as const, currency: '', language };
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{say('nav.value')}</h1>
          <p>{say('worth.sentence')}</p>
        </div>
        {fit ? button : null}
      </header>
      {data.hasFailed ? <p className="explain-note">{say('worth.failed')}</p> : null}
      {fit === null ? (
        <EmptyState
          title={say('worth.none')}
          text={say('worth.noneText')}
          action={button ?? undefined}
          page
        />
      ) : (
        <>
          <p className="quiet">
            {say('worth.fitFacts', {
              day: fit.day,
              people: fullNumber(fit.found.people, form),
              repeaters: fullNumber(fit.found.repeaters, form),
              by: fit.askedBy ?? say('worth.bySchedule'),
            })}{' '}
            <Moment at={fit.fittedAt} />
          </p>
          {fit.found.state === 'too_little' ? (
            <EmptyState
              title={say('worth.tooLittle')}
              text={say('worth.tooLittleText', {
                people: fullNumber(fit.found.people, form),
                repeaters: fullNumber(fit.found.repeaters, form),
                days: fit.found.days,
                needPeople: needs.people,
                needRepeaters: needs.repeaters,
                needDays: needs.days,
              })}
              page
            />
          ) : (
            <>
              <FitCards found={fit.found} horizonDays={data.horizonDays} />
              {fit.found.holdOut ? <HoldOutCard holdOut={fit.found.holdOut} /> : null}
            </>
          )}
        </>
      )}
    </div>
  );
}

import { Button } from '@douyinfe/semi-ui-19';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecentEvent } from '#events/contract';
import { request } from '../../../ui/api/request.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';

const refetchMs = 2_000;
const shown = 30;

/** The newest events as they arrive; one can be opened, and the list held still to read it. */
export function RecentEvents() {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const [held, setHeld] = useState(false);
  const query = useQuery({
    queryKey: ['recent-events'],
    refetchInterval: held ? false : refetchMs,
    queryFn: async ({ signal }) =>
      (await request<{ items: RecentEvent[] }>(`/api/sources/events?limit=${shown}`, { signal })).items,
  });
  const time = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{say('sources.recent')}</h2>
          <p>{say('sources.recentText')}</p>
        </div>
        <Button aria-pressed={held} onClick={() => setHeld(!held)}>
          {say(held ? 'sources.resume' : 'sources.pause')}
        </Button>
      </div>
      {query.error && !query.data ? <ErrorState error={query.error} onRetry={query.refetch} /> : null}
      {!query.data && !query.error ? <Bones height={36} count={6} /> : null}
      {query.data?.length === 0 ? <p className="form-text">{say('sources.recentEmpty')}</p> : null}
      <ul className="recent">
        {query.data?.map((event) => (
          <li key={event.id}>
            <details onToggle={(change) => change.currentTarget.open && setHeld(true)}>
              <summary>
                <time className="number quiet" dateTime={event.receivedAt}>
                  {time.format(new Date(event.receivedAt))}
                </time>
                <span className="recent-name">{event.event}</span>
                <span className="recent-who">{event.userId || event.anonymousId}</span>
              </summary>
              <pre>{JSON.stringify(event, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

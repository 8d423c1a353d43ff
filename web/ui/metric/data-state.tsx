import { Banner, Button } from '@douyinfe/semi-ui-19';
import type { ReactNode } from 'react';
import { addDays, dateOf } from '#kernel/time';
import { PageLink } from '../address/page-link.tsx';
import { useAddress } from '../address/use-address.ts';
import type { MetricAnswer } from '../api/metrics.ts';
import { useLanguage, useSay } from '../language/language.tsx';
import { useScope } from '../shell/scope.tsx';
import { EmptyState } from '../state/empty-state.tsx';
import { ErrorState } from '../state/error-state.tsx';
import { problemText } from '../state/problem-text.ts';
import { clockText } from './time-text.ts';

type Totals = {
  readonly data: MetricAnswer | undefined;
  readonly error: Error | null;
  readonly readAtMs: number;
  readonly refetch: () => unknown;
};

/** The page with its numbers, or why there are none: away, nothing yet, or nothing in these dates. */
export function DataState({ totals, children }: { totals: Totals; children: ReactNode }) {
  const say = useSay();
  const { data, error } = totals;
  if (error && !data) return <ErrorState error={error} onRetry={totals.refetch} />;
  const latest = data ? latestOf(data) : undefined;
  if (latest === null) {
    return (
      <EmptyState
        title={say('cockpit.empty')}
        text={say('cockpit.emptyText')}
        action={
          <PageLink to="/data/imports" className="m-button">
            {say('cockpit.import')}
          </PageLink>
        }
      />
    );
  }
  const nothingHere = data !== undefined && !error && isEmpty(data);
  return (
    <>
      {error ? <AwayBanner error={error} readAtMs={totals.readAtMs} /> : null}
      {nothingHere && latest ? <NothingHere latest={latest} /> : null}
      {data?.meta.notes.some(({ code }) => code === 'rate_missing') ? <RateMissing answer={data} /> : null}
      {children}
    </>
  );
}

/** The last numbers stay on the screen; the banner says of when they are, since when there are none, and what is safe. */
function AwayBanner({ error, readAtMs }: { error: Error; readAtMs: number }) {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const { what, todo, code, sinceMs } = problemText(error);
  const title = say(what);
  return (
    <Banner
      className="numbers-away"
      type="warning"
      bordered
      fullMode={false}
      closeIcon={null}
      title={
        sinceMs === null
          ? title
          : say('problem.since', { what: title, time: clockText(sinceMs, zone, language) })
      }
      description={`${say(todo)} ${say('cockpit.lastKept', { code, time: clockText(readAtMs, zone, language) })}`}
    />
  );
}

/** Amounts that cannot be converted are missing; the way to mend it is a link away. */
function RateMissing({ answer }: { answer: MetricAnswer }) {
  const say = useSay();
  return (
    <Banner
      type="warning"
      bordered
      fullMode={false}
      closeIcon={null}
      description={
        <span className="numbers-nothing">
          {say('rates.missing', { currency: answer.meta.currency ?? '' })}
          <PageLink to="/settings/rates" className="m-button">
            {say('rates.goSet')}
          </PageLink>
        </span>
      }
    />
  );
}

function NothingHere({ latest }: { latest: string }) {
  const say = useSay();
  const { zone } = useScope();
  const [, setAddress] = useAddress();
  const to = dateOf(Date.parse(latest), zone);
  return (
    <Banner
      type="info"
      bordered
      fullMode={false}
      closeIcon={null}
      description={
        <span className="numbers-nothing">
          {say('cockpit.nothing', { date: to })}
          <Button
            size="small"
            onClick={() => setAddress({ period: { kind: 'custom', from: addDays(to, -29), to } })}
          >
            {say('cockpit.showLatest')}
          </Button>
        </span>
      }
    />
  );
}

/** The newest fact of any source; null when this organisation has none at all. */
function latestOf(answer: MetricAnswer): string | null {
  const times = Object.values(answer.meta.freshness).flatMap(({ latestAt }) => (latestAt ? [latestAt] : []));
  return times.sort().at(-1) ?? null;
}

function isEmpty(answer: MetricAnswer): boolean {
  return answer.rows.every((row) =>
    Object.values(row.values).every((value) => value === null || value === 0),
  );
}

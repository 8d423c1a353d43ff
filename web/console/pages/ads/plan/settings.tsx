import { useQuery } from '@tanstack/react-query';
import type { PlanVersionView, PlanView } from '#ads/contract';
import { request } from '../../../../ui/api/request.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { hoursText } from '../plans/plan-draft.ts';
import '../../../../ui/groups/groups.css';

/** What the plan is set to, and who set it to what before. */
export function Settings({ plan }: { plan: PlanView }) {
  const { say, language } = useLanguage();
  const money = (minor: number) => fullNumber(minor, { unit: 'money', currency: plan.currency, language });
  const versions = useQuery({
    queryKey: ['ads', 'versions', plan.id, plan.version],
    queryFn: ({ signal }) =>
      request<{ items: PlanVersionView[] }>(`/api/ads/plans/${plan.id}/versions`, { signal }),
  }).data;
  return (
    <section className="card">
      <header className="card-head">
        <h2>{say('ads.settings')}</h2>
      </header>
      <dl className="ads-facts">
        <dt>{say('ads.goal')}</dt>
        <dd>{say('ads.goal.product_order')}</dd>
        <dt>{say('ads.bid')}</dt>
        <dd>
          {say(`ads.bidding.${plan.bidding}`)}
          {plan.targetCost === null ? '' : ` · ${money(plan.targetCost)}`}
        </dd>
        <dt>{say('ads.dayBudget')}</dt>
        <dd className="number">{money(plan.dayBudget)}</dd>
        <dt>{say('ads.audience')}</dt>
        <dd>
          {say(`ads.audience.${plan.audience}`)}
          <GroupNames groups={plan.groups} />
        </dd>
        {plan.groupsExcluded.length > 0 ? (
          <>
            <dt>{say('ads.groupsExcluded')}</dt>
            <dd>
              <GroupNames groups={plan.groupsExcluded} />
            </dd>
          </>
        ) : null}
        <dt>{say('ads.startsAt')}</dt>
        <dd>
          <Moment at={plan.startsAt} />
        </dd>
        <dt>{say('ads.endsAt')}</dt>
        <dd>{plan.endsAt ? <Moment at={plan.endsAt} /> : say('ads.endsNever')}</dd>
        <dt>{say('ads.hours')}</dt>
        <dd>{plan.hours === null ? say('ads.hoursAll') : hoursText(plan.hours)}</dd>
      </dl>
      <h3 className="ads-versions-title">{say('ads.versions')}</h3>
      <ol className="ads-versions" reversed>
        {(versions?.items ?? []).slice(0, 10).map((one) => (
          <li key={one.version} value={one.version}>
            <Moment at={one.at} /> {one.by}
            <span className="quiet"> {changesOf(one, versions?.items ?? [], say)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Groups by their names; those that were withdrawn say so. */
function GroupNames({ groups }: { groups: PlanView['groups'] }) {
  const { say } = useLanguage();
  return (
    <>
      {groups.map(({ id, name, isOpen }) => (
        <span key={id} className="people-group-line">
          {name}
          {isOpen ? '' : ` · ${say('ads.groupClosed')}`}
        </span>
      ))}
    </>
  );
}

type Say = ReturnType<typeof useLanguage>['say'];
const names = {
  name: 'ads.name',
  bidding: 'ads.bid',
  targetCost: 'ads.targetCost',
  dayBudget: 'ads.dayBudget',
  audience: 'ads.audience',
  groups: 'ads.groups',
  groupsExcluded: 'ads.groupsExcluded',
  endsAt: 'ads.endsAt',
  hours: 'ads.hours',
  state: 'ads.state',
} as const;

/** Which settings differ from the version before; the first one was made so. */
function changesOf(one: PlanVersionView, all: readonly PlanVersionView[], say: Say): string {
  const before = all.find(({ version }) => version === one.version - 1);
  if (!before) return say('ads.versionFirst');
  const changed = (Object.keys(names) as (keyof typeof names)[]).filter(
    // Versions from before plans had groups name none.
    (name) => JSON.stringify(one.settings[name] ?? []) !== JSON.stringify(before.settings[name] ?? []),
  );
  return changed
    .map((name) =>
      name === 'state' ? say(one.settings.state === 'on' ? 'ads.stateOn' : 'ads.stateOff') : say(names[name]),
    )
    .join(' · ');
}

import type { PlacementView } from '#traffic/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { PlacementPicture } from '../placement-name.tsx';
import '../../../../ui/groups/groups.css';

/** What it shows, to whom, when and how often. */
export function Facts({ placement }: { readonly placement: PlacementView }) {
  const { say } = useLanguage();
  const { content } = placement;
  return (
    <section className="card" aria-label={say('slots.facts')}>
      <header className="card-head">
        <h2>{say('slots.facts')}</h2>
      </header>
      <dl className="ads-facts">
        <dt>{say('slots.kind')}</dt>
        <dd>{say(`slots.kind.${placement.kind}`)}</dd>
        {placement.title === null ? null : (
          <>
            <dt>{say('slots.bannerTitle')}</dt>
            <dd>{placement.title}</dd>
          </>
        )}
        <dt>{say(placement.kind === 'feed' ? 'slots.pick.video' : 'slots.leadsTo')}</dt>
        <dd className="slot-name">
          <PlacementPicture placement={placement} /> {content.name}
        </dd>
        <dt>{say('slots.shop')}</dt>
        <dd>{placement.shop.name}</dd>
        <dt>{say('ads.audience')}</dt>
        <dd>
          {say(`ads.audience.${placement.audience}`)}
          <Groups groups={placement.groups} />
        </dd>
        {placement.groupsExcluded.length > 0 ? (
          <>
            <dt>{say('ads.groupsExcluded')}</dt>
            <dd>
              <Groups groups={placement.groupsExcluded} />
            </dd>
          </>
        ) : null}
        <dt>{say('ads.startsAt')}</dt>
        <dd>
          <Moment at={placement.startsAt} />
        </dd>
        <dt>{say('ads.endsAt')}</dt>
        <dd>
          <Moment at={placement.endsAt} />
        </dd>
        <dt>{say('slots.perDay')}</dt>
        <dd>{say('slots.times', { count: placement.perDay })}</dd>
        <dt>{say('slots.priority')}</dt>
        <dd className="number">{placement.priority}</dd>
        <dt>{say('slots.madeBy')}</dt>
        <dd>
          {placement.madeBy} · <Moment at={placement.createdAt} />
        </dd>
      </dl>
    </section>
  );
}

/** Groups by their names with how many they hold, each a way to its delivery. */
function Groups({ groups }: { readonly groups: PlacementView['groups'] }) {
  const { say, language } = useLanguage();
  const { organization, may } = useScope();
  const people = (value: number) =>
    fullNumber(value, { unit: 'people', currency: organization.currency, language });
  return (
    <>
      {groups.map(({ id, name, size, heldOut, isOpen, deliveryId }) => (
        <span key={id} className="people-group-line">
          {deliveryId && may('audiences:read') ? (
            <PageLink to={`/audiences/deliveries/${deliveryId}`}>{name}</PageLink>
          ) : (
            name
          )}{' '}
          <span className="quiet">
            {isOpen
              ? say('ads.groupSize', { people: people(size), heldOut: people(heldOut) })
              : say('ads.groupClosed')}
          </span>
        </span>
      ))}
    </>
  );
}

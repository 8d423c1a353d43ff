import { useQuery } from '@tanstack/react-query';
import type { AdGroupList, PlanView } from '#ads/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { request } from '../../../ui/api/request.ts';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { GroupPicker } from './group-picker.tsx';

export type PlanAudience = Pick<PlanView, 'audience'> & {
  /** Ids of groups. */
  readonly groups: readonly string[];
  readonly groupsExcluded: readonly string[];
};

type Props = {
  readonly idOf: (name: keyof PlanAudience) => string;
  readonly values: PlanAudience;
  readonly errors: Readonly<Record<string, string | undefined>>;
  readonly onAudience: (audience: PlanAudience['audience']) => void;
  readonly onGroups: (name: 'groups' | 'groupsExcluded', ids: readonly string[]) => void;
  /** Groups that the plan names by now, closed ones too. */
  readonly known?: PlanView['groups'];
};

const audiences = ['all', 'new', 'repeat', 'group'] as const;

/** Whom a plan is for: everybody, by their orders, or the members of audiences that are delivered to ads. */
export function AudienceFields({ idOf, values, errors, onAudience, onGroups, known = [] }: Props) {
  const say = useSay();
  const { organization } = useScope();
  const list = useQuery({
    queryKey: ['ads', 'groups', organization.id],
    queryFn: ({ signal }) => request<AdGroupList>('/api/ads/groups', { signal }),
  });
  const open = list.data?.items ?? [];
  const closed = known
    .filter((one) => !open.some(({ id }) => id === one.id))
    .map((one) => ({ ...one, heldOut: 0, isClosed: true }));
  const offered = [...open.map((one) => ({ ...one, isClosed: false })), ...closed];
  const chosenOr = (chosen: readonly string[]) =>
    offered.filter(({ id, isClosed }) => !isClosed || chosen.includes(id));
  return (
    <>
      <ChoiceField
        id={idOf('audience')}
        label={say('ads.audience')}
        value={values.audience}
        options={audiences.map((value) => ({ value, label: say(`ads.audience.${value}`) }))}
        help={say(values.audience === 'group' ? 'ads.groupsHelp' : 'ads.audienceHelp')}
        onChange={onAudience}
      />
      {values.audience === 'group' ? (
        <>
          <GroupPicker
            id={idOf('groups')}
            label={say('ads.groups')}
            groups={chosenOr(values.groups)}
            chosen={values.groups}
            error={errors.groups}
            onChange={(ids) => onGroups('groups', ids)}
          />
          {list.data && open.length === 0 ? (
            <p className="form-text">
              {say('ads.groupsNone')} <PageLink to="/audiences/list">{say('ads.groupsNoneAction')}</PageLink>
            </p>
          ) : null}
          {list.error ? <p className="form-text">{say('ads.groupsFailed')}</p> : null}
        </>
      ) : null}
      {chosenOr(values.groupsExcluded).length > 0 ? (
        <GroupPicker
          id={idOf('groupsExcluded')}
          label={say('ads.groupsExcluded')}
          groups={chosenOr(values.groupsExcluded)}
          chosen={values.groupsExcluded}
          error={errors.groupsExcluded}
          help={say('ads.groupsExcludedHelp')}
          onChange={(ids) => onGroups('groupsExcluded', ids)}
        />
      ) : null}
    </>
  );
}

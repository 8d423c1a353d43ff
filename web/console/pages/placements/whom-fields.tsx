import { useQuery } from '@tanstack/react-query';
import type { PlacementView, SlotGroupList } from '#traffic/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { request } from '../../../ui/api/request.ts';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import type { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { GroupPicker } from '../ads/group-picker.tsx';
import type { PlacementDraft } from './placement-draft.ts';

type Props = {
  readonly form: ReturnType<typeof useForm<PlacementDraft>>;
  /** Groups that the placement names by now, closed ones too. */
  readonly known: PlacementView['groups'];
};

/** Whom it is for: everybody, or the members of audiences that are delivered to slots. */
export function WhomFields({ form, known }: Props) {
  const say = useSay();
  const { organization } = useScope();
  const { values, set, errors, idOf } = form;
  const list = useQuery({
    queryKey: ['slots', 'groups', organization.id],
    queryFn: ({ signal }) => request<SlotGroupList>('/api/placements/groups', { signal }),
  });
  const open = list.data?.items ?? [];
  const closed = known
    .filter((one) => !one.isOpen && !open.some(({ id }) => id === one.id))
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
        options={(['all', 'group'] as const).map((value) => ({
          value,
          label: say(`ads.audience.${value}`),
        }))}
        help={say(values.audience === 'group' ? 'slots.groupsHelp' : 'slots.audienceHelp')}
        onChange={(audience) => set('audience', audience)}
      />
      {values.audience === 'group' ? (
        <>
          <GroupPicker
            id={idOf('groups')}
            label={say('ads.groups')}
            groups={chosenOr(values.groups)}
            chosen={values.groups}
            error={errors.groups}
            onChange={(ids) => set('groups', ids)}
          />
          {list.data && open.length === 0 ? (
            <p className="form-text">
              {say('slots.groupsNone')}{' '}
              <PageLink to="/audiences/list">{say('ads.groupsNoneAction')}</PageLink>
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
          help={say('slots.groupsExcludedHelp')}
          onChange={(ids) => set('groupsExcluded', ids)}
        />
      ) : null}
    </>
  );
}

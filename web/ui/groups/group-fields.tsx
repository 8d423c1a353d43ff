import { useQuery } from '@tanstack/react-query';
import { PageLink } from '../address/page-link.tsx';
import { request } from '../api/request.ts';
import { useSay } from '../language/language.tsx';
import { useScope } from '../shell/scope.tsx';
import { GroupPicker, type PickedGroup } from './group-picker.tsx';

/** Ids of groups that something is for, and of those that it keeps away from. */
export type ChosenGroups = { readonly groups: readonly string[]; readonly groupsExcluded: readonly string[] };
/** A group that something names by now, closed ones too. */
export type KnownGroup = Pick<PickedGroup, 'id' | 'name' | 'size'> & { readonly isOpen: boolean };

type Props = {
  /** What the groups are for: the first part of the key that deliveries invalidate. */
  readonly purpose: 'ads' | 'slots';
  /** Where the open ones are listed. */
  readonly path: string;
  /** Whether it is for groups, and not for everybody. */
  readonly isForGroups: boolean;
  readonly known: readonly KnownGroup[];
  readonly chosen: ChosenGroups;
  readonly idOf: (name: keyof ChosenGroups) => string;
  readonly errors: Readonly<Record<string, string | undefined>>;
  readonly onChoose: (name: keyof ChosenGroups, ids: readonly string[]) => void;
};

/** The groups that a plan or placement is for, and those it keeps away from. */
export function GroupFields(props: Props) {
  const { purpose, path, isForGroups, known, chosen, idOf, errors, onChoose } = props;
  const say = useSay();
  const { organization } = useScope();
  const list = useQuery({
    queryKey: [purpose, 'groups', organization.id],
    queryFn: ({ signal }) =>
      request<{ readonly items: readonly Omit<PickedGroup, 'isClosed'>[] }>(path, { signal }),
  });
  const open = list.data?.items ?? [];
  const closed = known
    .filter((one) => !one.isOpen && !open.some(({ id }) => id === one.id))
    .map((one) => ({ ...one, heldOut: 0, isClosed: true }));
  const offered: PickedGroup[] = [...open.map((one) => ({ ...one, isClosed: false })), ...closed];
  const offeredTo = (name: keyof ChosenGroups) =>
    offered.filter(({ id, isClosed }) => !isClosed || chosen[name].includes(id));
  return (
    <>
      {isForGroups ? (
        <>
          <GroupPicker
            id={idOf('groups')}
            label={say('ads.groups')}
            groups={offeredTo('groups')}
            chosen={chosen.groups}
            error={errors.groups}
            onChange={(ids) => onChoose('groups', ids)}
          />
          {list.data && open.length === 0 ? (
            <p className="form-text">
              {say(`${purpose}.groupsNone`)}{' '}
              <PageLink to="/audiences/list">{say('ads.groupsNoneAction')}</PageLink>
            </p>
          ) : null}
          {list.error ? <p className="form-text">{say('ads.groupsFailed')}</p> : null}
        </>
      ) : null}
      {offeredTo('groupsExcluded').length > 0 ? (
        <GroupPicker
          id={idOf('groupsExcluded')}
          label={say('ads.groupsExcluded')}
          groups={offeredTo('groupsExcluded')}
          chosen={chosen.groupsExcluded}
          error={errors.groupsExcluded}
          help={say(`${purpose}.groupsExcludedHelp`)}
          onChange={(ids) => onChoose('groupsExcluded', ids)}
        />
      ) : null}
    </>
  );
}

import type { Groups } from './groups.ts';

/** What a decision for one person asks of groups. */
export type GroupsAsked = Pick<Groups, 'isMember' | 'isHeldOut'>;

/** Whom something is for: everybody or others by `audience`, members of `groups` where that is `group`. */
export type Addressing = {
  readonly audience: string;
  readonly groups: readonly string[];
  readonly groupsExcluded: readonly string[];
};

/**
 * Whether groups let something be shown to a person. The law: what is for groups is for a member of one of them,
 * and never for somebody held out of any of them. Whoever a group was made of is kept away by its exclusion, held out
 * or not: staying away is not what a hold-out measures.
 */
export function groupsAllow(groups: GroupsAsked, whom: Addressing, person: number): boolean {
  for (const id of whom.groupsExcluded)
    if (groups.isMember(id, person) || groups.isHeldOut(id, person)) return false;
  if (whom.audience !== 'group') return true;
  return (
    whom.groups.some((id) => groups.isMember(id, person)) &&
    !whom.groups.some((id) => groups.isHeldOut(id, person))
  );
}

import type { Groups } from '#events';
import type { ServedPlan } from './live-plan.ts';

/** What a decision asks of groups. */
export type GroupsAsked = Pick<Groups, 'isMember' | 'isHeldOut'>;

/**
 * Whether the groups of a plan let it be shown to a person. The law: a plan for groups is for a member of one of them,
 * and never for somebody held out of any of them. Whoever a group was made of is kept away by its exclusion, held out
 * or not: staying away is not what a hold-out measures.
 */
export function groupsAllow(
  groups: GroupsAsked,
  plan: Pick<ServedPlan, 'audience' | 'groups' | 'groupsExcluded'>,
  person: number,
): boolean {
  for (const id of plan.groupsExcluded)
    if (groups.isMember(id, person) || groups.isHeldOut(id, person)) return false;
  if (plan.audience !== 'group') return true;
  return (
    plan.groups.some((id) => groups.isMember(id, person)) &&
    !plan.groups.some((id) => groups.isHeldOut(id, person))
  );
}

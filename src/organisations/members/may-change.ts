import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { covers, type Permission, permissionsOfRole, type Role } from '../actors/permission.ts';

export type MemberChange = {
  readonly held: ReadonlySet<Permission>;
  readonly role: Role;
  /** Null to remove the member. */
  readonly newRole: Role | null;
  readonly ownerCount: number;
};

/**
 * Whoever changes a member must hold every permission of the role that is and of the role that will be, so
 * nobody lifts themselves or topples somebody above them; and one owner always stays.
 */
export function mayChangeMember(change: MemberChange): Result<null, Refusal<'forbidden' | 'conflict'>> {
  const { held, role, newRole, ownerCount } = change;
  if (!covers(held, permissionsOfRole[role])) {
    return refuse('forbidden', `A member with the role ${role} may do more than you.`);
  }
  if (newRole && !covers(held, permissionsOfRole[newRole])) {
    return refuse('forbidden', `The role ${newRole} may do more than you.`, 'role');
  }
  if (role === 'owner' && newRole !== 'owner' && ownerCount <= 1) {
    return refuse('conflict', 'The last owner must stay: make somebody else an owner first.');
  }
  return ok(null);
}

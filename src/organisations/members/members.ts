import type { MemberId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Records } from '#platform/records';
import { type Asker, entryBy } from '../actors/asker.ts';
import { isRole, type Role } from '../actors/permission.ts';
import { writeAudit } from '../audit/audit-store.ts';
import { mayChangeMember } from './may-change.ts';
import { lockMember, markRemoved, setRole } from './member-store.ts';

export type MemberRow = NonNullable<Awaited<ReturnType<typeof lockMember>>>['member'];

/** Gives a member another role, or with null removes them; both take effect on their next request. */
export function changeMember(
  records: Records,
  asker: Asker,
  id: MemberId,
  newRole: Role | null,
): Promise<Result<MemberRow, Refusal>> {
  const { organizationId, permissions: held } = asker.actor;
  return records.organization(organizationId, async (trx) => {
    const found = await lockMember(trx, id);
    if (!found) return refuse('not_found', 'There is no such member.');
    const { member, ownerCount } = found;
    if (!isRole(member.role)) throw new Error(`Member ${id} has the unknown role ${member.role}.`);
    const may = mayChangeMember({ held, role: member.role, newRole, ownerCount });
    if (!may.ok) return may;
    if (newRole) await setRole(trx, id, newRole);
    else await markRemoved(trx, id);
    await writeAudit(
      trx,
      entryBy(asker, {
        action: newRole ? 'member.role_changed' : 'member.removed',
        subject: { kind: 'member', id },
        detail: { email: member.email, before: member.role, ...(newRole ? { after: newRole } : {}) },
      }),
    );
    return ok(newRole ? { ...member, role: newRole } : member);
  });
}

import { sql } from 'kysely';
import { type MemberId, newId, type OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import type { Role } from '../actors/permission.ts';
import type { Page } from '../route-parts.ts';

export type NewMember = {
  readonly organizationId: OrganizationId;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
};

export async function insertMember(trx: Trx, member: NewMember): Promise<MemberId> {
  const id = newId('member');
  await trx
    .insertInto('members')
    .values({
      id,
      organization_id: member.organizationId,
      user_id: member.userId,
      email: member.email,
      name: member.name,
      role: member.role,
    })
    .execute();
  return id;
}

export async function isMember(trx: Trx, organizationId: OrganizationId, userId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('members')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export function listMembers(trx: Trx, page: Page) {
  let query = trx
    .selectFrom('members')
    .select(['id', 'email', 'name', 'role', 'created_at'])
    .where('removed_at', 'is', null)
    .orderBy('id')
    .limit(page.limit);
  if (page.after) query = query.where('id', '>', page.after);
  return query.execute();
}

/**
 * The member and how many owners there are, with every owner's row locked: two owners who remove each other
 * at the same moment take turns, and the second is told that one owner must stay.
 */
export async function lockMember(trx: Trx, id: MemberId) {
  const owners = await trx
    .selectFrom('members')
    .select('id')
    .where('role', '=', 'owner')
    .where('removed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const member = await trx
    .selectFrom('members')
    .select(['id', 'email', 'name', 'role', 'created_at'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return member ? { member, ownerCount: owners.length } : null;
}

export async function setRole(trx: Trx, id: MemberId, role: Role): Promise<void> {
  await trx.updateTable('members').set({ role }).where('id', '=', id).execute();
}

export async function markRemoved(trx: Trx, id: MemberId): Promise<void> {
  await trx.updateTable('members').set({ removed_at: sql`now()` }).where('id', '=', id).execute();
}

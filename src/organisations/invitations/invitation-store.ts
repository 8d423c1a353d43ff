import { sql } from 'kysely';
import type { Id, OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';
import type { Role } from '../actors/permission.ts';
import type { Page } from '../route-parts.ts';

const selected = [
  'invitations.id',
  'invitations.email',
  'invitations.role',
  'invitations.expires_at',
  'invitations.accepted_at',
  'invitations.revoked_at',
  'invitations.created_at',
  'members.name as invited_by_name',
] as const;

function invitations(trx: Trx) {
  return trx
    .selectFrom('invitations')
    .leftJoin('members', 'members.id', 'invitations.invited_by')
    .select(selected);
}

export type NewInvitation = {
  readonly id: Id<'invitation'>;
  readonly organizationId: OrganizationId;
  readonly email: string;
  readonly role: Role;
  readonly tokenHash: Buffer;
  readonly invitedBy: string | null;
  readonly expiresAt: Date;
};

export async function insertInvitation(trx: Trx, invitation: NewInvitation): Promise<void> {
  await trx
    .insertInto('invitations')
    .values({
      id: invitation.id,
      organization_id: invitation.organizationId,
      email: invitation.email,
      role: invitation.role,
      token_hash: invitation.tokenHash,
      invited_by: invitation.invitedBy,
      expires_at: invitation.expiresAt,
    })
    .execute();
}

export function findInvitation(trx: Trx, id: Id<'invitation'>) {
  return invitations(trx).where('invitations.id', '=', id).executeTakeFirst();
}

export type InvitationRow = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

export function listInvitations(trx: Trx, page: Page) {
  let query = invitations(trx).orderBy('invitations.id', 'desc').limit(page.limit);
  if (page.after) query = query.where('invitations.id', '<', page.after);
  return query.execute();
}

/** Revokes what is still open: one invitation by id, or all of an address when a new one replaces them. */
export function revokeInvitations(trx: Trx, which: { id: Id<'invitation'> } | { email: string }) {
  let query = trx
    .updateTable('invitations')
    .set({ revoked_at: sql<Date>`now()` })
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning(['id', 'email']);
  query = 'id' in which ? query.where('id', '=', which.id) : query.where('email', '=', which.email);
  return query.execute();
}

export async function hasMemberWithEmail(trx: Trx, email: string): Promise<boolean> {
  const row = await trx
    .selectFrom('members')
    .select('id')
    .where('email', '=', email)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whoever holds the token may belong to no organisation yet, so this look-up works for the market. */
export function findByToken(trx: Trx, tokenHash: Buffer) {
  return trx
    .selectFrom('invitations')
    .innerJoin('organizations', 'organizations.id', 'invitations.organization_id')
    .select([
      'invitations.id',
      'invitations.organization_id',
      'invitations.email',
      'invitations.role',
      'invitations.expires_at',
      'invitations.accepted_at',
      'invitations.revoked_at',
      'organizations.name as organization_name',
    ])
    .where('invitations.token_hash', '=', tokenHash)
    .forUpdate('invitations')
    .executeTakeFirst();
}

export async function markAccepted(trx: Trx, id: string): Promise<void> {
  await trx.updateTable('invitations').set({ accepted_at: sql<Date>`now()` }).where('id', '=', id).execute();
}

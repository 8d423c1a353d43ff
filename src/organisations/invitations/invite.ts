import { type Id, newId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Records } from '#platform/records';
import { type Asker, entryBy } from '../actors/asker.ts';
import { covers, permissionsOfRole, type Role } from '../actors/permission.ts';
import { writeAudit } from '../audit/audit-store.ts';
import { newToken } from '../keys/secret-token.ts';
import type { PostMail } from '../mail/mail.ts';
import { findOrganization } from '../organizations/organization-store.ts';
import { invitationLifeMs, invitationLink } from './invitation.ts';
import {
  findInvitation,
  hasMemberWithEmail,
  type InvitationRow,
  insertInvitation,
  revokeInvitations,
} from './invitation-store.ts';

export type InvitingParts = {
  readonly records: Records;
  readonly baseUrl: string;
  readonly postMail: PostMail;
};

/** Invites an address into a role. A newer invitation replaces the open ones of the same address. */
export async function invite(
  { records, baseUrl, postMail }: InvitingParts,
  asker: Asker,
  input: { email: string; role: Role },
): Promise<Result<InvitationRow & { link: string }, Refusal>> {
  const { actor } = asker;
  const { organizationId } = actor;
  const { email, role } = input;
  if (!covers(actor.permissions, permissionsOfRole[role])) {
    return refuse('forbidden', `The role ${role} may do more than you.`, 'role');
  }
  const token = newToken('invitation');
  const id = newId('invitation');
  const link = invitationLink(baseUrl, token.secret);
  const invited = await records.organization(organizationId, async (trx) => {
    if (await hasMemberWithEmail(trx, email)) {
      return refuse('already_exists', 'This person is a member already.', 'email');
    }
    await revokeInvitations(trx, { email });
    const invitedBy = actor.kind === 'member' ? actor.memberId : null;
    const expiresAt = new Date(Date.now() + invitationLifeMs);
    await insertInvitation(trx, {
      id,
      organizationId,
      email,
      role,
      tokenHash: token.hash,
      invitedBy,
      expiresAt,
    });
    const subject = { kind: 'invitation', id };
    await writeAudit(trx, entryBy(asker, { action: 'member.invited', subject, detail: { email, role } }));
    const row = await findInvitation(trx, id);
    const organization = await findOrganization(trx, organizationId);
    if (!row || !organization) throw new Error(`Invitation ${id} is gone in its own transaction.`);
    return ok({ row, organizationName: organization.name });
  });
  if (!invited.ok) return invited;
  const { row, organizationName } = invited.value;
  // The inviter holds the link as well, so a mail server that is away delays nobody.
  await postMail({
    recipient: email,
    subject: `Meadow: ${organizationName} invites you · 邀请你加入`,
    body: `${actor.name} invites you to ${organizationName}. Accept within a week · 请在一周内接受邀请:\n${link}\n`,
  }).catch(() => undefined);
  return ok({ ...row, link });
}

export function revokeInvitation(
  records: Records,
  asker: Asker,
  id: Id<'invitation'>,
): Promise<Result<InvitationRow, Refusal>> {
  return records.organization(asker.actor.organizationId, async (trx) => {
    const [revoked] = await revokeInvitations(trx, { id });
    if (revoked) {
      const subject = { kind: 'invitation', id };
      const detail = { email: revoked.email };
      await writeAudit(trx, entryBy(asker, { action: 'invitation.revoked', subject, detail }));
    }
    const row = await findInvitation(trx, id);
    return row ? ok(row) : refuse('not_found', 'There is no such invitation.');
  });
}

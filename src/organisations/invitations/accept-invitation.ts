import { hashPassword } from 'better-auth/crypto';
import { asId, type MemberId, type OrganizationId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Records, Trx } from '#platform/records';
import { isRole, type Role } from '../actors/permission.ts';
import { writeAudit } from '../audit/audit-store.ts';
import { hashToken, isToken } from '../keys/secret-token.ts';
import { insertMember, isMember } from '../members/member-store.ts';
import { findPersonByEmail, insertPerson } from '../sign-in/person-store.ts';
import { stateOf } from './invitation.ts';
import { findByToken, markAccepted } from './invitation-store.ts';

type OpenInvitation = NonNullable<Awaited<ReturnType<typeof findByToken>>> & { readonly role: Role };

/** The invitation of a token while it can be accepted; for everything else one answer, which tells nothing. */
async function openInvitation(
  trx: Trx,
  token: string,
): Promise<Result<OpenInvitation, Refusal<'not_found'>>> {
  const found = isToken('invitation', token) ? await findByToken(trx, hashToken(token)) : undefined;
  if (!found || stateOf(found, new Date()) !== 'open') {
    return refuse(
      'not_found',
      'This invitation was used, revoked or has expired: ask for a new one.',
      'token',
    );
  }
  const { role } = found;
  if (!isRole(role)) throw new Error(`Invitation ${found.id} has the unknown role ${role}.`);
  return ok({ ...found, role });
}

export function lookAtInvitation(records: Records, token: string) {
  return records.market(async (trx) => {
    const invitation = await openInvitation(trx, token);
    if (!invitation.ok) return invitation;
    const person = await findPersonByEmail(trx, invitation.value.email);
    return ok({ ...invitation.value, hasAccount: person !== undefined });
  });
}

export type Acceptance = {
  readonly token: string;
  /** Who accepts: the person signed in, or a new one with a name and a password. */
  readonly signedIn: { readonly id: string; readonly email: string; readonly name: string } | null;
  readonly name: string | undefined;
  readonly password: string | undefined;
  readonly ipAddress: string | null;
};

export type Accepted = {
  readonly organizationId: OrganizationId;
  readonly memberId: MemberId;
  readonly role: Role;
  readonly email: string;
  readonly isNewPerson: boolean;
};

/** The person (where they are new), the membership and the end of the invitation: together or not at all. */
export async function acceptInvitation(
  records: Records,
  acceptance: Acceptance,
): Promise<Result<Accepted, Refusal>> {
  // Hashing takes a tenth of a second; no transaction should wait for it.
  const passwordHash = acceptance.password ? await hashPassword(acceptance.password) : null;
  return records.market(async (trx) => {
    const opened = await openInvitation(trx, acceptance.token);
    if (!opened.ok) return opened;
    const invitation = opened.value;
    const person = await personOf(trx, invitation.email, acceptance, passwordHash);
    if (!person.ok) return person;
    const { id: userId, name, isNewPerson } = person.value;
    const { role, email } = invitation;
    const organizationId = asId('organization', invitation.organization_id);
    if (await isMember(trx, organizationId, userId)) {
      return refuse('already_exists', 'You are a member of this organisation already.');
    }
    const memberId = await insertMember(trx, { organizationId, userId, email, name, role });
    await markAccepted(trx, invitation.id);
    await writeAudit(trx, {
      organizationId,
      actor: { kind: 'member', id: memberId, name },
      action: 'invitation.accepted',
      subject: { kind: 'member', id: memberId },
      detail: { email, role },
      ipAddress: acceptance.ipAddress,
    });
    return ok({ organizationId, memberId, role, email, isNewPerson });
  });
}

async function personOf(
  trx: Trx,
  email: string,
  { signedIn, name }: Acceptance,
  passwordHash: string | null,
): Promise<Result<{ id: string; name: string; isNewPerson: boolean }, Refusal>> {
  if (signedIn) {
    if (signedIn.email === email) return ok({ ...signedIn, isNewPerson: false });
    return refuse('forbidden', 'This invitation is for another address: sign out first.');
  }
  if (await findPersonByEmail(trx, email)) {
    return refuse('not_signed_in', 'This address has an account: sign in, then accept.');
  }
  if (!name) return refuse('unprocessable', 'A new person needs a name.', 'name');
  if (!passwordHash) return refuse('unprocessable', 'A new person needs a password.', 'password');
  return ok({ id: await insertPerson(trx, { email, name, passwordHash }), name, isNewPerson: true });
}

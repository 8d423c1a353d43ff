import { hashPassword } from 'better-auth/crypto';
import { type MemberId, newId, type OrganizationId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Records, Trx } from '#platform/records';
import { permissions } from '../actors/permission.ts';
import { systemActor } from '../audit/audit-entry.ts';
import { writeAudit } from '../audit/audit-store.ts';
import { insertApiKey } from '../keys/api-key-store.ts';
import type { FreshToken } from '../keys/secret-token.ts';
import { insertWriteKey } from '../keys/write-key-store.ts';
import { insertMember } from '../members/member-store.ts';
import { findPersonByEmail, insertPerson } from '../sign-in/person-store.ts';
import type { Founding } from './founding.ts';
import { insertOrganization, organizationExists } from './founding-store.ts';

export type FirstOwner = {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** Operates the market too: may create organisations. */
  readonly isOperator: boolean;
};

/** Tokens come in, so that whoever must hand them over can keep them before anything is committed. */
export type FirstKeys = { readonly apiKey?: FreshToken; readonly serverWriteKey?: FreshToken };

export type Founded = {
  readonly organizationId: OrganizationId;
  readonly memberId: MemberId;
  readonly userId: string;
};

/**
 * The first start: an organisation with its structure, an owner who can sign in, an API key with every
 * permission and a server write key, in one transaction. An owner's address that has an account already
 * becomes owner with the account's own password. Refused with `already_exists` when the given id is taken,
 * so that a first start that was killed can simply run again.
 */
export async function createOrganizationWithOwner(
  records: Records,
  founding: Founding,
  owner: FirstOwner,
  keys: FirstKeys = {},
): Promise<Result<Founded, Refusal<'already_exists'>>> {
  const passwordHash = await hashPassword(owner.password);
  return records.market(async (trx) => {
    const { id } = founding.organization;
    if (id && (await organizationExists(trx, id))) {
      return refuse('already_exists', 'This organisation exists already.');
    }
    return ok(await foundWithOwner(trx, founding, { ...owner, passwordHash }, keys));
  });
}

/** The same in the caller's transaction, with the password hashed before it began. */
export async function foundWithOwner(
  trx: Trx,
  founding: Founding,
  owner: Omit<FirstOwner, 'password'> & { readonly passwordHash: string },
  keys: FirstKeys = {},
): Promise<Founded> {
  const organizationId = await insertOrganization(trx, founding);
  const email = owner.email.toLowerCase();
  const known = await findPersonByEmail(trx, email);
  const userId = known?.id ?? (await insertPerson(trx, { ...owner, email }));
  const name = known?.name ?? owner.name;
  const memberId = await insertMember(trx, { organizationId, userId, email, name, role: 'owner' });
  const createdBy = memberId;
  if (keys.apiKey) {
    const { hint, hash } = keys.apiKey;
    const named = { id: newId('apiKey'), organizationId, name: 'First key' };
    await insertApiKey(trx, { ...named, hint, secretHash: hash, permissions, createdBy });
  }
  if (keys.serverWriteKey) {
    const { hint, hash } = keys.serverWriteKey;
    const named = { id: newId('writeKey'), organizationId, name: 'First server key' };
    await insertWriteKey(trx, {
      ...named,
      kind: 'server',
      hint,
      secretHash: hash,
      shopId: null,
      createdBy,
    });
  }
  await writeAudit(trx, {
    organizationId,
    actor: systemActor,
    action: 'organization.founded',
    subject: { kind: 'organization', id: organizationId },
    detail: { owner: email, simulated: founding.organization.simulated ?? false },
  });
  return { organizationId, memberId, userId };
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Records } from '#platform/records';
import { type FirstOwner, type Founded, foundWithOwner } from './found-organization.ts';
import type { Founding } from './founding.ts';
import { hasPeople, lockSetUp } from './founding-store.ts';

/**
 * An instance without people is set up by whoever reads its log: the link printed at the start holds this
 * token. Derived from the instance's secret, it survives a restart, and it is worth nothing once somebody is in.
 */
export function setUpToken(instanceSecret: string): string {
  return createHmac('sha256', instanceSecret).update('set-up').digest('base64url');
}

export async function isSetUpOpen(records: Records): Promise<boolean> {
  return !(await records.market(hasPeople));
}

export type SetUp = {
  readonly token: string;
  readonly organization: Founding['organization'];
  readonly owner: Omit<FirstOwner, 'isOperator'>;
};

/** The first person founds the first organisation and operates the market. */
export async function setUpInstance(
  records: Records,
  rightToken: string,
  { token, organization, owner }: SetUp,
): Promise<Result<Founded, Refusal<'wrong_key' | 'conflict'>>> {
  const [given, right] = [Buffer.from(token), Buffer.from(rightToken)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    return refuse('wrong_key', 'The token is not the one printed at the start of the server.');
  }
  const passwordHash = await hashPassword(owner.password);
  return records.market(async (trx) => {
    await lockSetUp(trx);
    if (await hasPeople(trx))
      return refuse('conflict', 'This instance is set up: sign in, or ask for an invitation.');
    const { name, email } = owner;
    return ok(await foundWithOwner(trx, { organization }, { name, email, passwordHash, isOperator: true }));
  });
}

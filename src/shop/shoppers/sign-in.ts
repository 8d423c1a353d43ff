import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { ShopperId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Records } from '#platform/records';
import type { Sealing } from '#platform/sealing';
import { joinGuest } from './join-guest-store.ts';
import type { Shopper } from './shopper.ts';
import { findByEmailMark, keyOf, signUpGuest } from './sign-in-store.ts';

export type SignInParts = {
  readonly records: Records;
  readonly sealing: Sealing;
  /** Makes two persons of the market one; what the first did is the second's from then on. */
  readonly joinPersons: (from: number, into: number) => Promise<void>;
};

const markOf = (sealing: Sealing, email: string) => sealing.lookUp('shopper email', email);

/** A guest gets an e-mail address and a password, and stays who they are. */
export async function signUp(
  { records, sealing }: SignInParts,
  guest: Shopper,
  input: { readonly email: string; readonly password: string; readonly nickname?: string | undefined },
): Promise<Result<ShopperId, Refusal<'conflict' | 'already_exists' | 'not_signed_in'>>> {
  const knownAlready = () => refuse('conflict', 'You are signed up already: sign out first.');
  if (!guest.isGuest) return knownAlready();
  const key = await keyOf(records, guest.id);
  if (!key) return refuse('not_signed_in', 'The session is over.');
  const done = await signUpGuest(records, guest.id, {
    emailMark: markOf(sealing, input.email),
    sealedEmail: sealing.seal(key, input.email),
    passwordHash: await hashPassword(input.password),
    nickname: input.nickname ?? null,
  });
  if (done === 'taken') return refuse('already_exists', 'Somebody signed up with this address.', 'email');
  return done === 'done' ? ok(guest.id) : knownAlready();
}

/** Compared with where nobody signed up, so that the time of the answer does not tell whether somebody did. */
let nobody: Promise<string> | undefined;

/**
 * Signs in. A guest who does so hands over to the shopper: first the persons are made one, then what the guest has
 * becomes the shopper's; both may be done again.
 */
export async function signIn(
  { records, sealing, joinPersons }: SignInParts,
  current: Shopper,
  input: { readonly email: string; readonly password: string },
): Promise<Result<ShopperId, Refusal<'wrong_sign_in'>>> {
  const found = await findByEmailMark(records, markOf(sealing, input.email));
  nobody ??= hashPassword('nobody has this password');
  const isRight = await verifyPassword({
    hash: found?.passwordHash ?? (await nobody),
    password: input.password,
  });
  if (!found || !isRight) return refuse('wrong_sign_in', 'The e-mail address or the password is wrong.');
  if (current.isGuest && current.id !== found.id) {
    await joinPersons(current.person, found.person);
    await joinGuest(records, sealing, current.id, found.id);
  }
  return ok(found.id);
}

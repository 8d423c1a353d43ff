import { sql } from 'kysely';
import type { ShopperId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { type Shopper, sessionDays } from './shopper.ts';

export type SignInRecord = {
  readonly id: ShopperId;
  readonly person: number;
  readonly passwordHash: string;
};

/** The shopper who signed up with the e-mail address of this mark. */
export function findByEmailMark(records: Records, mark: Buffer): Promise<SignInRecord | null> {
  return records.market(async (trx) => {
    const found = await trx
      .selectFrom('shoppers')
      .select(['id', 'person', 'password_hash'])
      .where('email_mark', '=', mark)
      .executeTakeFirst();
    return found?.password_hash
      ? { id: found.id as ShopperId, person: found.person, passwordHash: found.password_hash }
      : null;
  });
}

/** The wrapped key of a shopper's personal data; null once erased. */
export function keyOf(records: Records, id: ShopperId): Promise<Buffer | null> {
  return records.market(async (trx) => {
    const found = await trx
      .selectFrom('shoppers')
      .select('sealed_with')
      .where('id', '=', id)
      .executeTakeFirst();
    return found?.sealed_with ?? null;
  });
}

export type SignUpRecord = {
  readonly emailMark: Buffer;
  readonly sealedEmail: Buffer;
  readonly passwordHash: string;
  readonly nickname: string | null;
};

/** Makes a guest somebody who can sign in. Two at once with one address: the index lets one through. */
export function signUpGuest(
  records: Records,
  id: ShopperId,
  signUp: SignUpRecord,
): Promise<'done' | 'taken' | 'known_already'> {
  return records
    .market(async (trx) => {
      const changed = await trx
        .updateTable('shoppers')
        .set({
          email_mark: signUp.emailMark,
          sealed_email: signUp.sealedEmail,
          password_hash: signUp.passwordHash,
          ...(signUp.nickname === null ? {} : { nickname: signUp.nickname }),
        })
        .where('id', '=', id)
        .where('email_mark', 'is', null)
        .where('sealed_with', 'is not', null)
        .returning('id')
        .executeTakeFirst();
      return changed ? ('done' as const) : ('known_already' as const);
    })
    .catch((error: unknown) => {
      if ((error as { constraint?: unknown }).constraint === 'shoppers_email_mark_key')
        return 'taken' as const;
      throw error;
    });
}

/** A new session in place of the one that asked: a token that somebody saw before is worth nothing after. */
export function replaceSession(
  records: Records,
  id: ShopperId,
  oldHash: Buffer,
  newHash: Buffer,
): Promise<void> {
  return records.market(async (trx) => {
    await trx
      .updateTable('shopper_sessions')
      .set({ revoked_at: sql`now()` })
      .where('token_hash', '=', oldHash)
      .execute();
    await trx
      .insertInto('shopper_sessions')
      .values({
        shopper_id: id,
        token_hash: newHash,
        expires_at: sql<Date>`now() + make_interval(days => ${sessionDays})`,
      })
      .execute();
  });
}

export async function endSession(records: Records, hash: Buffer): Promise<void> {
  await records.market((trx) =>
    trx
      .updateTable('shopper_sessions')
      .set({ revoked_at: sql`now()` })
      .where('token_hash', '=', hash)
      .execute(),
  );
}

export async function changeShopper(
  records: Records,
  id: ShopperId,
  change: { readonly nickname?: string | null; readonly locale?: Shopper['locale'] },
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await records.market((trx) => trx.updateTable('shoppers').set(change).where('id', '=', id).execute());
}

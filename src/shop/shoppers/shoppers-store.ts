import { sql } from 'kysely';
import type { ShopperId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { type Shopper, sessionDays } from './shopper.ts';

export type NewShopper = {
  readonly id: ShopperId;
  readonly person: number;
  readonly sealedWith: Buffer;
  readonly locale: 'zh' | 'en' | null;
  readonly simulated: boolean;
};

/** A new shopper with the session that was just opened for them. */
export async function addShopper(records: Records, shopper: NewShopper, tokenHash: Buffer): Promise<void> {
  await records.market(async (trx) => {
    await trx
      .insertInto('shoppers')
      .values({
        id: shopper.id,
        person: shopper.person,
        sealed_with: shopper.sealedWith,
        locale: shopper.locale,
        simulated: shopper.simulated,
      })
      .execute();
    await trx
      .insertInto('shopper_sessions')
      .values({ shopper_id: shopper.id, token_hash: tokenHash, expires_at: expiry })
      .execute();
  });
}

const expiry = sql<Date>`now() + make_interval(days => ${sessionDays})`;

/**
 * The shopper of a living session, or null. Its life is prolonged at most once a day, so that a busy shopper
 * costs no writes.
 */
export function findShopperByToken(records: Records, tokenHash: Buffer): Promise<Shopper | null> {
  return records.market(async (trx) => {
    const found = await trx
      .selectFrom('shopper_sessions as session')
      .innerJoin('shoppers as shopper', 'shopper.id', 'session.shopper_id')
      .select([
        'session.id as session_id',
        'shopper.id',
        'shopper.person',
        'shopper.nickname',
        'shopper.locale',
        'shopper.simulated',
      ])
      .select(sql<boolean>`shopper.email_mark IS NULL`.as('is_guest'))
      .select(sql<boolean>`session.last_used_on < current_date`.as('is_stale'))
      .where('session.token_hash', '=', tokenHash)
      .where('session.revoked_at', 'is', null)
      .where('session.expires_at', '>', sql<Date>`now()`)
      // An erased shopper has no key any more, and nobody is signed in as them.
      .where('shopper.sealed_with', 'is not', null)
      .executeTakeFirst();
    if (!found) return null;
    if (found.is_stale)
      await trx
        .updateTable('shopper_sessions')
        .set({ last_used_on: sql`current_date`, expires_at: expiry })
        .where('id', '=', found.session_id)
        .execute();
    return {
      id: found.id as ShopperId,
      person: found.person,
      nickname: found.nickname,
      isGuest: found.is_guest,
      locale: found.locale as Shopper['locale'],
      simulated: found.simulated,
    };
  });
}

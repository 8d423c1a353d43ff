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

type FoundSession = {
  readonly session_id: string;
  readonly id: ShopperId;
  readonly person: number;
  readonly nickname: string | null;
  readonly locale: Shopper['locale'];
  readonly simulated: boolean;
  readonly is_guest: boolean;
  readonly is_stale: boolean;
};

/**
 * The shopper of a living session, or null. Every request of a shopper asks this, so it is one statement by
 * itself instead of a transaction; the session's life is prolonged at most once a day, so that a busy shopper
 * costs no writes. An erased shopper has no key any more, and nobody is signed in as them.
 */
export async function findShopperByToken(records: Records, tokenHash: Buffer): Promise<Shopper | null> {
  const { rows } = await records.marketPool.query<FoundSession>(
    `SELECT s.id AS session_id, c.id, c.person, c.nickname, c.locale, c.simulated, c.email_mark IS NULL AS is_guest,
       s.last_used_on < current_date AS is_stale
     FROM shopper_sessions s JOIN shoppers c ON c.id = s.shopper_id
     WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now() AND c.sealed_with IS NOT NULL`,
    [tokenHash],
  );
  const [found] = rows;
  if (!found) return null;
  if (found.is_stale) await prolongSession(records, found.session_id);
  return {
    id: found.id,
    person: found.person,
    nickname: found.nickname,
    isGuest: found.is_guest,
    locale: found.locale,
    simulated: found.simulated,
  };
}

function prolongSession(records: Records, sessionId: string): Promise<void> {
  return records.market(async (trx) => {
    await trx
      .updateTable('shopper_sessions')
      .set({ last_used_on: sql`current_date`, expires_at: expiry })
      .where('id', '=', sessionId)
      .execute();
  });
}

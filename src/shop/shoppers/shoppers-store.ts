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
  readonly token_hash: Buffer;
  readonly session_id: string;
  readonly id: ShopperId;
  readonly person: number;
  readonly nickname: string | null;
  readonly locale: Shopper['locale'];
  readonly simulated: boolean;
  readonly is_guest: boolean;
  readonly is_stale: boolean;
};

const shoppersByToken = {
  name: 'shoppers-by-token',
  text: `
    SELECT s.token_hash, s.id AS session_id, c.id, c.person, c.nickname, c.locale, c.simulated,
      c.email_mark IS NULL AS is_guest, s.last_used_on < current_date AS is_stale
    FROM shopper_sessions s JOIN shoppers c ON c.id = s.shopper_id
    WHERE s.token_hash = ANY ($1::bytea[]) AND s.revoked_at IS NULL AND s.expires_at > now() AND c.sealed_with IS NOT NULL`,
};

/**
 * The shoppers of living sessions, null for each that there is none of. Every request of a shopper asks this, so
 * many are looked up by one statement, without a transaction; a session's life is prolonged at most once a day,
 * so that a busy shopper costs no writes. An erased shopper has no key any more: nobody is signed in as them.
 */
export async function findShoppersByToken(
  records: Records,
  tokenHashes: readonly Buffer[],
): Promise<readonly (Shopper | null)[]> {
  const rows = await records.planned<FoundSession>(shoppersByToken, [tokenHashes]);
  const stale = rows.filter((row) => row.is_stale).map((row) => row.session_id);
  if (stale.length > 0) await prolongSessions(records, stale);
  const found = new Map(rows.map((row) => [row.token_hash.toString('base64'), showFound(row)]));
  return tokenHashes.map((hash) => found.get(hash.toString('base64')) ?? null);
}

const showFound = (row: FoundSession): Shopper => ({
  id: row.id,
  person: row.person,
  nickname: row.nickname,
  isGuest: row.is_guest,
  locale: row.locale,
  simulated: row.simulated,
});

function prolongSessions(records: Records, sessionIds: readonly string[]): Promise<void> {
  return records.market(async (trx) => {
    await trx
      .updateTable('shopper_sessions')
      .set({ last_used_on: sql`current_date`, expires_at: expiry })
      .where('id', 'in', sessionIds)
      .execute();
  });
}

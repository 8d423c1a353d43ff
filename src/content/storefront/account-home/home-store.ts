import { sql } from 'kysely';
import type { AccountId, VideoId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { countFollowers } from '../reactions/reactions-store.ts';

/** How many follow each of these accounts; whoever nobody follows is left out. */
export function countFollowersOf(
  records: Records,
  accountIds: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, number>> {
  return records.market(async (trx) => {
    const { rows } = await sql<{ account_id: AccountId; followers: number }>`
      SELECT account_id, count(*) AS followers FROM account_follows
      WHERE account_id = ANY (${accountIds as readonly string[] as string[]}::uuid[])
      GROUP BY account_id`.execute(trx);
    return new Map(rows.map(({ account_id, followers }) => [account_id, followers]));
  });
}

/** Followers of an account, and likes of the given videos together. */
export function readStanding(
  records: Records,
  accountId: AccountId,
  videoIds: readonly VideoId[],
): Promise<{ followers: number; likes: number }> {
  return records.market(async (trx) => {
    const { rows } = await sql<{ likes: number }>`
      SELECT coalesce(sum(likes), 0)::bigint AS likes FROM video_counts
      WHERE video_id = ANY (${videoIds as readonly string[] as string[]}::uuid[])`.execute(trx);
    return { followers: await countFollowers(trx, accountId), likes: rows[0]?.likes ?? 0 };
  });
}

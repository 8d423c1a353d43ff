import { sql } from 'kysely';
import type { AccountId, ShopperId, VideoId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { VideoCounts } from '../../contract.ts';

export type CountsAndMine = {
  readonly counts: VideoCounts;
  readonly mine: { readonly liked: boolean; readonly favorited: boolean };
};

/** Counts of videos and what one shopper did with them; one question for all. */
export function readCountsAndMine(
  records: Records,
  videoIds: readonly VideoId[],
  shopperId: ShopperId,
): Promise<Map<VideoId, CountsAndMine>> {
  return records.market(async (trx) => {
    const { rows } = await sql<VideoCounts & { id: VideoId; liked: boolean; favorited: boolean }>`
      SELECT n.video_id AS id, n.likes, n.comments, n.favorites, n.shares,
        EXISTS (SELECT FROM video_reactions r
          WHERE r.shopper_id = ${shopperId} AND r.video_id = n.video_id AND r.kind = 'like') AS liked,
        EXISTS (SELECT FROM video_reactions r
          WHERE r.shopper_id = ${shopperId} AND r.video_id = n.video_id AND r.kind = 'favorite') AS favorited
      FROM video_counts n
      WHERE n.video_id = ANY (${videoIds as readonly string[] as string[]}::uuid[])`.execute(trx);
    return new Map(
      rows.map(({ id, liked, favorited, ...counts }) => [id, { counts, mine: { liked, favorited } }]),
    );
  });
}

/** The accounts a shopper follows, the latest first; so many at most. */
export function readFollows(records: Records, shopperId: ShopperId): Promise<AccountId[]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('account_follows')
      .select('account_id')
      .where('shopper_id', '=', shopperId)
      .orderBy('at', 'desc')
      .limit(5_000)
      .execute();
    return rows.map((row) => row.account_id as AccountId);
  });
}

export function readDislikes(records: Records, shopperId: ShopperId): Promise<VideoId[]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('video_reactions')
      .select('video_id')
      .where('shopper_id', '=', shopperId)
      .where('kind', '=', 'dislike')
      .orderBy('at', 'desc')
      .limit(5_000)
      .execute();
    return rows.map((row) => row.video_id as VideoId);
  });
}

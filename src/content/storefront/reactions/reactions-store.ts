import { sql } from 'kysely';
import type { AccountId, ShopperId, VideoId } from '#kernel/ids';
import { publish } from '#platform/outbox';
import type { Records, Trx } from '#platform/records';
import type { ReactionKind, VideoCounts } from '../../contract.ts';
import { type ReactionMade, reactionsMade } from './reaction.ts';

type Counted = keyof VideoCounts;
const columnOf: Readonly<Record<ReactionKind, Counted | null>> = {
  like: 'likes',
  favorite: 'favorites',
  dislike: null,
};

export type Changed = { readonly isNew: boolean; readonly counts: VideoCounts };

/**
 * Sets or takes back a reaction. The row, the count beside the video and the message of its event are one
 * transaction; a repeat changes none of them. Null where the video is not published.
 */
export function setReaction(
  records: Records,
  shopperId: ShopperId,
  videoId: VideoId,
  kind: ReactionKind,
  on: boolean,
  made: ReactionMade,
): Promise<Changed | null> {
  return records.market(async (trx) => {
    if (!(await isPublished(trx, videoId))) return null;
    const isNew = on
      ? await isAdded(
          trx
            .insertInto('video_reactions')
            .values({ shopper_id: shopperId, video_id: videoId, kind })
            .onConflict((conflict) => conflict.doNothing())
            .returning('kind')
            .executeTakeFirst(),
        )
      : await isAdded(
          trx
            .deleteFrom('video_reactions')
            .where('shopper_id', '=', shopperId)
            .where('video_id', '=', videoId)
            .where('kind', '=', kind)
            .returning('kind')
            .executeTakeFirst(),
        );
    if (isNew) await tell(trx, made);
    return { isNew, counts: await count(trx, videoId, isNew ? columnOf[kind] : null, on ? 1 : -1) };
  });
}

/** Counts once a day and shopper. */
export function addShare(
  records: Records,
  shopperId: ShopperId,
  videoId: VideoId,
  made: ReactionMade,
): Promise<Changed | null> {
  return records.market(async (trx) => {
    if (!(await isPublished(trx, videoId))) return null;
    const isNew = await isAdded(
      trx
        .insertInto('video_shares')
        .values({ shopper_id: shopperId, video_id: videoId })
        .onConflict((conflict) => conflict.doNothing())
        .returning('day')
        .executeTakeFirst(),
    );
    if (isNew) await tell(trx, made);
    return { isNew, counts: await count(trx, videoId, isNew ? 'shares' : null, 1) };
  });
}

export function setFollow(
  records: Records,
  shopperId: ShopperId,
  accountId: AccountId,
  on: boolean,
  made: ReactionMade,
): Promise<{ isNew: boolean; followers: number }> {
  return records.market(async (trx) => {
    const isNew = on
      ? await isAdded(
          trx
            .insertInto('account_follows')
            .values({ shopper_id: shopperId, account_id: accountId })
            .onConflict((conflict) => conflict.doNothing())
            .returning('account_id')
            .executeTakeFirst(),
        )
      : await isAdded(
          trx
            .deleteFrom('account_follows')
            .where('shopper_id', '=', shopperId)
            .where('account_id', '=', accountId)
            .returning('account_id')
            .executeTakeFirst(),
        );
    if (isNew) await tell(trx, made);
    return { isNew, followers: await countFollowers(trx, accountId) };
  });
}

export async function countFollowers(trx: Trx, accountId: AccountId): Promise<number> {
  const { rows } = await sql<{
    followers: number;
  }>`SELECT count(*) AS followers FROM account_follows WHERE account_id = ${accountId}`.execute(trx);
  return rows[0]?.followers ?? 0;
}

export async function isPublished(trx: Trx, videoId: VideoId): Promise<boolean> {
  const found = await trx
    .selectFrom('videos')
    .select('id')
    .where('id', '=', videoId)
    .where('state', '=', 'published')
    .executeTakeFirst();
  return found !== undefined;
}

export const tell = (trx: Trx, made: ReactionMade): Promise<void> =>
  publish(trx, made.organizationId, reactionsMade, made);

/** The counts after a change of one of them. The last statement of its transaction: everybody waits for this row. */
export async function count(
  trx: Trx,
  videoId: VideoId,
  column: Counted | null,
  change: 1 | -1,
): Promise<VideoCounts> {
  const counts = ['likes', 'comments', 'favorites', 'shares'] as const;
  if (column === null)
    return trx
      .selectFrom('video_counts')
      .select(counts)
      .where('video_id', '=', videoId)
      .executeTakeFirstOrThrow();
  return trx
    .updateTable('video_counts')
    .set(column, sql<number>`${sql.ref(column)} + ${change}`)
    .where('video_id', '=', videoId)
    .returning(counts)
    .executeTakeFirstOrThrow();
}

const isAdded = async (row: Promise<object | undefined>): Promise<boolean> => (await row) !== undefined;

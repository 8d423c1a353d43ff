import { sql } from 'kysely';
import type { Id, OrganizationId, ShopperId, VideoId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { ReactionMade } from '../reactions/reaction.ts';
import { type Changed, count, isPublished, tell } from '../reactions/reactions-store.ts';

export type CommentId = Id<'comment'>;

export type Comment = {
  readonly id: CommentId;
  readonly videoId: VideoId;
  readonly shopperId: ShopperId;
  readonly text: string;
  readonly state: 'shown' | 'hidden';
  readonly nickname: string | null;
  readonly createdAt: Date;
};

/** The comment, its count and the message of its event in one transaction. Null where the video is not published. */
export function addComment(
  records: Records,
  comment: Pick<Comment, 'id' | 'videoId' | 'shopperId' | 'text'>,
  made: ReactionMade,
): Promise<Changed | null> {
  return records.market(async (trx) => {
    if (!(await isPublished(trx, comment.videoId))) return null;
    await trx
      .insertInto('video_comments')
      .values({
        id: comment.id,
        video_id: comment.videoId,
        shopper_id: comment.shopperId,
        text: comment.text,
        created_at: new Date(made.atMs),
      })
      .execute();
    await tell(trx, made);
    return { isNew: true, counts: await count(trx, comment.videoId, 'comments', 1) };
  });
}

/** Newest first. A hidden comment is still there for who wrote it. */
export function listComments(
  records: Records,
  videoId: VideoId,
  shopperId: ShopperId,
  before: string | null,
  limit: number,
): Promise<Comment[]> {
  return records.market(async (trx) => {
    let query = trx
      .selectFrom('video_comments as c')
      .innerJoin('shoppers as s', 's.id', 'c.shopper_id')
      .selectAll('c')
      .select('s.nickname')
      .where('c.video_id', '=', videoId)
      .where((given) => given.or([given('c.state', '=', 'shown'), given('c.shopper_id', '=', shopperId)]))
      .orderBy('c.id', 'desc')
      .limit(limit);
    if (before) query = query.where('c.id', '<', before);
    return (await query.execute()).map((row) => ({
      id: row.id as CommentId,
      videoId: row.video_id as VideoId,
      shopperId: row.shopper_id as ShopperId,
      text: row.text,
      state: row.state as Comment['state'],
      nickname: row.nickname,
      createdAt: row.created_at,
    }));
  });
}

export type CommentOfOrganization = Omit<Comment, 'shopperId'> & {
  readonly videoTitle: string;
  readonly simulated: boolean;
};

/**
 * Comments under videos of one organisation, newest first. They belong to shoppers, so the market reads them; the
 * organisation is part of the question.
 */
export function listCommentsOf(
  records: Records,
  organizationId: OrganizationId,
  filter: { readonly videoId?: VideoId | undefined; readonly state?: Comment['state'] | undefined },
  before: string | null,
  limit: number,
): Promise<CommentOfOrganization[]> {
  return records.market(async (trx) => {
    let query = trx
      .selectFrom('video_comments as c')
      .innerJoin('videos as v', 'v.id', 'c.video_id')
      .innerJoin('shoppers as s', 's.id', 'c.shopper_id')
      .select([
        'c.id',
        'c.video_id',
        'c.text',
        'c.state',
        'c.created_at',
        'v.title',
        's.nickname',
        's.simulated',
      ])
      .where('v.organization_id', '=', organizationId)
      .orderBy('c.id', 'desc')
      .limit(limit);
    if (filter.videoId) query = query.where('c.video_id', '=', filter.videoId);
    if (filter.state) query = query.where('c.state', '=', filter.state);
    if (before) query = query.where('c.id', '<', before);
    return (await query.execute()).map((row) => ({
      id: row.id as CommentId,
      videoId: row.video_id as VideoId,
      videoTitle: row.title,
      text: row.text,
      state: row.state as Comment['state'],
      nickname: row.nickname,
      simulated: row.simulated,
      createdAt: row.created_at,
    }));
  });
}

/** Hides or shows a comment under a video of the organisation, and its count with it; false where there is none. */
export function setCommentState(
  records: Records,
  organizationId: OrganizationId,
  id: CommentId,
  state: Comment['state'],
): Promise<boolean> {
  return records.market(async (trx) => {
    const found = await trx
      .selectFrom('video_comments as c')
      .innerJoin('videos as v', 'v.id', 'c.video_id')
      .select(['c.video_id', 'c.state'])
      .where('c.id', '=', id)
      .where('v.organization_id', '=', organizationId)
      .forUpdate('c')
      .executeTakeFirst();
    if (!found) return false;
    if (found.state === state) return true;
    await trx.updateTable('video_comments').set({ state }).where('id', '=', id).execute();
    await count(trx, found.video_id as VideoId, 'comments', state === 'shown' ? 1 : -1);
    return true;
  });
}

/** Words that an organisation does not want under its videos. */
export function readBlockedWords(records: Records, organizationId: OrganizationId): Promise<string[]> {
  return records.market(async (trx) => {
    const { rows } = await sql<{
      word: string;
    }>`SELECT word FROM blocked_words WHERE organization_id = ${organizationId} ORDER BY word`.execute(trx);
    return rows.map(({ word }) => word);
  });
}

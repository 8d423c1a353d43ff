import type { AccountId, ShopperId, VideoId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { VideoCounts } from '../../contract.ts';

export type CountsAndMine = {
  readonly counts: VideoCounts;
  readonly mine: { readonly liked: boolean; readonly favorited: boolean };
};

/** One shopper's question about some videos. */
export type CardAsk = { readonly shopperId: ShopperId; readonly videoIds: readonly VideoId[] };

const countsAndMine = {
  name: 'counts-and-mine',
  text: `
    SELECT a.ask, n.video_id AS id, n.likes, n.comments, n.favorites, n.shares,
      EXISTS (SELECT FROM video_reactions r
        WHERE r.shopper_id = a.shopper_id AND r.video_id = a.video_id AND r.kind = 'like') AS liked,
      EXISTS (SELECT FROM video_reactions r
        WHERE r.shopper_id = a.shopper_id AND r.video_id = a.video_id AND r.kind = 'favorite') AS favorited
    FROM unnest($1::int[], $2::uuid[], $3::uuid[]) AS a(ask, shopper_id, video_id)
      JOIN video_counts n ON n.video_id = a.video_id`,
};

type Asked = VideoCounts & {
  readonly ask: number;
  readonly id: VideoId;
  readonly liked: boolean;
  readonly favorited: boolean;
};

/** Counts of videos and what each asker did with them; one statement for all who ask at the same time. */
export async function readCountsAndMine(
  records: Records,
  asks: readonly CardAsk[],
): Promise<Map<VideoId, CountsAndMine>[]> {
  const rows = await records.planned<Asked>(countsAndMine, [
    asks.flatMap(({ videoIds }, ask) => videoIds.map(() => ask)),
    asks.flatMap(({ videoIds, shopperId }) => videoIds.map(() => shopperId)),
    asks.flatMap(({ videoIds }) => videoIds),
  ]);
  const answers = asks.map(() => new Map<VideoId, CountsAndMine>());
  for (const { ask, id, liked, favorited, ...counts } of rows)
    answers[ask]?.set(id, { counts, mine: { liked, favorited } });
  return answers;
}

export type FollowsAndDislikes = {
  /** The latest first. */
  readonly follows: ReadonlySet<AccountId>;
  readonly dislikes: ReadonlySet<VideoId>;
};

/** Of each kind, so many of a shopper at most: the latest. */
const rowsMax = 5_000;

const followsAndDislikes = {
  name: 'follows-and-dislikes',
  text: `
    SELECT a.ask::int, f.is_follow, f.id FROM unnest($1::uuid[]) WITH ORDINALITY AS a(shopper_id, ask)
      CROSS JOIN LATERAL (
        (SELECT true AS is_follow, account_id AS id FROM account_follows
          WHERE shopper_id = a.shopper_id ORDER BY at DESC LIMIT ${rowsMax})
        UNION ALL
        (SELECT false, video_id FROM video_reactions
          WHERE shopper_id = a.shopper_id AND kind = 'dislike' ORDER BY at DESC LIMIT ${rowsMax})) f`,
};

/** What shoppers follow and dislike; one statement for all who ask at the same time. */
export async function readFollowsAndDislikes(
  records: Records,
  shopperIds: readonly ShopperId[],
): Promise<FollowsAndDislikes[]> {
  const rows = await records.planned<{
    readonly ask: number;
    readonly is_follow: boolean;
    readonly id: AccountId | VideoId;
  }>(followsAndDislikes, [shopperIds]);
  const answers = shopperIds.map(() => ({ follows: new Set<AccountId>(), dislikes: new Set<VideoId>() }));
  for (const { ask, is_follow, id } of rows) {
    const answer = answers[ask - 1];
    if (is_follow) answer?.follows.add(id as AccountId);
    else answer?.dislikes.add(id as VideoId);
  }
  return answers;
}

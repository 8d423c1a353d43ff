import { showId } from '#kernel/ids';
import { recordPages, shownPages, type TakeoutPart, type TakeoutSources } from '#platform/takeout';

type CommentRow = {
  readonly id: string;
  readonly video_id: string;
  readonly text: string;
  readonly state: string;
  readonly created_at: Date;
};
type ReactionRow = { readonly video_id: string; readonly kind: string; readonly at: Date };
type FollowRow = { readonly account_id: string; readonly at: Date };
type ShareRow = { readonly video_id: string; readonly at: Date };

/** What a shopper did with videos and accounts: what they wrote, liked, kept, disliked, followed and passed on. */
export const contentTakeout = ({ records }: TakeoutSources): readonly TakeoutPart[] => [
  {
    name: 'comments',
    carries: ['video_comments'],
    pages: ({ shopperIds }) =>
      shownPages(
        recordPages<CommentRow>(
          records,
          {
            table: 'video_comments',
            columns: ['video_id', 'text', 'state', 'created_at'],
            key: { id: 'uuid' },
          },
          shopperIds,
        ),
        // Members may have hidden one; it is still the shopper's own.
        ({ id, video_id, text, state, created_at }) => ({
          id: showId('comment', id),
          videoId: showId('video', video_id),
          text,
          state,
          at: created_at,
        }),
      ),
  },
  {
    name: 'reactions',
    carries: ['video_reactions'],
    pages: ({ shopperIds }) =>
      shownPages(
        recordPages<ReactionRow>(
          records,
          {
            table: 'video_reactions',
            columns: ['at'],
            key: { shopper_id: 'uuid', video_id: 'uuid', kind: 'text' },
          },
          shopperIds,
        ),
        ({ kind, video_id, at }) => ({ kind, videoId: showId('video', video_id), at }),
      ),
  },
  {
    name: 'follows',
    carries: ['account_follows'],
    pages: ({ shopperIds }) =>
      shownPages(
        recordPages<FollowRow>(
          records,
          { table: 'account_follows', columns: ['at'], key: { shopper_id: 'uuid', account_id: 'uuid' } },
          shopperIds,
        ),
        ({ account_id, at }) => ({ accountId: showId('account', account_id), at }),
      ),
  },
  {
    name: 'shares',
    carries: ['video_shares'],
    pages: ({ shopperIds }) =>
      shownPages(
        recordPages<ShareRow>(
          records,
          {
            table: 'video_shares',
            columns: ['at'],
            key: { shopper_id: 'uuid', video_id: 'uuid', day: 'date' },
          },
          shopperIds,
        ),
        ({ video_id, at }) => ({ videoId: showId('video', video_id), at }),
      ),
  },
];

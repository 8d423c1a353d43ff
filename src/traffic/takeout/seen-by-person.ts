import { showId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { recordPages, shownPages, type TakeoutPart } from '#platform/takeout';

type SeenRow = {
  readonly video_id: string;
  readonly seen_at: Date;
  readonly watch_ratio: number;
  readonly liked: boolean;
  readonly clicked_product: boolean;
  readonly disliked: boolean;
};
type ShowingRow = { readonly placement_id: string; readonly request_id: string; readonly at: Date };

/**
 * Which videos a shopper saw and what came of it: all that the feed knows of their taste, which it works out of this
 * anew each time and keeps nowhere.
 */
export const seenByPerson = (records: Records): TakeoutPart => ({
  name: 'watched',
  carries: ['feed_seen'],
  pages: ({ shopperIds }) =>
    shownPages(
      recordPages<SeenRow>(
        records,
        {
          table: 'feed_seen',
          columns: ['seen_at', 'watch_ratio', 'liked', 'clicked_product', 'disliked'],
          key: { shopper_id: 'uuid', video_id: 'uuid' },
        },
        shopperIds,
      ),
      (row) => ({
        videoId: showId('video', row.video_id),
        at: row.seen_at,
        watchRatio: row.watch_ratio,
        liked: row.liked,
        clickedProduct: row.clicked_product,
        disliked: row.disliked,
      }),
    ),
});

/** The placements that a shopper was shown lately. */
export const placementsOfPerson = (records: Records): TakeoutPart => ({
  name: 'placements',
  carries: ['slot_showings'],
  pages: ({ shopperIds }) =>
    shownPages(
      recordPages<ShowingRow>(
        records,
        {
          table: 'slot_showings',
          columns: ['at'],
          key: { shopper_id: 'uuid', placement_id: 'uuid', request_id: 'uuid' },
        },
        shopperIds,
      ),
      (row) => ({
        placementId: showId('placement', row.placement_id),
        requestId: showId('request', row.request_id),
        at: row.at,
      }),
    ),
});

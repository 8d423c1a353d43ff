import type { ShopperId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { Watched } from './watched.ts';

const watchedByShopper = {
  name: 'read-watched',
  text: `
    SELECT a.ask::int, s.video_id AS "videoId", (extract(epoch FROM s.seen_at) * 1000)::float8 AS "seenAtMs",
      s.watch_ratio AS "watchRatio", s.liked, s.clicked_product AS "clickedProduct", s.disliked
    FROM unnest($1::uuid[]) WITH ORDINALITY AS a (shopper_id, ask) CROSS JOIN LATERAL (
      SELECT * FROM feed_seen WHERE shopper_id = a.shopper_id ORDER BY seen_at DESC LIMIT $2) s`,
};

/** The most recent showings of each shopper, newest first. */
export async function readWatched(
  records: Records,
  shopperIds: readonly ShopperId[],
  rowsMax: number,
): Promise<Watched[][]> {
  const rows = await records.planned<Watched & { readonly ask: number }>(watchedByShopper, [
    shopperIds,
    rowsMax,
  ]);
  const watched = shopperIds.map((): Watched[] => []);
  for (const { ask, ...one } of rows) watched[ask - 1]?.push(one);
  return watched;
}

/** One that is told again only grows, as `joined` says. */
const whereKnown = `
  ON CONFLICT (shopper_id, video_id) DO UPDATE SET
    seen_at = greatest(feed_seen.seen_at, excluded.seen_at),
    watch_ratio = greatest(feed_seen.watch_ratio, excluded.watch_ratio),
    liked = feed_seen.liked OR excluded.liked,
    clicked_product = feed_seen.clicked_product OR excluded.clicked_product,
    disliked = feed_seen.disliked OR excluded.disliked`;

/**
 * Sorted, so that two requests about the same showings wait for each other in one direction only; and gathered by
 * showing, because one statement cannot change a row twice.
 */
const keepShowings = {
  name: 'keep-watched',
  text: `
    INSERT INTO feed_seen (shopper_id, video_id, seen_at, watch_ratio, liked, clicked_product, disliked)
    SELECT shopper_id, video_id, max(seen_at), max(watch_ratio), bool_or(liked), bool_or(clicked_product), bool_or(disliked)
    FROM jsonb_to_recordset($1::jsonb) AS r(shopper_id uuid, video_id uuid, seen_at timestamptz, watch_ratio real,
      liked boolean, clicked_product boolean, disliked boolean)
    GROUP BY shopper_id, video_id ORDER BY shopper_id, video_id
    ${whereKnown}`,
};

/** Showings of one shopper that are to be kept. */
export type Keeping = { readonly shopperId: ShopperId; readonly watched: readonly Watched[] };

/** Keeps showings of several shoppers, each video once. Videos must exist. */
export async function keepWatched(records: Records, keepings: readonly Keeping[]): Promise<void> {
  const rows = keepings.flatMap(({ shopperId, watched }) =>
    watched.map((one) => ({
      shopper_id: shopperId,
      video_id: one.videoId,
      seen_at: new Date(one.seenAtMs).toISOString(),
      watch_ratio: Math.min(100, one.watchRatio),
      liked: one.liked,
      clicked_product: one.clickedProduct,
      disliked: one.disliked,
    })),
  );
  if (rows.length === 0) return;
  await records.planned(keepShowings, [JSON.stringify(rows)]);
}

/** What a guest saw was seen by the shopper they turned out to be. Done twice it changes nothing. */
export async function handOverSeen(records: Records, from: ShopperId, into: ShopperId): Promise<void> {
  await records.marketPool.query(
    `WITH gone AS (DELETE FROM feed_seen WHERE shopper_id = $1 RETURNING *)
    INSERT INTO feed_seen (shopper_id, video_id, seen_at, watch_ratio, liked, clicked_product, disliked)
    SELECT $2, video_id, seen_at, watch_ratio, liked, clicked_product, disliked FROM gone ORDER BY video_id
    ${whereKnown}`,
    [from, into],
  );
}

export async function forgetSeen(records: Records, shopperId: ShopperId): Promise<void> {
  await records.market((trx) => trx.deleteFrom('feed_seen').where('shopper_id', '=', shopperId).execute());
}

import type { ShopperId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { Watched } from './watched.ts';

/** A shopper's most recent showings, newest first. */
export async function readWatched(
  records: Records,
  shopperId: ShopperId,
  rowsMax: number,
): Promise<Watched[]> {
  const { rows } = await records.marketPool.query<Watched>({
    name: 'read-watched',
    text: `
      SELECT video_id AS "videoId", (extract(epoch FROM seen_at) * 1000)::float8 AS "seenAtMs", watch_ratio AS "watchRatio",
        liked, clicked_product AS "clickedProduct", disliked
      FROM feed_seen WHERE shopper_id = $1 ORDER BY seen_at DESC LIMIT $2`,
    values: [shopperId, rowsMax],
  });
  return rows;
}

/** One that is told again only grows, as `joined` says. */
const whereKnown = `
  ON CONFLICT (shopper_id, video_id) DO UPDATE SET
    seen_at = greatest(feed_seen.seen_at, excluded.seen_at),
    watch_ratio = greatest(feed_seen.watch_ratio, excluded.watch_ratio),
    liked = feed_seen.liked OR excluded.liked,
    clicked_product = feed_seen.clicked_product OR excluded.clicked_product,
    disliked = feed_seen.disliked OR excluded.disliked`;

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
  // Sorted, so that two requests about the same showings wait for each other in one direction only; and gathered by
  // showing, because one statement cannot change a row twice.
  await records.marketPool.query({
    name: 'keep-watched',
    text: `
      INSERT INTO feed_seen (shopper_id, video_id, seen_at, watch_ratio, liked, clicked_product, disliked)
      SELECT shopper_id, video_id, max(seen_at), max(watch_ratio), bool_or(liked), bool_or(clicked_product), bool_or(disliked)
      FROM jsonb_to_recordset($1::jsonb) AS r(shopper_id uuid, video_id uuid, seen_at timestamptz, watch_ratio real,
        liked boolean, clicked_product boolean, disliked boolean)
      GROUP BY shopper_id, video_id ORDER BY shopper_id, video_id
      ${whereKnown}`,
    values: [JSON.stringify(rows)],
  });
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

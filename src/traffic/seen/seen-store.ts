import { sql } from 'kysely';
import type { ShopperId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { Watched } from './watched.ts';

/** A shopper's most recent showings, newest first. */
export function readWatched(records: Records, shopperId: ShopperId, rowsMax: number): Promise<Watched[]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('feed_seen')
      .selectAll()
      .where('shopper_id', '=', shopperId)
      .orderBy('seen_at', 'desc')
      .limit(rowsMax)
      .execute();
    return rows.map((row) => ({
      videoId: row.video_id,
      seenAtMs: row.seen_at.getTime(),
      watchRatio: row.watch_ratio,
      liked: row.liked,
      clickedProduct: row.clicked_product,
      disliked: row.disliked,
    }));
  });
}

/** Keeps showings; one that is told again only grows. Videos must exist. */
export async function keepWatched(
  records: Records,
  shopperId: ShopperId,
  watched: readonly Watched[],
): Promise<void> {
  if (watched.length === 0) return;
  // Sorted, so that two requests of the same shopper wait for each other in one direction only.
  const sorted = [...watched].sort((one, other) => (one.videoId < other.videoId ? -1 : 1));
  await records.market((trx) =>
    trx
      .insertInto('feed_seen')
      .values(
        sorted.map((one) => ({
          shopper_id: shopperId,
          video_id: one.videoId,
          seen_at: new Date(one.seenAtMs),
          watch_ratio: Math.min(100, one.watchRatio),
          liked: one.liked,
          clicked_product: one.clickedProduct,
          disliked: one.disliked,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['shopper_id', 'video_id']).doUpdateSet({
          seen_at: sql`greatest(feed_seen.seen_at, excluded.seen_at)`,
          watch_ratio: sql`greatest(feed_seen.watch_ratio, excluded.watch_ratio)`,
          liked: sql`feed_seen.liked OR excluded.liked`,
          clicked_product: sql`feed_seen.clicked_product OR excluded.clicked_product`,
          disliked: sql`feed_seen.disliked OR excluded.disliked`,
        }),
      )
      .execute(),
  );
}

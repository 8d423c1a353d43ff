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

/** One that is told again only grows, as `joined` says. */
const grown = {
  seen_at: sql<Date>`greatest(feed_seen.seen_at, excluded.seen_at)`,
  watch_ratio: sql<number>`greatest(feed_seen.watch_ratio, excluded.watch_ratio)`,
  liked: sql<boolean>`feed_seen.liked OR excluded.liked`,
  clicked_product: sql<boolean>`feed_seen.clicked_product OR excluded.clicked_product`,
  disliked: sql<boolean>`feed_seen.disliked OR excluded.disliked`,
};

/** Keeps showings. Videos must exist. */
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
      .onConflict((conflict) => conflict.columns(['shopper_id', 'video_id']).doUpdateSet(grown))
      .execute(),
  );
}

/** What a guest saw was seen by the shopper they turned out to be. Done twice it changes nothing. */
export async function handOverSeen(records: Records, from: ShopperId, into: ShopperId): Promise<void> {
  await records.market((trx) =>
    trx
      .with('gone', (db) => db.deleteFrom('feed_seen').where('shopper_id', '=', from).returningAll())
      .insertInto('feed_seen')
      .columns(['shopper_id', 'video_id', 'seen_at', 'watch_ratio', 'liked', 'clicked_product', 'disliked'])
      .expression((db) =>
        db
          .selectFrom('gone')
          .select([
            sql<string>`${into}::uuid`.as('shopper_id'),
            'video_id',
            'seen_at',
            'watch_ratio',
            'liked',
            'clicked_product',
            'disliked',
          ])
          .orderBy('video_id'),
      )
      .onConflict((conflict) => conflict.columns(['shopper_id', 'video_id']).doUpdateSet(grown))
      .execute(),
  );
}

export async function forgetSeen(records: Records, shopperId: ShopperId): Promise<void> {
  await records.market((trx) => trx.deleteFrom('feed_seen').where('shopper_id', '=', shopperId).execute());
}

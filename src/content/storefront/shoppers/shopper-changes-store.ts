import { sql } from 'kysely';
import type { ShopperId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';

/** What an erased shopper wrote is gone; what they liked stays a number, for nothing in it says who it was. */
export function forgetComments(records: Records, shopperId: ShopperId): Promise<void> {
  return records.market(async (trx) => {
    await sql`
      WITH gone AS (DELETE FROM video_comments WHERE shopper_id = ${shopperId} RETURNING video_id, state)
      UPDATE video_counts n SET comments = n.comments - g.shown
      FROM (SELECT video_id, count(*) AS shown FROM gone WHERE state = 'shown' GROUP BY video_id) g
      WHERE n.video_id = g.video_id`.execute(trx);
    await trx.deleteFrom('account_follows').where('shopper_id', '=', shopperId).execute();
  });
}

/** What a guest did becomes the shopper's. What both did was done once, so the counts give the second one back. */
export function handOver(records: Records, from: ShopperId, into: ShopperId): Promise<void> {
  return records.market(async (trx) => {
    await moveReactions(trx, from, into);
    await sql`UPDATE video_comments SET shopper_id = ${into} WHERE shopper_id = ${from}`.execute(trx);
    await sql`
      WITH gone AS (DELETE FROM account_follows WHERE shopper_id = ${from} RETURNING account_id, at)
      INSERT INTO account_follows (shopper_id, account_id, at) SELECT ${into}, account_id, at FROM gone
      ON CONFLICT DO NOTHING`.execute(trx);
    await sql`
      WITH gone AS (DELETE FROM video_shares WHERE shopper_id = ${from} RETURNING video_id, day, at),
      moved AS (INSERT INTO video_shares (shopper_id, video_id, day, at) SELECT ${into}, video_id, day, at FROM gone
        ON CONFLICT DO NOTHING RETURNING video_id, day)
      UPDATE video_counts n SET shares = n.shares - d.twice
      FROM (SELECT video_id, count(*) AS twice FROM gone g
        WHERE NOT EXISTS (SELECT FROM moved m WHERE m.video_id = g.video_id AND m.day = g.day) GROUP BY video_id) d
      WHERE n.video_id = d.video_id`.execute(trx);
  });
}

async function moveReactions(trx: Trx, from: ShopperId, into: ShopperId): Promise<void> {
  await sql`
    WITH gone AS (DELETE FROM video_reactions WHERE shopper_id = ${from} RETURNING video_id, kind, at),
    moved AS (INSERT INTO video_reactions (shopper_id, video_id, kind, at) SELECT ${into}, video_id, kind, at FROM gone
      ON CONFLICT DO NOTHING RETURNING video_id, kind)
    UPDATE video_counts n SET likes = n.likes - d.likes, favorites = n.favorites - d.favorites
    FROM (SELECT video_id, count(*) FILTER (WHERE kind = 'like') AS likes,
        count(*) FILTER (WHERE kind = 'favorite') AS favorites
      FROM gone g WHERE NOT EXISTS (SELECT FROM moved m WHERE m.video_id = g.video_id AND m.kind = g.kind)
      GROUP BY video_id) d
    WHERE n.video_id = d.video_id`.execute(trx);
}

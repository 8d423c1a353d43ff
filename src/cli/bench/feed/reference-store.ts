import pg from 'pg';
import type { MarketShopper } from './market-store.ts';

const runMs = 6_000;

/**
 * The feed as one statement, which is what a shop usually does: all published videos that this shopper has not seen,
 * valued by counts, age and the categories they watched; the best six. Over as many connections straight to
 * PostgreSQL, with no HTTP, no card, no chance and no ad. Answers a second.
 */
export async function referenceFeed(
  recordsUrl: string,
  shoppers: readonly MarketShopper[],
  connections: number,
): Promise<number> {
  const pool = new pg.Pool({ connectionString: recordsUrl, max: connections });
  let [next, answers] = [0, 0];
  const began = performance.now();
  const ask = async () => {
    while (performance.now() - began < runMs) {
      const shopper = shoppers[next++ % shoppers.length];
      const { rowCount } = await pool.query({ name: 'feed', text: statement, values: [shopper?.id] });
      if (rowCount !== 6) throw new Error(`The reference found ${rowCount} videos.`);
      answers++;
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, ask));
    return (answers / (performance.now() - began)) * 1_000;
  } finally {
    await pool.end();
  }
}

const statement = `
  WITH taste AS (
    SELECT p.category, avg(s.watch_ratio) AS liking
    FROM feed_seen s JOIN video_products x ON x.video_id = s.video_id JOIN products p ON p.id = x.product_id
    WHERE s.shopper_id = $1 GROUP BY p.category)
  SELECT v.id FROM videos v
    JOIN video_counts n ON n.video_id = v.id
    JOIN video_products x ON x.video_id = v.id
    JOIN products p ON p.id = x.product_id
    LEFT JOIN taste t ON t.category = p.category
  WHERE v.state = 'published'
    AND NOT EXISTS (SELECT FROM feed_seen s WHERE s.shopper_id = $1 AND s.video_id = v.id)
    AND NOT EXISTS (SELECT FROM video_reactions r
      WHERE r.shopper_id = $1 AND r.video_id = v.id AND r.kind = 'dislike')
  ORDER BY (1 + n.likes * 0.5 + n.comments * 5) * exp(coalesce(t.liking, 0))
    * exp(extract(epoch FROM v.published_at - now()) / 604800) DESC
  LIMIT 6`;

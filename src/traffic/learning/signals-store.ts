import type { Columnar } from '#platform/columnar';
import { halfLifeMs, type SignalKind, signalKinds } from './signals.ts';

/** What was done with one video, each kind as it counts at the end of the span. */
export type CountedSignals = { readonly video: string } & Readonly<Record<SignalKind, number>>;

/** How an event counts; a play counts from three seconds on, an end from nine tenths of the length on, what was watched always. */
const kindOf = `multiIf(
  event = 'Content Impression', 'impression',
  event = 'Content Liked', 'like',
  event = 'Content Favorited', 'favorite',
  event = 'Content Commented', 'comment',
  event = 'Content Shared', 'share',
  event = 'Content Disliked', 'dislike',
  event = 'Account Followed', 'follow',
  event = 'Product Clicked', 'product_click',
  duration_ms > 0 AND watch_ms >= 0.9 * duration_ms, 'finish',
  watch_ms >= 3000, 'play', 'swiped away')`;
const sumOf = (kind: SignalKind) =>
  kind === 'watch' ? 'sum(weight * watched) AS watch' : `sumIf(weight, kind = '${kind}') AS ${kind}`;
const counted = `event IN ('Content Impression', 'Content Liked', 'Content Favorited', 'Content Commented', 'Content Shared',
  'Content Disliked', 'Account Followed', 'Product Clicked', 'Content Played')
  AND content_id != ''`;

/**
 * Signals that arrived in a span of time, by video, over the whole market: what the feed learns from. They fade here
 * as `addSignal` lets them, so that a month comes as one row a video; what claims to be of the future counts as now.
 */
export async function countSignals(
  columnar: Columnar,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<CountedSignals[]> {
  const { rows } = await columnar.query<CountedSignals>(
    { kind: 'market' },
    {
      sql: `SELECT video, ${signalKinds.map(sumOf).join(', ')}
        FROM (
          SELECT content_id AS video, ${kindOf} AS kind,
            if(event = 'Content Played' AND duration_ms > 0, least(1, watch_ms / duration_ms), 0) AS watched,
            exp2(-greatest(0, {to:Int64} - toUnixTimestamp64Milli(at)) / {halfLife:Int64}) AS weight
          FROM $events
          WHERE received_at > fromUnixTimestamp64Milli({from:Int64}) AND received_at <= fromUnixTimestamp64Milli({to:Int64})
            AND day >= toDate(fromUnixTimestamp64Milli({from:Int64})) - 30 AND ${counted})
        GROUP BY video`,
      params: { from: span.fromMs, to: span.toMs, halfLife: halfLifeMs },
    },
  );
  return rows;
}

export type Watching = { readonly person: number; readonly video: string };

/** Who watched what for long enough to mean it, oldest first; the most recent when there are more. */
export async function whoWatchedWhat(
  columnar: Columnar,
  sinceMs: number,
  rowsMax: number,
): Promise<Watching[]> {
  const { rows } = await columnar.query<Watching>(
    { kind: 'market' },
    {
      sql: `SELECT person, video FROM (
          SELECT person, content_id AS video, max(at) AS last_at FROM $events
          WHERE day >= toDate(fromUnixTimestamp64Milli({since:Int64})) AND at >= fromUnixTimestamp64Milli({since:Int64})
            AND person != 0 AND content_id != ''
            AND (event IN ('Content Liked', 'Content Favorited', 'Product Clicked')
              OR (event = 'Content Played' AND (watch_ms >= 8000 OR (duration_ms > 0 AND watch_ms >= 0.6 * duration_ms))))
          GROUP BY person, video ORDER BY last_at DESC LIMIT {rows:UInt32}
        ) ORDER BY last_at`,
      params: { since: sinceMs, rows: rowsMax },
    },
  );
  return rows;
}

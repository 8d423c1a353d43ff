import { createClient } from '@clickhouse/client';
import { addDays, dateOf } from '#kernel/time';
import { columnarDatabase } from '../scratch-instance.ts';
import { evening, liked, type Numbers, zone } from './question.ts';

/**
 * The same question as somebody who knows the tables would write it: one statement that goes over the events once,
 * adds up what it needs of each person, and joins the orders. Answers how many there are.
 */
export async function countByHand(columnarUrl: string, organizationId: string, numbers: Numbers) {
  const client = createClient({
    url: columnarUrl,
    request_timeout: 600_000,
    clickhouse_settings: { send_progress_in_http_headers: 1, http_headers_progress_interval_ms: '10000' },
  });
  try {
    const answer = await client.query({
      query: statement(organizationId, numbers),
      format: 'JSONEachRow',
      clickhouse_settings: {
        do_not_merge_across_partitions_select_final: 1,
        // Ten million people with all their sums are more than a statement may hold: they are put on disk by parts.
        max_bytes_before_external_group_by: '400000000',
        join_algorithm: 'grace_hash',
      },
    });
    const [row] = await answer.json<{ people: string }>();
    return Number(row?.people);
  } finally {
    await client.close();
  }
}

function statement(
  organizationId: string,
  { views, funnelHours, share, amountFen, seenDays }: Numbers,
): string {
  const today = dateOf(Date.now(), zone);
  const since = (days: number) => `toDateTime64('${addDays(today, 1 - days)} 00:00:00', 3, '${zone}')`;
  const list = (values: readonly string[]) => `(${values.map((value) => `'${value}'`).join(', ')})`;
  const canonical = (column: string) =>
    `toUInt32(${column} + dictGet('${columnarDatabase}.person_canonical', 'step', toUInt64(${column})))`;
  const from = (table: string) =>
    `${columnarDatabase}.${table} FINAL WHERE organization_id = '${organizationId}'`;
  const visit = `event NOT IN ('Content Impression', 'Product Impression', 'Ad Impression', 'Order Completed',
    'Order Refunded', 'User Identified', 'User Aliased', 'Group Joined')`;
  const turned = `event IN ('Product Viewed', 'Product Clicked', 'Product Added') AND category != '' AND at >= ${since(90)}`;
  return `SELECT count() AS people FROM (
    SELECT ${canonical('person')} AS who,
      countIf(event = 'Product Viewed' AND at >= ${since(14)}) AS viewed,
      countIf(event = 'Product Added' AND category IN ${list(liked)} AND at >= ${since(30)}) AS added,
      windowFunnel(${funnelHours * 3_600_000})(toUInt64(toUnixTimestamp64Milli(at)),
        event = 'Product Viewed' AND at >= ${since(60)}, event = 'Product Added' AND at >= ${since(60)}) AS steps,
      countIf(${turned}) AS turned, countIf(${turned} AND category IN ${list(liked)}) AS mine,
      countIf(event = 'Content Played' AND at >= ${since(60)}) AS watched,
      countIf(event = 'Content Disliked') AS disliked,
      maxIf(at, ${visit}) AS seen
    FROM ${from('events')} AND person != 0 GROUP BY who) AS did
  LEFT JOIN (
    SELECT ${canonical('buyer')} AS who, uniqExactIf(order_id, paid_at >= ${since(30)}) AS orders,
      sumIf(user_paid, currency = 'CNY' AND paid_at >= ${since(180)}) AS amount
    FROM ${from('order_lines')} AND buyer != 0 GROUP BY who) AS bought ON bought.who = did.who
  WHERE (viewed >= ${views} OR added >= 1 OR steps = 2)
    AND ((mine >= 2 AND mine >= ${share} * turned) OR (watched >= 3 AND did.who IN (
      SELECT who FROM (SELECT ${canonical('person')} AS who, toHour(at, '${zone}') AS hour, count() AS times
        FROM ${from('events')} AND person != 0 AND ${visit} AND at >= ${since(90)} GROUP BY who, hour)
      GROUP BY who HAVING maxIf(times, hour IN (${evening.join(', ')})) = max(times))))
    AND orders = 0 AND disliked = 0 AND (seen >= ${since(seenDays)} OR amount >= ${amountFen})`;
}

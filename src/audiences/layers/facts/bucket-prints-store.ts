import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { reachOf } from '../layer.ts';
import { type BucketPrints, noPrints } from './bucket-prints.ts';

/**
 * The checksums by bucket of all facts up to the end of each of these days, which are in ascending order. An event
 * counts for the bucket of the number it was written with, an order for that of whoever is the buyer now; somebody
 * who is somebody else now counts for both buckets, from the first of their events on.
 */
export async function readBucketPrints(
  columnar: Columnar,
  organizationId: OrganizationId,
  zone: string,
  days: readonly string[],
): Promise<ReadonlyMap<string, BucketPrints>> {
  const ends = days.map((day) => reachOf(day, zone).endMs);
  // A fact belongs to the span between the ends of two days in which it lies, told by where the span begins.
  const begins = [0, ...ends.slice(0, -1)];
  const span = (at: string) => `roundDown(toUnixTimestamp64Milli(${at}), {begins:Array(Int64)})`;
  const within = (at: string) => `${at} < fromUnixTimestamp64Milli({end:Int64}, 'UTC')`;
  const { rows } = await columnar.query<{ begin: number; buckets: string; prints: string }>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT begin, arrayStringConcat(groupArray(toString(bucket)), ' ') AS buckets,
          arrayStringConcat(groupArray(toString(print)), ' ') AS prints
        FROM (SELECT begin, bucket, sum(hash) AS print FROM (
            SELECT ${span('at')} AS begin, toUInt16(_person) AS bucket,
              cityHash64(event_id, event, _person, at, brand_id, shop_id, watch_ms, duration_ms) AS hash
            FROM $events WHERE person != 0 AND ${within('at')}
            UNION ALL
            SELECT ${span('paid_at')}, toUInt16(buyer), cityHash64(line_id, buyer, paid_at, brand_id, shop_id)
            FROM $order_lines WHERE buyer != 0 AND ${within('paid_at')}
            UNION ALL
            SELECT ${span('first_at')}, arrayJoin([toUInt16(_person), toUInt16(person)]), cityHash64(_person, person)
            FROM (SELECT _person, person, min(at) AS first_at FROM $events
              WHERE _person != person AND person != 0 AND ${within('at')} GROUP BY _person, person))
          GROUP BY begin, bucket)
        GROUP BY begin`,
      params: { begins, end: ends.at(-1) ?? 0 },
    },
  );
  const spans = new Map(rows.map((row) => [row.begin, row]));
  const found = new Map<string, BucketPrints>();
  let sum = noPrints();
  for (const [place, day] of days.entries()) {
    sum = sum.slice();
    const { buckets = '', prints = '' } = spans.get(begins[place] ?? 0) ?? {};
    const added = prints.split(' ');
    for (const [at, bucket] of buckets.split(' ').entries()) {
      if (bucket === '') continue;
      // An array of 64 bits wraps by itself.
      sum[Number(bucket)] = (sum[Number(bucket)] ?? 0n) + BigInt(added[at] ?? 0);
    }
    found.set(day, sum);
  }
  return found;
}

/** The buckets in which those stand who were merged out of one of these: their facts count for somebody there. */
export async function mergedBuckets(columnar: Columnar, buckets: readonly number[]): Promise<number[]> {
  const { rows } = await columnar.query<{ bucket: number }>(
    { kind: 'market' },
    {
      sql: `SELECT DISTINCT toUInt16(canonical) AS bucket FROM $person_merges
        WHERE toUInt16(person) IN {buckets:Array(UInt16)}`,
      params: { buckets },
    },
  );
  return rows.map(({ bucket }) => bucket);
}

/** Keeps the checksums that the layers of a day were gathered with; both have the same version. */
export async function keepBucketPrints(
  columnar: Columnar,
  organizationId: OrganizationId,
  { day, version, zone }: { readonly day: string; readonly version: number; readonly zone: string },
  prints: BucketPrints,
): Promise<void> {
  const buckets: number[] = [];
  const filled: string[] = [];
  for (const [bucket, print] of prints.entries()) {
    if (print === 0n) continue;
    buckets.push(bucket);
    filled.push(print.toString());
  }
  const row = { organization_id: organizationId, day, version, zone, buckets, prints: filled };
  await columnar.insert('layer_prints', [row], `layer prints ${organizationId} ${day} ${version}`);
}

export type KeptPrints = { readonly version: number; readonly zone: string; readonly prints: BucketPrints };

/** The checksums that are kept of a day; null where there are none. */
export async function keptBucketPrints(
  columnar: Columnar,
  organizationId: OrganizationId,
  day: string,
): Promise<KeptPrints | null> {
  const { rows } = await columnar.query<{
    version: number;
    zone: string;
    buckets: number[];
    prints: string;
  }>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT version, zone, buckets, arrayStringConcat(arrayMap(print -> toString(print), prints), ' ') AS prints
        FROM $layer_prints WHERE day = {day:Date}`,
      params: { day },
    },
  );
  const [row] = rows;
  if (!row) return null;
  const prints = noPrints();
  const filled = row.prints.split(' ');
  for (const [at, bucket] of row.buckets.entries()) prints[bucket] = BigInt(filled[at] ?? 0);
  return { version: row.version, zone: row.zone, prints };
}

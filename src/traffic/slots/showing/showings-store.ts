import type { ShopperId } from '#kernel/ids';
import type { Records } from '#platform/records';

export type Showing = { readonly placementId: string; readonly requestId: string; readonly atMs: number };

/** How long a showing counts against the most that one person is shown. */
const keptDays = 30;

export async function readShowings(records: Records, shopperId: ShopperId): Promise<Showing[]> {
  const { rows } = await records.marketPool.query<Showing>({
    name: 'read-slot-showings',
    text: `SELECT placement_id AS "placementId", request_id AS "requestId", (extract(epoch FROM at) * 1000)::float8 AS "atMs"
      FROM slot_showings WHERE shopper_id = $1 AND at > now() - interval '${keptDays} days'`,
    values: [shopperId],
  });
  return rows;
}

/** Keeps showings, each once however often it is told; those that count no more are forgotten on the way. */
export async function keepShowings(
  records: Records,
  shopperId: ShopperId,
  showings: readonly Showing[],
): Promise<void> {
  const rows = showings.map(({ placementId, requestId, atMs }) => ({
    placement_id: placementId,
    request_id: requestId,
    at: new Date(atMs).toISOString(),
  }));
  await records.marketPool.query({
    name: 'keep-slot-showings',
    text: `
      WITH old AS (DELETE FROM slot_showings WHERE shopper_id = $1 AND at <= now() - interval '${keptDays} days')
      INSERT INTO slot_showings (shopper_id, placement_id, request_id, at)
      SELECT $1, r.placement_id, r.request_id, r.at
      FROM jsonb_to_recordset($2::jsonb) AS r(placement_id uuid, request_id uuid, at timestamptz)
      WHERE EXISTS (SELECT FROM placements p WHERE p.id = r.placement_id)
      ORDER BY 2, 3 ON CONFLICT DO NOTHING`,
    values: [shopperId, JSON.stringify(rows)],
  });
}

/** What a guest was shown was shown to the shopper they turned out to be. Done twice it changes nothing. */
export async function handOverShowings(records: Records, from: ShopperId, into: ShopperId): Promise<void> {
  await records.marketPool.query(
    `WITH gone AS (DELETE FROM slot_showings WHERE shopper_id = $1 RETURNING *)
    INSERT INTO slot_showings (shopper_id, placement_id, request_id, at)
    SELECT $2, placement_id, request_id, at FROM gone ORDER BY 2, 3 ON CONFLICT DO NOTHING`,
    [from, into],
  );
}

export async function forgetShowings(records: Records, shopperId: ShopperId): Promise<void> {
  await records.market((trx) =>
    trx.deleteFrom('slot_showings').where('shopper_id', '=', shopperId).execute(),
  );
}

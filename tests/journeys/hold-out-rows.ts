import { createClient } from '@clickhouse/client';
import pg from 'pg';
import { type DeliveryId, parseId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import { findRunningInstance } from '#platform/supervise';

export type Side = { readonly people: number; readonly buyers: number };
export type Sides = { readonly delivered: Side; readonly heldOut: Side };

/** Who was dealt to each side and who of them bought since, counted over the rows of the stores, past all of ours. */
export async function sidesByRows(folder: string, shownId: string): Promise<Sides> {
  const instance = findRunningInstance(folder);
  if (!instance) throw new Error('Nothing runs on this folder.');
  const id = parseId('delivery', shownId);
  if (!id) throw new Error(`${shownId} is no id of a delivery.`);
  const { delivered, heldOut, organizationId, since } = await dealt(instance.recordsUrl, id);
  const client = createClient({ url: instance.columnarUrl });
  const rowsOf = async <Row>(query: string, params: Record<string, unknown> = {}) =>
    (
      await client.query({
        query,
        format: 'JSONEachRow',
        query_params: params,
        clickhouse_settings: { max_query_size: '100000000' },
      })
    ).json<Row>();
  try {
    const [place] = await rowsOf<{ database: string }>(
      `SELECT database FROM system.tables WHERE name = 'order_lines'`,
    );
    if (!place) throw new Error('There are no order lines.');
    // Each person stands for who they were merged into, if anybody; who is on both sides tells nothing.
    const [found] = await rowsOf<Record<'people' | 'buyers' | 'held' | 'heldBuyers', string>>(
      `WITH merged AS (SELECT person AS old, argMax(canonical, version) AS now FROM ${place.database}.person_merges GROUP BY old),
         dealt AS (SELECT arrayJoin(${numbers(delivered)}) AS number, 0 AS is_held
           UNION ALL SELECT arrayJoin(${numbers(heldOut)}) AS number, 1 AS is_held),
         side AS (SELECT if(now = 0, number, now) AS who, max(is_held) AS kept, min(is_held) AS kept_ever
           FROM dealt LEFT JOIN merged ON old = number GROUP BY who HAVING kept = kept_ever),
         bought AS (SELECT DISTINCT if(now = 0, buyer, now) AS who
           FROM (SELECT buyer FROM ${place.database}.order_lines FINAL
             WHERE organization_id = {organizationId:UUID} AND paid_at >= fromUnixTimestamp64Milli({since:Int64})) AS paid
           LEFT JOIN merged ON old = buyer)
       SELECT countIf(kept = 0) AS people, countIf(kept = 0 AND who IN bought) AS buyers,
         countIf(kept = 1) AS held, countIf(kept = 1 AND who IN bought) AS heldBuyers FROM side`,
      { organizationId, since },
    );
    if (!found) throw new Error('Nothing was counted.');
    return {
      delivered: { people: Number(found.people), buyers: Number(found.buyers) },
      heldOut: { people: Number(found.held), buyers: Number(found.heldBuyers) },
    };
  } finally {
    await client.close();
  }
}

/** In the text, because parameters travel in the address, which is too short for many people. */
const numbers = (people: readonly number[]) => `CAST(${JSON.stringify(people)}, 'Array(UInt32)')`;

async function dealt(connectionString: string, id: DeliveryId) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{
      organizationId: string;
      since: Date;
      everPeople: Buffer;
      everHeldOut: Buffer;
    }>(
      `SELECT organization_id AS "organizationId", created_at AS since, ever_people AS "everPeople",
        ever_held_out AS "everHeldOut" FROM audience_deliveries WHERE id = $1`,
      [id],
    );
    const [row] = rows;
    if (!row) throw new Error('There is no such delivery.');
    return {
      organizationId: row.organizationId,
      since: row.since.getTime(),
      delivered: [...PeopleSet.fromBytes(row.everPeople)],
      heldOut: [...PeopleSet.fromBytes(row.everHeldOut)],
    };
  } finally {
    await client.end();
  }
}

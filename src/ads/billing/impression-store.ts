import { sql } from 'kysely';
import { publishing } from '#platform/outbox';
import type { Records } from '#platform/records';
import { deliveredTopic } from '../reports/delivered.ts';

export type Impression = {
  readonly planId: string;
  readonly requestId: string;
  readonly organizationId: string;
  readonly shopId: string;
  readonly shopperId: string;
  readonly person: number;
  readonly simulated: boolean;
  readonly pCtr: number;
  readonly atMs: number;
};

/**
 * Written and told of in one statement, which is one round trip and one flush to disk. Sorted, so that two servers never
 * wait for each other in a circle.
 */
const writeAndTell = {
  name: 'write-impressions',
  text: `
    WITH fresh AS (
      INSERT INTO ad_impressions
        (plan_id, request_id, organization_id, shop_id, shopper_id, person, simulated, p_ctr, at)
      SELECT plan_id, request_id, organization_id, shop_id, shopper_id, person, simulated, p_ctr, at
      FROM jsonb_to_recordset($1::jsonb) AS r (plan_id uuid, request_id uuid, organization_id uuid, shop_id uuid,
        shopper_id uuid, person int, simulated boolean, p_ctr float8, at timestamptz)
      ORDER BY plan_id, request_id
      ON CONFLICT DO NOTHING RETURNING plan_id, request_id, organization_id),
    told AS (${publishing(`
      SELECT organization_id, '${deliveredTopic}', jsonb_build_object('charges', '[]'::jsonb, 'impressions',
        jsonb_agg(jsonb_build_object('planId', plan_id, 'requestId', request_id)))
      FROM fresh GROUP BY organization_id`)})
    SELECT plan_id, request_id FROM fresh`,
};

/** Writes a batch; answers for each whether it is new. */
export async function writeImpressions(
  records: Records,
  impressions: readonly Impression[],
): Promise<boolean[]> {
  const rows = impressions.map((one) => ({
    plan_id: one.planId,
    request_id: one.requestId,
    organization_id: one.organizationId,
    shop_id: one.shopId,
    shopper_id: one.shopperId,
    person: one.person,
    simulated: one.simulated,
    p_ctr: one.pCtr,
    at: new Date(one.atMs).toISOString(),
  }));
  const fresh = await records.planned<Key>(writeAndTell, [JSON.stringify(rows)]);
  const keys = new Set(fresh.map(keyOf));
  return impressions.map((one) => keys.delete(keyOf({ plan_id: one.planId, request_id: one.requestId })));
}

type Key = { readonly plan_id: string; readonly request_id: string };
const keyOf = ({ plan_id, request_id }: Key) => `${plan_id} ${request_id}`;

/** When an ad was shown, as any server wrote it; null when it was not. */
export function findImpression(
  records: Records,
  planId: string,
  requestId: string,
): Promise<{ atMs: number; shopperId: string } | null> {
  return records.market(async (trx) => {
    const row = await trx
      .selectFrom('ad_impressions')
      .select(['at', 'shopper_id'])
      .where('plan_id', '=', planId)
      .where('request_id', '=', requestId)
      .executeTakeFirst();
    return row ? { atMs: row.at.getTime(), shopperId: row.shopper_id } : null;
  });
}

export type Showing = { readonly planId: string; readonly requestId: string; readonly atMs: number };

const showingsSince = {
  name: 'showings-since',
  text: `
    SELECT shopper_id, plan_id AS "planId", request_id AS "requestId", (extract(epoch FROM at) * 1000)::float8 AS "atMs"
    FROM ad_impressions WHERE shopper_id = ANY ($1::uuid[]) AND at >= $2::timestamptz ORDER BY at`,
};

/** Showings since an instant of shoppers this server has not met yet, for the frequency cap: a list for each of them. */
export async function showingsOf(
  records: Records,
  shopperIds: readonly string[],
  sinceMs: number,
): Promise<Showing[][]> {
  const rows = await records.planned<Showing & { readonly shopper_id: string }>(showingsSince, [
    shopperIds,
    new Date(sinceMs).toISOString(),
  ]);
  const byShopper = Map.groupBy(rows, (row) => row.shopper_id);
  return shopperIds.map((id) => byShopper.get(id) ?? []);
}

/** Views count for a day and learn for some; older ones are forgotten. */
export async function pruneImpressions(records: Records, days: number): Promise<void> {
  await records.market((trx) =>
    sql`DELETE FROM ad_impressions WHERE at < now() - make_interval(days => ${days})`.execute(trx),
  );
}

import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import { publish } from '#platform/outbox';
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

/** Writes a batch; answers for each whether it is new. Sorted, so that two servers never wait for each other in a circle. */
export function writeImpressions(records: Records, impressions: readonly Impression[]): Promise<boolean[]> {
  return records.market(async (trx) => {
    const rows = impressions
      .map((one) => ({
        plan_id: one.planId,
        request_id: one.requestId,
        organization_id: one.organizationId,
        shop_id: one.shopId,
        shopper_id: one.shopperId,
        person: one.person,
        simulated: one.simulated,
        p_ctr: one.pCtr,
        at: new Date(one.atMs),
      }))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const fresh = await trx
      .insertInto('ad_impressions')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning(['plan_id', 'request_id', 'organization_id'])
      .execute();
    for (const [organizationId, own] of Map.groupBy(fresh, (row) => row.organization_id))
      await publish(trx, organizationId as OrganizationId, deliveredTopic, {
        impressions: own.map((row) => ({ planId: row.plan_id, requestId: row.request_id })),
        charges: [],
      });
    const keys = new Set(fresh.map(keyOf));
    return impressions.map((one) => keys.delete(keyOf({ plan_id: one.planId, request_id: one.requestId })));
  });
}

const keyOf = (row: { plan_id: string; request_id: string }) => `${row.plan_id} ${row.request_id}`;

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

export type Showing = { readonly planId: string; readonly atMs: number };

/** Showings since an instant of shoppers this server has not met yet, for the frequency cap: a list for each of them. */
export function showingsOf(
  records: Records,
  shopperIds: readonly string[],
  sinceMs: number,
): Promise<Showing[][]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('ad_impressions')
      .select(['shopper_id', 'plan_id', 'at'])
      .where('shopper_id', 'in', shopperIds)
      .where('at', '>=', new Date(sinceMs))
      .execute();
    const byShopper = Map.groupBy(rows, (row) => row.shopper_id);
    return shopperIds.map((id) =>
      (byShopper.get(id) ?? []).map((row) => ({ planId: row.plan_id, atMs: row.at.getTime() })),
    );
  });
}

/** Views count for a day and learn for some; older ones are forgotten. */
export async function pruneImpressions(records: Records, days: number): Promise<void> {
  await records.market((trx) =>
    sql`DELETE FROM ad_impressions WHERE at < now() - make_interval(days => ${days})`.execute(trx),
  );
}

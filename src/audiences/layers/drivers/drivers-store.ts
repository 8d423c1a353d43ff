import { nilUuid, type OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { Cut } from '../layer.ts';

export type Touched = {
  readonly kind: 'content' | 'live' | 'product_card' | 'ad';
  readonly id: string;
  /** Whose it was, as events tell: one of our accounts, or nil; a creator by the id that was told, or ''. */
  readonly accountId: string;
  readonly creatorId: string;
  /** How many of those who moved, and of those who stayed, it reached. */
  readonly movers: number;
  readonly others: number;
};

export type MoveAsked = {
  readonly holder: string;
  readonly cut: Cut;
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly before: string;
  /** The time between the two days, [fromMs, toMs). */
  readonly fromMs: number;
  readonly toMs: number;
  /** Of a move to those who bought, only what came before the first order of that time can have led to it. */
  readonly isPurchase: boolean;
};

const set = (
  day: string,
  layer: string,
) => `(SELECT CAST(base64Decode(people), 'AggregateFunction(groupBitmap, UInt32)')
    FROM $layer_snapshots WHERE holder_id = {holder:UUID} AND view = {view:String} AND period_days = {period:UInt16}
      AND day = {${day}:Date} AND layer = {${layer}:String})`;
const within = (at: string) =>
  `${at} >= fromUnixTimestamp64Milli({fromMs:Int64}, 'UTC') AND ${at} < fromUnixTimestamp64Milli({toMs:Int64}, 'UTC')`;
const ofHolder = `({holder:UUID} = toUUID('${nilUuid}') OR {holder:UUID} IN (brand_id, shop_id))`;

const driversSql = (
  isPurchase: boolean,
) => `WITH ${set('before', 'from')} AS stood, ${set('day', 'to')} AS stand,
  bitmapAnd(stood, stand) AS moved, bitmapAndnot(stood, stand) AS stayed
SELECT touched.1 AS kind, touched.2 AS id, uniqExactIf(person, bitmapContains(moved, person)) AS movers,
  uniqExactIf(person, bitmapContains(stayed, person)) AS others,
  toString(anyIf(account_id, account_id != toUUID('${nilUuid}'))) AS accountId, anyIf(creator_id, creator_id != '') AS creatorId
FROM (
  SELECT person, account_id, creator_id, arrayJoin(arrayFilter(thing -> thing.2 != '', [('content', content_id), ('live', room_id),
    ('product_card', if(carrier = 'product_card', if(sku = '', product_id, sku), '')), ('ad', plan_id)])) AS touched
  FROM $events AS e
  ${isPurchase ? `LEFT JOIN (SELECT buyer, min(paid_at) AS paid FROM $order_lines WHERE ${within('paid_at')} AND ${ofHolder} GROUP BY buyer) AS o ON o.buyer = e.person` : ''}
  WHERE person != 0 AND bitmapContains(stood, person) AND ${within('at')} AND ${ofHolder}
    AND event NOT IN ('Order Completed', 'Order Refunded')${isPurchase ? ' AND (o.buyer = 0 OR at < o.paid)' : ''})
GROUP BY touched HAVING movers > 0
ORDER BY movers DESC LIMIT 2000`;

export type DriversFound = {
  readonly movers: number;
  readonly others: number;
  readonly touched: readonly Touched[];
  readonly sql: string;
};

/** What reached those who moved and those who could have, in one statement over the kept sets and the events. */
export async function readDrivers(
  columnar: Columnar,
  organizationId: OrganizationId,
  { holder, cut, from, to, day, before, fromMs, toMs, isPurchase }: MoveAsked,
  signal?: AbortSignal,
): Promise<DriversFound> {
  const scope = { kind: 'organization', organizationId } as const;
  const params = { holder, view: cut.view, period: cut.periodDays, from, to, day, before, fromMs, toMs };
  const asked = { params, ...(signal ? { signal } : {}) };
  const [sizes, touched] = await Promise.all([
    columnar.query<{ movers: number; others: number }>(scope, {
      ...asked,
      sql: `WITH ${set('before', 'from')} AS stood, ${set('day', 'to')} AS stand
        SELECT bitmapAndCardinality(stood, stand) AS movers, bitmapAndnotCardinality(stood, stand) AS others`,
    }),
    columnar.query<Touched>(scope, { ...asked, sql: driversSql(isPurchase) }),
  ]);
  const { movers = 0, others = 0 } = sizes.rows[0] ?? {};
  return { movers, others, touched: touched.rows, sql: touched.sql };
}

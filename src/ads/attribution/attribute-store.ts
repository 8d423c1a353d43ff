import { sql } from 'kysely';
import { marketNamespace, numbersOfPersons } from '#events';
import type { OrganizationId } from '#kernel/ids';
import { publish } from '#platform/outbox';
import type { Records, Trx } from '#platform/records';
import { attributedTopic } from '../reports/delivered.ts';

/** How long after a click and after a view an order still counts for the ad. */
export const clickDays = 7;
export const viewDays = 1;

/**
 * Finds the ads that led to these orders' lines, by person and shop: the last click within 7 days before the
 * payment, else the last view within one. Who clicked as a guest and signed in before buying is one person. Decided
 * once per line; a later change of the order only has its facts read again. Also notes who bought, for audiences.
 * Both are safe to repeat.
 */
export async function attributeOrders(
  records: Records,
  organizationId: OrganizationId,
  orderIds: readonly string[],
): Promise<void> {
  const ids = orderIds as string[];
  const buyers = await records.organization(organizationId, (trx) => paidBuyers(trx, ids));
  const numbers = await numbersOfPersons(records, marketNamespace, buyers);
  await records.organization(organizationId, async (trx) => {
    const persons = personsTable(numbers);
    await sql`WITH who AS (SELECT buyer, array_agg(number) AS numbers FROM ${persons} GROUP BY buyer)
      INSERT INTO ad_conversions (line_id, order_id, organization_id, plan_id, request_id, kind, touched_at)
      SELECT l.id, o.id, o.organization_id, coalesce(c.plan_id, i.plan_id), coalesce(c.request_id, i.request_id),
        CASE WHEN c.plan_id IS NULL THEN 'view' ELSE 'click' END, coalesce(c.at, i.at)
      FROM orders o JOIN who ON who.buyer = o.buyer JOIN order_lines l ON l.order_id = o.id
      LEFT JOIN LATERAL (SELECT plan_id, request_id, at FROM ad_charges c
        WHERE c.person = ANY (who.numbers) AND c.shop_id = o.shop_id AND c.at <= o.paid_at
          AND c.at > o.paid_at - make_interval(days => ${clickDays}) ORDER BY c.at DESC, c.id DESC LIMIT 1) c ON true
      LEFT JOIN LATERAL (SELECT plan_id, request_id, at FROM ad_impressions i
        WHERE i.person = ANY (who.numbers) AND i.shop_id = o.shop_id AND i.at <= o.paid_at
          AND i.at > o.paid_at - make_interval(days => ${viewDays}) ORDER BY i.at DESC, i.plan_id DESC LIMIT 1) i ON true
      WHERE o.id = ANY (${ids}::uuid[]) AND o.paid_at IS NOT NULL
        AND (c.plan_id IS NOT NULL OR i.plan_id IS NOT NULL)
      ORDER BY l.id ON CONFLICT DO NOTHING`.execute(trx);
    await sql`INSERT INTO ad_shop_buyers (shop_id, person, organization_id)
      SELECT DISTINCT o.shop_id, p.number, o.organization_id FROM orders o JOIN ${persons} ON p.buyer = o.buyer
      WHERE o.id = ANY (${ids}::uuid[]) AND o.paid_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM ad_shop_buyers b WHERE b.shop_id = o.shop_id AND b.person = p.number)
      ON CONFLICT DO NOTHING`.execute(trx);
    const known = await trx
      .selectFrom('ad_conversions')
      .select('line_id')
      .where('order_id', 'in', ids)
      .execute();
    if (known.length > 0)
      await publish(trx, organizationId, attributedTopic, { lineIds: known.map((row) => row.line_id) });
  });
}

async function paidBuyers(trx: Trx, orderIds: string[]): Promise<number[]> {
  const { rows } = await sql<{ buyer: number }>`SELECT DISTINCT buyer FROM orders
    WHERE id = ANY (${orderIds}::uuid[]) AND paid_at IS NOT NULL AND buyer IS NOT NULL`.execute(trx);
  return rows.map(({ buyer }) => buyer);
}

/** A row for each number that a buyer has or had. */
function personsTable(numbers: ReadonlyMap<number, readonly number[]>) {
  const pairs = [...numbers].flatMap(([buyer, own]) => own.map((number) => ({ buyer, number })));
  return sql`unnest(${pairs.map(({ buyer }) => buyer)}::int[], ${pairs.map(({ number }) => number)}::int[]) AS p (buyer, number)`;
}

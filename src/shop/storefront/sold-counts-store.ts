import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';

/**
 * Counts the units of these orders towards their products, those that are paid and were not counted before; what is
 * refunded later stays counted. A message that comes twice finds its orders counted.
 */
export async function countSold(
  records: Records,
  organizationId: OrganizationId,
  orderIds: readonly string[],
): Promise<void> {
  await records.organization(organizationId, async (trx) => {
    await sql`
      WITH fresh AS (
        INSERT INTO counted_orders (order_id, organization_id)
        SELECT id, organization_id FROM orders
        WHERE id = ANY (${orderIds as string[]}::uuid[]) AND origin = 'checkout' AND paid_at IS NOT NULL
        ON CONFLICT DO NOTHING RETURNING order_id)
      INSERT INTO product_sales AS s (product_id, organization_id, sold)
      SELECT l.product_id, ${organizationId}, sum(l.quantity) 
      FROM order_lines l JOIN fresh ON fresh.order_id = l.order_id JOIN products p ON p.id = l.product_id
      GROUP BY l.product_id ORDER BY l.product_id
      ON CONFLICT (product_id) DO UPDATE SET sold = s.sold + excluded.sold`.execute(trx);
  });
}

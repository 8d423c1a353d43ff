import { sql } from 'kysely';
import type { Trx } from '#platform/records';

/** One `orders.changed` message for each of these orders, under the organisation it belongs to. */
export async function tellOrders(
  trx: Trx,
  orderIds: readonly string[],
  refundIds: readonly string[] = [],
): Promise<void> {
  await sql`
    INSERT INTO outbox (organization_id, topic, payload)
    SELECT organization_id, 'orders.changed', jsonb_build_object('orderIds', jsonb_build_array(id), 'refundIds',
      to_jsonb(ARRAY(SELECT r.id FROM refunds r WHERE r.order_id = o.id AND r.id = ANY (${refundIds}::uuid[]))))
    FROM orders o WHERE id = ANY (${orderIds}::uuid[]) ORDER BY id`.execute(trx);
}

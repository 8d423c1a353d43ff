import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import type { OrderCounts } from '../checkout/checkout-contract.ts';

/** What waits, read from the small index of open orders; finished ones are many and nobody's work. */
export async function countOpenOrders(trx: Trx): Promise<OrderCounts> {
  const { rows } = await sql<OrderCounts>`
    SELECT count(*) FILTER (WHERE state = 'awaiting_payment')::int AS awaiting_payment,
      count(*) FILTER (WHERE state IN ('paid', 'preparing'))::int AS paid,
      count(*) FILTER (WHERE state = 'part_shipped')::int AS part_shipped,
      count(*) FILTER (WHERE state = 'shipped')::int AS shipped,
      (SELECT count(*)::int FROM refunds WHERE requested_at IS NOT NULL AND state = 'pending' AND decision IS NULL) AS refunds
    FROM orders
    WHERE origin = 'checkout' AND state IN ('awaiting_payment', 'paid', 'preparing', 'part_shipped', 'shipped')`.execute(
    trx,
  );
  return rows[0] ?? { awaiting_payment: 0, paid: 0, part_shipped: 0, shipped: 0, refunds: 0 };
}

/** The laws of the shop as questions to the records: each finds the rows that break it. */
import { sql } from 'kysely';
import type { Records } from '#platform/records';

const laws: Readonly<Record<string, ReturnType<typeof sql>>> = {
  'what is reserved of a SKU is what its reservations hold': sql`
    SELECT k.id FROM skus k WHERE k.reserved <> (SELECT coalesce(sum(held), 0) FROM reservations WHERE sku_id = k.id)`,
  'no SKU has promised more than there is': sql`SELECT id FROM skus WHERE reserved > on_hand OR on_hand < 0`,
  'a line has left the stock exactly as often as it was shipped': sql`
    SELECT v.order_line_id FROM reservations v
    WHERE v.shipped <> (SELECT coalesce(-sum(change), 0) FROM stock_changes c WHERE c.order_line_id = v.order_line_id)
      OR v.shipped <> (SELECT coalesce(sum(quantity), 0) FROM shipment_lines s WHERE s.order_line_id = v.order_line_id)`,
  'sub-orders sum to their parent': sql`
    SELECT c.id FROM checkouts c WHERE c.total <> (
      SELECT sum(l.user_paid) FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.parent_id = c.id)`,
  'every line has its reservation': sql`
    SELECT l.id FROM order_lines l JOIN orders o ON o.id = l.order_id LEFT JOIN reservations v ON v.order_line_id = l.id
    WHERE o.origin = 'checkout' AND (v.quantity IS NULL OR v.quantity <> l.quantity)`,
  'payments of an order sum to its lines, and nothing unpaid has any': sql`
    SELECT o.id FROM orders o WHERE o.origin = 'checkout'
      AND coalesce((SELECT sum(amount) FROM payments p WHERE p.order_id = o.id), 0)
        <> CASE WHEN o.paid_at IS NULL THEN 0 ELSE (SELECT sum(user_paid) FROM order_lines l WHERE l.order_id = o.id) END`,
  'a payment is divided among its orders to the last unit': sql`
    SELECT a.id FROM payment_attempts a WHERE a.state = 'succeeded' AND NOT a.late
      AND a.amount <> (SELECT coalesce(sum(amount), 0) FROM payments p WHERE p.attempt_id = a.id)`,
  'money that came too late goes back whole, once': sql`
    SELECT a.id FROM payment_attempts a WHERE a.late AND a.amount <> (
      SELECT coalesce(sum(amount), 0) FROM payment_returns r WHERE r.attempt_id = a.id)`,
  'no charge gives back more than it took': sql`
    SELECT a.id FROM payment_attempts a WHERE a.amount < (
      SELECT coalesce(sum(amount), 0) FROM payment_returns r WHERE r.attempt_id = a.id AND r.state <> 'failed')`,
  'what a line has refunded is what its succeeded refunds sum to': sql`
    SELECT l.id FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.origin = 'checkout'
      AND (l.refunded, l.refunded_quantity) <> (
        SELECT coalesce(sum(x.amount), 0)::bigint, coalesce(sum(x.quantity), 0)::int FROM refund_lines x JOIN refunds r ON r.id = x.refund_id
        WHERE x.order_line_id = l.id AND r.state = 'succeeded')`,
  'what a line has claimed is what its open refunds sum to': sql`
    SELECT l.id FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.origin = 'checkout'
      AND (l.refund_claimed, l.refund_claimed_quantity) <> (
        SELECT coalesce(sum(x.amount), 0)::bigint, coalesce(sum(x.quantity), 0)::int FROM refund_lines x JOIN refunds r ON r.id = x.refund_id
        WHERE x.order_line_id = l.id AND r.state IN ('pending', 'in_progress'))`,
  'no line gives back more than was paid': sql`
    SELECT id FROM order_lines WHERE refunded + refund_claimed > user_paid AND refund_claimed > 0
    UNION ALL SELECT l.id FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.origin = 'checkout' AND l.refunded > l.user_paid`,
  'a refund that succeeded moved its money': sql`
    SELECT r.id FROM refunds r WHERE r.requested_at IS NOT NULL AND r.state = 'succeeded' AND NOT EXISTS (
      SELECT FROM payment_returns p WHERE p.refund_id = r.id AND p.state = 'succeeded' AND p.amount = r.amount)`,
  'a refund is the sum of its lines': sql`
    SELECT r.id FROM refunds r WHERE r.amount <> (SELECT coalesce(sum(amount), 0) FROM refund_lines x WHERE x.refund_id = r.id)`,
  'sub-orders of a closed checkout are cancelled and hold nothing': sql`
    SELECT c.id FROM checkouts c JOIN orders o ON o.parent_id = c.id JOIN order_lines l ON l.order_id = o.id
      JOIN reservations v ON v.order_line_id = l.id
    WHERE c.state IN ('cancelled', 'expired') AND (o.state <> 'cancelled' OR v.held <> 0)`,
  'an order says of its parcels what its reservations say': sql`
    SELECT o.id FROM orders o JOIN LATERAL (
      SELECT sum(v.held) AS held, sum(v.shipped) AS shipped FROM order_lines l JOIN reservations v ON v.order_line_id = l.id
      WHERE l.order_id = o.id) s ON true
    WHERE o.origin = 'checkout' AND CASE o.state
      WHEN 'shipped' THEN s.held <> 0 OR s.shipped = 0 WHEN 'completed' THEN s.held <> 0
      WHEN 'part_shipped' THEN s.held = 0 OR s.shipped = 0 WHEN 'paid' THEN s.shipped <> 0 OR s.held = 0
      WHEN 'awaiting_payment' THEN s.shipped <> 0 WHEN 'cancelled' THEN s.held <> 0 OR s.shipped <> 0 ELSE false END`,
  'every change of an order was told once': sql`
    SELECT o.id FROM orders o WHERE o.origin = 'checkout' AND o.version <> (
      SELECT count(*) FROM outbox b WHERE b.topic = 'orders.changed' AND b.payload->'orderIds' ? o.id::text)`,
};

/** Names of laws that do not hold now, with what breaks them; empty when all do. */
export function brokenLaws(records: Records): Promise<readonly string[]> {
  return records.market(async (trx) => {
    const broken: string[] = [];
    for (const [law, breakers] of Object.entries(laws)) {
      const { rows } = await breakers.execute(trx);
      if (rows.length > 0) broken.push(`${law}: ${JSON.stringify(rows.slice(0, 3))}`);
    }
    return broken;
  });
}

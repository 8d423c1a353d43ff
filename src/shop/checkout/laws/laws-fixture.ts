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
  'no coupon is claimed more often than there are, and its counter says how often': sql`
    SELECT k.id FROM coupons k WHERE k.claimed_count > k.quantity
      OR k.claimed_count <> (SELECT count(*) FROM claimed_coupons c WHERE c.coupon_id = k.id)`,
  // Ordinals are unique. What is above the limit came with a guest who signed in: their order keeps what it holds or
  // used, and then it expires, so nobody ever has more to choose from than one may.
  'nobody may use more of a coupon than one may, and what is above came with a guest': sql`
    SELECT c.id FROM claimed_coupons c JOIN coupons k ON k.id = c.coupon_id
    WHERE c.ordinal > k.per_shopper AND (c.state = 'claimed' OR NOT EXISTS (
      SELECT FROM outbox b WHERE b.topic = 'shoppers.joined' AND b.payload->>'into' = c.shopper_id::text))`,
  'a coupon that has run out is not given out': sql`
    SELECT id FROM coupons WHERE claimed_count = quantity AND state <> 'ended'`,
  'a claimed coupon is held by an unpaid order of its shopper and used by a paid one': sql`
    SELECT c.id FROM claimed_coupons c LEFT JOIN orders o ON o.id = c.order_id JOIN coupons k ON k.id = c.coupon_id
    WHERE c.order_id IS NOT NULL AND (o.id IS NULL OR o.shopper_id <> c.shopper_id OR o.shop_id <> k.shop_id
      OR (c.state = 'held') <> (o.state = 'awaiting_payment') OR (c.state = 'used') <> (o.paid_at IS NOT NULL))`,
  'an order with a discount has its coupon, unless it was closed or gave it back': sql`
    SELECT d.order_id FROM order_discounts d JOIN orders o ON o.id = d.order_id
    WHERE o.state NOT IN ('cancelled', 'refunded_before_shipping') AND NOT EXISTS (
      SELECT FROM claimed_coupons c WHERE c.id = d.claimed_coupon_id AND c.order_id = d.order_id)
    UNION ALL SELECT c.order_id FROM claimed_coupons c WHERE c.order_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM order_discounts d WHERE d.order_id = c.order_id AND d.claimed_coupon_id = c.id)`,
  'an order uses one coupon at most, and a coupon serves one order at a time': sql`
    SELECT order_id FROM order_discounts GROUP BY order_id HAVING count(DISTINCT claimed_coupon_id) > 1
    UNION ALL SELECT d.claimed_coupon_id FROM order_discounts d JOIN orders o ON o.id = d.order_id
    WHERE o.state NOT IN ('cancelled', 'refunded_before_shipping')
    GROUP BY d.claimed_coupon_id HAVING count(DISTINCT d.order_id) > 1`,
  'goods are what was paid and what was taken off, and a unit is paid for every piece': sql`
    SELECT l.id FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN reservations v ON v.order_line_id = l.id
      JOIN skus k ON k.id = v.sku_id
    WHERE o.origin = 'checkout' AND (l.user_paid < l.quantity OR l.gmv <> l.user_paid OR l.user_paid <> k.price * l.quantity
      - coalesce((SELECT sum(amount) FROM order_discounts d WHERE d.order_line_id = l.id), 0))`,
  'a coupon takes off what its terms say': sql`
    SELECT d.order_id FROM (SELECT order_id, coupon_id, sum(amount) AS amount FROM order_discounts GROUP BY order_id, coupon_id) d
      JOIN coupons k ON k.id = d.coupon_id
      JOIN LATERAL (
        SELECT sum(s.price * l.quantity) AS goods, sum((s.price - 1) * l.quantity) AS most FROM order_lines l
          JOIN reservations v ON v.order_line_id = l.id JOIN skus s ON s.id = v.sku_id
        WHERE l.order_id = d.order_id AND (k.scope = 'shop'
          OR l.product_id IN (SELECT product_id FROM coupon_products p WHERE p.coupon_id = k.id))) g ON true
    WHERE d.amount <> least(g.most, CASE WHEN k.kind = 'percentage'
        THEN least(floor(g.goods * k.percent_off / 100), coalesce(k.discount_max, g.goods)) ELSE k.amount_off END)
      OR g.goods < coalesce(k.threshold, 0)`,
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

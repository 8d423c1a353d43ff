import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import type { Landing } from '../orders/landing.ts';

/**
 * Refunds that the rows of an order carry themselves (a refund amount beside the line): one refund per order,
 * one refund line per line. Works on the lines and orders taken by the landing.
 */
export async function landOrderRefunds(trx: Trx, landing: Landing, ids: readonly string[]): Promise<void> {
  if (!(await anyRefunds(trx, ids))) return;
  await removeGone(trx, ids);
  await landRefunds(trx, landing);
  await landRefundLines(trx, landing);
  await recountRefunded(
    trx,
    sql`SELECT id FROM order_lines o WHERE order_id = ANY (${ids}::uuid[])
      AND (refunded > 0 OR refunded_quantity > 0 OR id IN (SELECT line_id FROM landing_lines WHERE landing_lines.refunded > 0))`,
  );
}

async function anyRefunds(trx: Trx, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    SELECT EXISTS (SELECT FROM landing_orders WHERE refunded > 0) OR EXISTS (SELECT FROM refunds WHERE order_id = ANY (${ids}::uuid[])) AS any`.execute(
    trx,
  );
  return rows[0]?.any ?? false;
}

async function removeGone(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql`
    DELETE FROM refunds r WHERE r.order_id = ANY (${ids}::uuid[]) AND r.id = meadow_derived_id('refund:' || r.order_id)
      AND NOT EXISTS (SELECT FROM landing_orders l WHERE l.order_id = r.order_id AND l.refunded > 0)`.execute(
    trx,
  );
  await sql`
    DELETE FROM refund_lines r USING refunds f WHERE f.id = r.refund_id AND f.order_id = ANY (${ids}::uuid[])
      AND f.id = meadow_derived_id('refund:' || f.order_id)
      AND r.order_line_id IN (SELECT line_id FROM landing_lines l WHERE l.refunded = 0)`.execute(trx);
}

async function landRefunds(
  trx: Trx,
  { organizationId, origin, importId, simulated }: Landing,
): Promise<void> {
  await sql`
    INSERT INTO refunds AS r (id, organization_id, shop_id, order_id, origin, import_id, buyer, state, stage, currency, amount,
      refunded_at, simulated)
    SELECT meadow_derived_id('refund:' || order_id), ${organizationId}, shop_id, order_id, ${origin}, ${importId}, buyer, 'succeeded',
      CASE WHEN completed_at <= refunded_at THEN 'after_receipt' WHEN shipped_at <= refunded_at THEN 'after_shipping'
        WHEN shipped_at IS NOT NULL THEN 'before_shipping' ELSE 'unknown' END,
      currency, refunded, refunded_at, ${simulated}
    FROM landing_orders WHERE refunded > 0
    ON CONFLICT (id) DO UPDATE SET buyer = excluded.buyer, stage = excluded.stage, currency = excluded.currency,
      amount = excluded.amount, refunded_at = excluded.refunded_at, version = r.version + 1, updated_at = now()`.execute(
    trx,
  );
}

async function landRefundLines(trx: Trx, { organizationId }: Landing): Promise<void> {
  await sql`
    INSERT INTO refund_lines AS r (id, organization_id, refund_id, order_line_id, product_id, sku, quantity, amount)
    SELECT meadow_derived_id('refund-line:' || line_id), ${organizationId}, meadow_derived_id('refund:' || order_id), line_id,
      meadow_derived_id('product:' || shop_id || ':' || product_key), sku, refunded_quantity, refunded
    FROM landing_lines WHERE refunded > 0
    ON CONFLICT (id) DO UPDATE SET quantity = excluded.quantity, amount = excluded.amount, sku = excluded.sku,
      product_id = excluded.product_id`.execute(trx);
}

/** Writes on the lines what their succeeded refunds sum to; never more than the line. */
export async function recountRefunded(trx: Trx, lineIds: ReturnType<typeof sql>): Promise<void> {
  await sql`
    WITH wanted AS MATERIALIZED (${lineIds}), given AS (
      SELECT w.id, coalesce(sum(l.amount) FILTER (WHERE r.state = 'succeeded'), 0) AS amount,
        coalesce(sum(l.quantity) FILTER (WHERE r.state = 'succeeded'), 0) AS quantity
      FROM wanted w LEFT JOIN refund_lines l ON l.order_line_id = w.id LEFT JOIN refunds r ON r.id = l.refund_id
      GROUP BY w.id)
    UPDATE order_lines o SET refunded = least(given.amount, o.gmv), refunded_quantity = least(given.quantity, o.quantity)
    FROM given WHERE o.id = given.id
      AND (o.refunded, o.refunded_quantity) IS DISTINCT FROM (least(given.amount, o.gmv), least(given.quantity, o.quantity))`.execute(
    trx,
  );
}

import { sql } from 'kysely';
import { publish } from '#platform/outbox';
import type { Trx } from '#platform/records';
import { rememberFactKeys, removedFactKeys } from '../facts/fact-keys-store.ts';
import type { OrdersChanged } from '../facts/orders-changed.ts';
import { landOrderRefunds } from '../refunds/order-refunds-store.ts';
import type { ImportLanding, Landing } from './landing.ts';
import { nextOrderIds, type TakenRows, takeRows } from './take-rows-store.ts';

export type LandedOrders = Omit<TakenRows, 'changed'> & {
  readonly lastOrderId: string;
  readonly orders: number;
  readonly changed: number;
};

/**
 * Lands the next whole orders of a staged import: orders, lines, payments and the refunds their rows carry,
 * with one outbox row for all that changed. Orders that an import brought before and that say the same again
 * are passed over, so a repeat writes nothing. Null when no orders are left.
 */
export async function landNextOrders(
  trx: Trx,
  landing: ImportLanding,
  after: string,
  ordersMax: number,
): Promise<LandedOrders | null> {
  const ids = await nextOrderIds(trx, landing.importId, after, ordersMax);
  const last = ids.at(-1);
  if (last === undefined) return null;
  const { changed, ...counted } = await takeRows(trx, landing.importId, after, last);
  if (changed.length > 0) await landTaken(trx, landing, changed);
  return { lastOrderId: last, orders: ids.length, changed: changed.length, ...counted };
}

/** Lands what was taken into the landing tables, and tells of it. */
export async function landTaken(trx: Trx, landing: Landing, changed: readonly string[]): Promise<void> {
  await rememberFactKeys(trx, changed);
  await removeGoneLines(trx, changed);
  await landOrders(trx, landing);
  await landLines(trx, landing, changed);
  await landPayments(trx, landing);
  await landOrderRefunds(trx, landing, changed);
  const message: OrdersChanged = {
    orderIds: changed,
    refundIds: [],
    ...(await removedFactKeys(trx, changed)),
  };
  await publish(trx, landing.organizationId, 'orders.changed', message);
}

/** An export that is newer may lack a line that an older one had. */
async function removeGoneLines(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM order_lines WHERE order_id = ANY (${ids}::uuid[]) AND id NOT IN (SELECT line_id FROM landing_lines)`.execute(
    trx,
  );
}

async function landOrders(trx: Trx, { organizationId, origin, importId, simulated }: Landing): Promise<void> {
  await sql`
    INSERT INTO orders AS o (id, organization_id, shop_id, origin, external_id, import_id, import_fingerprint, buyer, state, currency,
      ordered_at, paid_at, shipped_at, completed_at, presale, simulated)
    SELECT order_id, ${organizationId}, shop_id, ${origin}, external_id, ${importId}, fingerprint, buyer, state, currency, ordered_at, paid_at,
      shipped_at, completed_at, presale, ${simulated}
    FROM landing_orders
    ON CONFLICT (id) DO UPDATE SET import_id = excluded.import_id, import_fingerprint = excluded.import_fingerprint, buyer = excluded.buyer,
      state = excluded.state, currency = excluded.currency, ordered_at = excluded.ordered_at, paid_at = excluded.paid_at,
      shipped_at = excluded.shipped_at, completed_at = excluded.completed_at, presale = excluded.presale,
      version = o.version + 1, updated_at = now()`.execute(trx);
}

/** A known line keeps its number; new ones go on after the highest. */
async function landLines(trx: Trx, { organizationId }: Landing, ids: readonly string[]): Promise<void> {
  await sql`
    WITH known AS MATERIALIZED (
      SELECT id, order_id, line_number FROM order_lines WHERE order_id = ANY (${ids}::uuid[])
    ), highest AS (SELECT order_id, max(line_number) AS line_number FROM known GROUP BY order_id)
    INSERT INTO order_lines AS o (id, organization_id, order_id, line_number, product_id, sku, title, quantity, gmv, user_paid,
      carrier, source, account_type, plan_id, account_id, content_id, room_id, creator_id, request_id, touch_second)
    SELECT l.line_id, ${organizationId}, l.order_id,
      coalesce(known.line_number, coalesce(highest.line_number, 0)
        + row_number() OVER (PARTITION BY l.order_id, known.id IS NULL ORDER BY l.row_number)),
      p.id, l.sku, l.title, l.quantity, l.gmv, l.user_paid,
      l.carrier, l.source, l.account_type, l.plan_id, l.account_id, l.content_id, l.room_id, l.creator_id, l.request_id, l.touch_second
    FROM landing_lines l JOIN products p ON p.shop_id = l.shop_id AND p.external_id = l.product_key
      LEFT JOIN known ON known.id = l.line_id LEFT JOIN highest ON highest.order_id = l.order_id
    ON CONFLICT (id) DO UPDATE SET product_id = excluded.product_id, sku = excluded.sku, title = excluded.title,
      quantity = excluded.quantity, gmv = excluded.gmv, user_paid = excluded.user_paid,
      refunded = least(o.refunded, excluded.gmv), refunded_quantity = least(o.refunded_quantity, excluded.quantity),
      carrier = excluded.carrier, source = excluded.source, account_type = excluded.account_type, plan_id = excluded.plan_id,
      account_id = excluded.account_id, content_id = excluded.content_id, room_id = excluded.room_id,
      creator_id = excluded.creator_id, request_id = excluded.request_id, touch_second = excluded.touch_second`.execute(
    trx,
  );
}

async function landPayments(trx: Trx, { organizationId, origin }: Landing): Promise<void> {
  await sql`
    INSERT INTO payments AS p (id, organization_id, order_id, provider, amount, currency, paid_at)
    SELECT meadow_derived_id('payment:' || order_id), ${organizationId}, order_id, ${origin}, user_paid, currency, paid_at
    FROM landing_orders WHERE paid_at IS NOT NULL
    ON CONFLICT (id) DO UPDATE SET amount = excluded.amount, currency = excluded.currency, paid_at = excluded.paid_at`.execute(
    trx,
  );
  await sql`
    DELETE FROM payments p USING landing_orders l WHERE p.id = meadow_derived_id('payment:' || l.order_id) AND l.paid_at IS NULL`.execute(
    trx,
  );
}

import { sql } from 'kysely';
import { nilUuid } from '#kernel/ids';
import type { Trx } from '#platform/records';
import { importedOrderId } from '../derived-id.ts';
import type { Landing } from './landing.ts';
import { landTaken } from './landing-store.ts';
import { createLandingTables, sumOrders } from './take-rows-store.ts';
import type { TrackedOrder } from './tracked-order.ts';

/**
 * Records an order that another shop's server streamed, through the same landing as an imported one, so that
 * the same order arriving both ways is one order. What an import brought is fuller and is left as it is.
 */
export async function landTrackedOrder(
  trx: Trx,
  landing: Landing,
  shopId: string,
  buyer: number | null,
  order: TrackedOrder,
): Promise<void> {
  const orderId = importedOrderId(shopId, order.externalId);
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${orderId}, 0))`.execute(trx);
  const known = await trx.selectFrom('orders').select('origin').where('id', '=', orderId).executeTakeFirst();
  if (known && known.origin !== 'event') return;
  await saveProducts(trx, landing, shopId, order);
  await createLandingTables(trx);
  const at = new Date(order.atMs).toISOString();
  const rows = order.lines.map((line, index) => ({ ...line, ...order.touch, row_number: index + 1 }));
  await sql`
    INSERT INTO landing_lines (line_id, organization_id, import_id, row_number, kind, order_id, shop_id, external_id, line_key, product_key, sku, title,
      category, quantity, gmv, user_paid, currency, ordered_at, paid_at, state, presale, buyer, refunded, refunded_quantity,
      carrier, source, account_type, plan_id, account_id, content_id, room_id, creator_id, request_id)
    SELECT meadow_line_id(${orderId}::uuid, n.key || ':' || row_number() OVER (PARTITION BY n.key ORDER BY n.row_number)), ${landing.organizationId}, ${nilUuid},
      n.row_number, 'sale', ${orderId}, ${shopId}, ${order.externalId}, n.key, n.key, n.sku, n.title, n.category, n.quantity, n.amount, n.amount,
      ${order.currency}, ${at}, ${at}, 'paid', false, ${buyer}, 0, 0,
      n.carrier, n.source, n.account_type, n.plan_id, n.account_id, n.content_id, n.room_id, n.creator_id, n.request_id
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n (row_number int, key text, sku text, title text, category text, quantity int,
      amount bigint, carrier text, source text, account_type text, plan_id text, account_id uuid, content_id text, room_id text, creator_id text, request_id text)`.execute(
    trx,
  );
  await sumOrders(trx);
  const { rows: same } = await sql`
    SELECT FROM landing_orders l JOIN orders o ON o.id = l.order_id WHERE o.import_fingerprint = l.fingerprint`.execute(
    trx,
  );
  if (same.length > 0) return;
  await landTaken(trx, landing, [orderId]);
}

async function saveProducts(
  trx: Trx,
  { organizationId }: Landing,
  shopId: string,
  order: TrackedOrder,
): Promise<void> {
  const products = [...new Map(order.lines.map((line) => [line.key, line])).values()];
  await sql`
    INSERT INTO products (id, organization_id, shop_id, external_id, name, category)
    SELECT meadow_derived_id('product:' || ${shopId}::text || ':' || n.key), ${organizationId}, ${shopId}, n.key, n.title, n.category
    FROM jsonb_to_recordset(${JSON.stringify(products)}::jsonb) AS n (key text, title text, category text)
    ON CONFLICT (id) DO NOTHING`.execute(trx);
}

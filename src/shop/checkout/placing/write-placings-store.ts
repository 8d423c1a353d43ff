import { sql } from 'kysely';
import type { Trx } from '#platform/records';
import type { OrdersChanged } from '../../facts/orders-changed.ts';
import { linesOf, type Placing } from './placing.ts';

/**
 * Writes checkouts whose stock is taken: parent, sub-orders, lines, reservations and one message per sub-order,
 * in one statement. The recipient is copied as it is sealed; nobody opens it here.
 */
export async function writePlacings(trx: Trx, placings: readonly Placing[]): Promise<void> {
  if (placings.length === 0) return;
  await sql`
    WITH parent AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(placings.map(parentRow))}::jsonb)
        AS c(id uuid, shopper_id uuid, person int, simulated boolean, address_id uuid, request_key text, currency text, total bigint,
          placed_at timestamptz, expires_at timestamptz)),
    sub AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(placings.flatMap(orderRows))}::jsonb)
        AS o(id uuid, organization_id uuid, shop_id uuid, parent_id uuid, message jsonb)),
    line AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(placings.flatMap(lineRows))}::jsonb)
        AS l(id uuid, organization_id uuid, order_id uuid, line_number int, sku_id uuid, product_id uuid, sku text, title text,
          quantity int, gmv bigint, user_paid bigint, carrier text, source text, account_type text, plan_id text, account_id uuid,
          content_id text, room_id text, creator_id text, request_id text, touch_second int)),
    parents AS (
      INSERT INTO checkouts (id, shopper_id, request_key, state, currency, total, placed_at, expires_at)
      SELECT id, shopper_id, request_key, 'awaiting_payment', currency, total, placed_at, expires_at FROM parent),
    subs AS (
      INSERT INTO orders (id, organization_id, shop_id, parent_id, origin, buyer, state, currency, ordered_at, expires_at, simulated,
        shopper_id, sealed_recipient)
      SELECT s.id, s.organization_id, s.shop_id, p.id, 'checkout', p.person, 'awaiting_payment', p.currency, p.placed_at, p.expires_at,
        p.simulated, p.shopper_id, a.sealed
      FROM sub s JOIN parent p ON p.id = s.parent_id
        JOIN shopper_addresses a ON a.id = p.address_id AND a.shopper_id = p.shopper_id),
    lines AS (
      INSERT INTO order_lines (id, organization_id, order_id, line_number, product_id, sku, title, quantity, gmv, user_paid, carrier,
        source, account_type, plan_id, account_id, content_id, room_id, creator_id, request_id, touch_second)
      SELECT id, organization_id, order_id, line_number, product_id, sku, title, quantity, gmv, user_paid, carrier, source, account_type,
        plan_id, account_id, content_id, room_id, creator_id, request_id, touch_second FROM line),
    held AS (
      INSERT INTO reservations (order_line_id, organization_id, sku_id, quantity)
      SELECT id, organization_id, sku_id, quantity FROM line)
    INSERT INTO outbox (organization_id, topic, payload) SELECT organization_id, 'orders.changed', message FROM sub`.execute(
    trx,
  );
}

const instant = (ms: number) => new Date(ms).toISOString();

const parentRow = (placing: Placing) => ({
  id: placing.checkoutId,
  shopper_id: placing.shopperId,
  person: placing.person,
  simulated: placing.simulated,
  address_id: placing.addressId,
  request_key: placing.requestKey,
  currency: placing.currency,
  total: placing.total,
  placed_at: instant(placing.placedAtMs),
  expires_at: instant(placing.expiresAtMs),
});

const orderRows = (placing: Placing) =>
  placing.orders.map((order) => ({
    id: order.id,
    organization_id: order.organizationId,
    shop_id: order.shopId,
    parent_id: placing.checkoutId,
    message: { orderIds: [order.id], refundIds: [] } satisfies OrdersChanged,
  }));

const lineRows = (placing: Placing) =>
  placing.orders.flatMap((order) =>
    order.lines.map(({ touch, ...line }, place) => ({
      id: line.id,
      organization_id: order.organizationId,
      order_id: order.id,
      line_number: place + 1,
      sku_id: line.skuId,
      product_id: line.productId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      gmv: line.gmv,
      user_paid: line.userPaid,
      carrier: touch?.carrier,
      source: touch?.source,
      account_type: touch?.accountType,
      plan_id: touch?.planId,
      account_id: touch?.accountId,
      content_id: touch?.contentId,
      room_id: touch?.roomId,
      creator_id: touch?.creatorId,
      request_id: touch?.requestId,
      touch_second: touch?.touchSecond,
    })),
  );

/** Takes what was ordered out of the shoppers' carts. */
export async function emptyCarts(trx: Trx, placings: readonly Placing[]): Promise<void> {
  const rows = JSON.stringify(
    placings.flatMap((placing) =>
      linesOf(placing).map((line) => ({ shopper_id: placing.shopperId, sku_id: line.skuId })),
    ),
  );
  await sql`
    DELETE FROM cart_lines c USING jsonb_to_recordset(${rows}::jsonb) AS o(shopper_id uuid, sku_id uuid)
    WHERE c.shopper_id = o.shopper_id AND c.sku_id = o.sku_id`.execute(trx);
}

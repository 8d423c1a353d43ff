import { sql } from 'kysely';
import { newId } from '#kernel/ids';
import { ok, type Refusal, type Result } from '#kernel/result';
import type { Trx } from '#platform/records';
import { lockOrder } from '../orders/lock-order-store.ts';
import { mayFollow } from '../orders/order.ts';
import { tellOrders } from '../orders/tell-orders-store.ts';
import { refuseBecause } from '../refuse-because.ts';
import { type LineToShip, planShipment } from './plan-shipment.ts';

export type ShipAsked = {
  readonly orderId: string;
  /** What the asker saw; null in bulk, where the tracking number was printed for the order as it is. */
  readonly version: number | null;
  readonly carrier: string;
  readonly trackingNumber: string;
  /** Everything that is left when null. */
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[] | null;
  readonly byName: string;
  readonly nowMs: number;
};

/** 发货: one parcel leaves. Its units leave the stock, and the order is shipped when nothing is left to ship. */
export async function shipOrder(trx: Trx, asked: ShipAsked): Promise<Result<string, Refusal>> {
  const order = await lockOrder(trx, asked.orderId, asked.version);
  if (!order.ok) return order;
  const { state, organization_id: organizationId } = order.value;
  if (!mayFollow(state, 'shipped') || state === 'awaiting_payment')
    return refuseBecause('conflict', 'nothing_to_ship', 'There is nothing to ship in this order now.');
  const plan = planShipment(await linesToShip(trx, asked.orderId), asked.lines);
  if (!plan.ok) return plan;

  const now = new Date(asked.nowMs).toISOString();
  const shipmentId = newId('shipment', asked.nowMs);
  await trx
    .insertInto('shipments')
    .values({
      id: shipmentId,
      organization_id: organizationId,
      order_id: asked.orderId,
      carrier: asked.carrier,
      tracking_number: asked.trackingNumber,
      shipped_by: asked.byName,
      shipped_at: now,
    })
    .execute();
  await trx
    .insertInto('shipment_lines')
    .values(
      plan.value.lines.map((line) => ({
        shipment_id: shipmentId,
        order_line_id: line.lineId,
        organization_id: organizationId,
        quantity: line.quantity,
      })),
    )
    .execute();
  await takeOut(trx, shipmentId, asked, organizationId);
  const next = plan.value.isWhole ? 'shipped' : 'part_shipped';
  await sql`
    UPDATE orders SET state = ${next}, shipped_at = CASE WHEN ${next} = 'shipped' THEN ${now}::timestamptz ELSE shipped_at END,
      version = version + 1, updated_at = ${now}
    WHERE id = ${asked.orderId}`.execute(trx);
  await tellOrders(trx, [asked.orderId]);
  return ok(shipmentId);
}

async function linesToShip(trx: Trx, orderId: string): Promise<readonly LineToShip[]> {
  const { rows } = await sql<LineToShip>`
    SELECT l.id AS "lineId", r.held, r.claimed FROM order_lines l JOIN reservations r ON r.order_line_id = l.id
    WHERE l.order_id = ${orderId} ORDER BY l.line_number`.execute(trx);
  return rows;
}

/** Units of a parcel leave the stock for good, and the stock's history says with which line. */
async function takeOut(
  trx: Trx,
  shipmentId: string,
  asked: ShipAsked,
  organizationId: string,
): Promise<void> {
  const now = new Date(asked.nowMs).toISOString();
  await sql`
    UPDATE reservations r SET shipped = r.shipped + s.quantity FROM shipment_lines s
    WHERE s.shipment_id = ${shipmentId} AND r.order_line_id = s.order_line_id`.execute(trx);
  // Locked in one order everywhere, and several lines of one SKU one after another.
  const lines = await sql<{ sku_id: string; order_line_id: string; quantity: number; on_hand: number }>`
    SELECT k.id AS sku_id, s.order_line_id, s.quantity, k.on_hand FROM shipment_lines s
      JOIN reservations r ON r.order_line_id = s.order_line_id JOIN skus k ON k.id = r.sku_id
    WHERE s.shipment_id = ${shipmentId} ORDER BY k.id, s.order_line_id FOR NO KEY UPDATE OF k`.execute(trx);
  const leftOf = new Map<string, number>();
  const changes = lines.rows.map((line) => {
    const left = (leftOf.get(line.sku_id) ?? line.on_hand) - line.quantity;
    leftOf.set(line.sku_id, left);
    return { ...line, left };
  });
  const rows = JSON.stringify(changes);
  await sql`
    UPDATE skus k SET on_hand = k.on_hand - m.quantity, reserved = k.reserved - m.quantity
    FROM (SELECT sku_id, sum(quantity)::int AS quantity FROM jsonb_to_recordset(${rows}::jsonb) AS c(sku_id uuid, quantity int) GROUP BY sku_id) m
    WHERE k.id = m.sku_id`.execute(trx);
  await trx
    .insertInto('stock_changes')
    .values(
      changes.map((line) => ({
        id: newId('event', asked.nowMs),
        organization_id: organizationId,
        sku_id: line.sku_id,
        change: -line.quantity,
        on_hand_after: line.left,
        reason: 'sold',
        order_line_id: line.order_line_id,
        actor_name: asked.byName,
        at: now,
      })),
    )
    .execute();
}

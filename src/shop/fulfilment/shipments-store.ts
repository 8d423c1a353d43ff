import { sql } from 'kysely';
import { type OrganizationId, showId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { ShipmentView } from '../checkout/checkout-contract.ts';

type Row = {
  readonly id: string;
  readonly carrier: string;
  readonly tracking_number: string;
  readonly shipped_at: Date;
  readonly lines: readonly { readonly order_line_id: string; readonly quantity: number }[];
};

const shown = sql`h.id, h.carrier, h.tracking_number, h.shipped_at,
  ARRAY(SELECT json_build_object('order_line_id', order_line_id, 'quantity', quantity) FROM shipment_lines
    WHERE shipment_id = h.id ORDER BY order_line_id) AS lines`;

export async function shipmentsOf(trx: Trx, orderId: string): Promise<readonly ShipmentView[]> {
  const { rows } = await sql<Row>`
    SELECT ${shown} FROM shipments h WHERE h.order_id = ${orderId} ORDER BY h.shipped_at, h.id`.execute(trx);
  return rows.map(showShipment);
}

/** A parcel that is known to be there. */
export async function findShipment(
  records: Records,
  organizationId: OrganizationId,
  id: string,
): Promise<ShipmentView> {
  const { rows } = await records.organization(organizationId, (trx) =>
    sql<Row>`SELECT ${shown} FROM shipments h WHERE h.id = ${id}`.execute(trx),
  );
  if (!rows[0]) throw new Error(`The shipment ${id} is gone.`);
  return showShipment(rows[0]);
}

const showShipment = (row: Row): ShipmentView => ({
  id: showId('shipment', row.id),
  carrier: row.carrier,
  trackingNumber: row.tracking_number,
  shippedAt: row.shipped_at.toISOString(),
  lines: row.lines.map((line) => ({
    orderLineId: showId('orderLine', line.order_line_id),
    quantity: line.quantity,
  })),
});

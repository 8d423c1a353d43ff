import { sql } from 'kysely';
import { marketNamespace } from '#events';
import type { ShopperId } from '#kernel/ids';
import { publish } from '#platform/outbox';
import type { Records, Trx } from '#platform/records';
import type { Sealing } from '#platform/sealing';
import { moveClaimed } from '../coupons/claimed/move-claimed-store.ts';

/** Told when a guest signed in as a shopper: contexts to the right hand over what they keep of the guest. */
export const shopperJoinedTopic = 'shoppers.joined';
export type ShopperJoined = { readonly from: ShopperId; readonly into: ShopperId };

/**
 * A guest turned out to be a shopper: cart, addresses, orders and coupons become the shopper's, sealed under the shopper's key,
 * and the guest's key is destroyed. Done once: the second time there is no key left.
 */
export function joinGuest(
  records: Records,
  sealing: Sealing,
  from: ShopperId,
  into: ShopperId,
): Promise<void> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('shoppers')
      .select(['id', 'sealed_with'])
      .where('id', 'in', [from, into])
      .orderBy('id')
      .forUpdate()
      .execute();
    const oldKey = rows.find(({ id }) => id === from)?.sealed_with;
    const newKey = rows.find(({ id }) => id === into)?.sealed_with;
    if (!oldKey || !newKey) return;
    const reseal = (sealed: Buffer) => sealing.seal(newKey, sealing.open(oldKey, sealed));
    await moveCart(trx, from, into);
    await moveAddresses(trx, from, into, reseal);
    await moveOrders(trx, from, into, reseal);
    await moveClaimed(trx, from, into);
    await trx.deleteFrom('shopper_sessions').where('shopper_id', '=', from).execute();
    await trx
      .updateTable('shoppers')
      .set({ sealed_with: null, nickname: null })
      .where('id', '=', from)
      .execute();
    const message: ShopperJoined = { from, into };
    await publish(trx, marketNamespace, shopperJoinedTopic, message);
  });
}

/** What both had in the cart adds up. */
async function moveCart(trx: Trx, from: ShopperId, into: ShopperId): Promise<void> {
  await sql`
    WITH moved AS (DELETE FROM cart_lines WHERE shopper_id = ${from} RETURNING *)
    INSERT INTO cart_lines AS c (shopper_id, sku_id, quantity, selected, touch, touch_second, added_at)
    SELECT ${into}, sku_id, quantity, selected, touch, touch_second, added_at FROM moved
    ON CONFLICT (shopper_id, sku_id) DO UPDATE SET quantity = least(999, c.quantity + excluded.quantity),
      selected = c.selected OR excluded.selected, touch = coalesce(excluded.touch, c.touch),
      touch_second = CASE WHEN excluded.touch IS NULL THEN c.touch_second ELSE excluded.touch_second END, updated_at = now()`.execute(
    trx,
  );
}

async function moveAddresses(
  trx: Trx,
  from: ShopperId,
  into: ShopperId,
  reseal: (sealed: Buffer) => Buffer,
): Promise<void> {
  const addresses = await trx
    .selectFrom('shopper_addresses')
    .select(['id', 'sealed'])
    .where('shopper_id', '=', from)
    .execute();
  for (const { id, sealed } of addresses)
    await trx
      .updateTable('shopper_addresses')
      .set({ shopper_id: into, sealed: reseal(sealed), is_default: false })
      .where('id', '=', id)
      .execute();
}

async function moveOrders(
  trx: Trx,
  from: ShopperId,
  into: ShopperId,
  reseal: (sealed: Buffer) => Buffer,
): Promise<void> {
  // The key of a request lives in the space of who sent it, and that was the guest.
  await trx
    .updateTable('checkouts')
    .set({ shopper_id: into, request_key: null })
    .where('shopper_id', '=', from)
    .execute();
  const orders = await trx
    .selectFrom('orders')
    .select(['id', 'sealed_recipient'])
    .where('shopper_id', '=', from)
    .execute();
  for (const { id, sealed_recipient: sealed } of orders)
    await trx
      .updateTable('orders')
      .set({ shopper_id: into, sealed_recipient: sealed && reseal(sealed) })
      .where('id', '=', id)
      .execute();
}

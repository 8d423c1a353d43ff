import { sql } from 'kysely';
import { ok, type Refusal, type Result } from '#kernel/result';
import type { Trx } from '#platform/records';
import { lockOrder } from '../orders/lock-order-store.ts';
import { mayFollow, type OrderState } from '../orders/order.ts';
import { tellOrders } from '../orders/tell-orders-store.ts';
import { refuseBecause } from '../refuse-because.ts';

export type Prepared = { readonly state: OrderState; readonly version: number };

/** 备货: the shop has begun to pack. The shopper sees it, and may still have their money back before it is shipped. */
export async function prepareOrder(
  trx: Trx,
  asked: { readonly orderId: string; readonly version: number },
): Promise<Result<Prepared, Refusal>> {
  const order = await lockOrder(trx, asked.orderId, asked.version);
  if (!order.ok) return order;
  if (!mayFollow(order.value.state, 'preparing'))
    return refuseBecause('conflict', 'nothing_to_prepare', 'Only a paid order that waits can be prepared.');
  await sql`
    UPDATE orders SET state = 'preparing', version = version + 1, updated_at = now() WHERE id = ${asked.orderId}`.execute(
    trx,
  );
  await tellOrders(trx, [asked.orderId]);
  return ok({ state: 'preparing', version: asked.version + 1 });
}

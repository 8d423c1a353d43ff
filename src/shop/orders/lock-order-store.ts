import { sql } from 'kysely';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Trx } from '#platform/records';
import { refuseBecause } from '../refuse-because.ts';
import type { OrderState } from './order.ts';

export type LockedOrder = {
  readonly id: string;
  readonly organization_id: string;
  readonly parent_id: string | null;
  readonly shopper_id: string | null;
  readonly origin: 'checkout' | 'import' | 'event';
  readonly state: OrderState;
  readonly version: number;
};

/**
 * Locks an order for a change by somebody who saw this version of it; whoever saw an older one is told to look
 * again. Without a version the order is locked as it is, for changes the system makes itself.
 */
export async function lockOrder(
  trx: Trx,
  orderId: string,
  version: number | null,
): Promise<Result<LockedOrder, Refusal>> {
  const { rows } = await sql<LockedOrder>`
    SELECT id, organization_id, parent_id, shopper_id, origin, state, version FROM orders WHERE id = ${orderId} FOR NO KEY UPDATE`.execute(
    trx,
  );
  const [order] = rows;
  if (!order) return refuse('not_found', 'There is no such order.');
  if (order.origin !== 'checkout')
    return refuseBecause(
      'conflict',
      'order_elsewhere',
      'This order lives elsewhere: change it where it was made.',
    );
  if (version !== null && order.version !== version)
    return refuseBecause('conflict', 'order_changed', 'The order has changed since you looked: look again.');
  return ok(order);
}

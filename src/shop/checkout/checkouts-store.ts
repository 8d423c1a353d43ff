import { sql } from 'kysely';
import type { Records, Trx } from '#platform/records';
import type { CheckoutView } from './checkout-contract.ts';

export type CheckoutRow = {
  readonly id: string;
  readonly state: CheckoutView['state'];
  readonly currency: string;
  readonly total: number;
  readonly placed_at: Date;
  readonly expires_at: Date;
};
export type CheckoutFound = {
  readonly checkout: CheckoutRow;
  readonly orders: readonly {
    readonly id: string;
    readonly shop_id: string;
    readonly shop_name: string;
    readonly state: string;
    readonly total: number;
    readonly lines: number;
  }[];
  readonly attempts: readonly {
    readonly id: string;
    readonly provider: string;
    readonly state: 'pending' | 'succeeded' | 'failed';
    readonly late: boolean;
    readonly failure: string | null;
    readonly created_at: Date;
  }[];
};

/** A shopper's own checkout with its orders and what was tried to pay it; null for anybody else's. */
export function findCheckout(
  records: Records,
  shopperId: string,
  checkoutId: string,
): Promise<CheckoutFound | null> {
  return records.market((trx) => readCheckout(trx, shopperId, checkoutId));
}

/** The checkout that a shopper placed under this request key, if any. */
export async function findCheckoutByKey(
  records: Records,
  shopperId: string,
  requestKey: string,
): Promise<string | null> {
  const found = await records.market((trx) =>
    trx
      .selectFrom('checkouts')
      .select('id')
      .where('shopper_id', '=', shopperId)
      .where('request_key', '=', requestKey)
      .executeTakeFirst(),
  );
  return found?.id ?? null;
}

async function readCheckout(trx: Trx, shopperId: string, checkoutId: string): Promise<CheckoutFound | null> {
  const checkouts = await sql<CheckoutRow>`
    SELECT id, state, currency, total, placed_at, expires_at FROM checkouts
    WHERE id = ${checkoutId} AND shopper_id = ${shopperId}`.execute(trx);
  const [checkout] = checkouts.rows;
  if (!checkout) return null;
  const orders = await sql<CheckoutFound['orders'][number]>`
    SELECT o.id, o.shop_id, s.name AS shop_name, o.state, sum(l.user_paid)::bigint AS total, count(*)::int AS lines
    FROM orders o JOIN shops s ON s.id = o.shop_id JOIN order_lines l ON l.order_id = o.id
    WHERE o.parent_id = ${checkoutId} GROUP BY o.id, s.name ORDER BY o.id`.execute(trx);
  const attempts = await sql<CheckoutFound['attempts'][number]>`
    SELECT id, provider, state, late, failure, created_at FROM payment_attempts
    WHERE checkout_id = ${checkoutId} ORDER BY created_at, id`.execute(trx);
  return { checkout, orders: orders.rows, attempts: attempts.rows };
}

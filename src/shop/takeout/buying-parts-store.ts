import { sql } from 'kysely';
import { showId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { onePage, pagesByKey, shownPages, type TakeoutPart } from '#platform/takeout';
import { listWallet } from '../coupons/claimed/wallet-store.ts';
import { claimedStates } from '../coupons/coupon.ts';
import { showClaimed } from '../coupons/coupon-view.ts';

type CartRow = {
  readonly sku_id: string;
  readonly product_id: string;
  readonly name: string;
  readonly quantity: number;
  readonly selected: boolean;
  readonly added_at: Date;
  readonly updated_at: Date;
};

/** What lies in the cart; what it costs is what its shops ask at the moment. */
export const cartPart = (records: Records): TakeoutPart => ({
  name: 'cart',
  carries: ['cart_lines'],
  pages: ({ shopperIds }) =>
    onePage(
      records
        .market((trx) =>
          sql<CartRow>`
            SELECT c.sku_id, k.product_id, p.name, c.quantity, c.selected, c.added_at, c.updated_at
            FROM cart_lines c JOIN skus k ON k.id = c.sku_id JOIN products p ON p.id = k.product_id
            WHERE c.shopper_id = ANY (${shopperIds}::uuid[]) ORDER BY c.added_at, c.sku_id`.execute(trx),
        )
        .then(({ rows }) => rows),
      (row) => ({
        skuId: showId('sku', row.sku_id),
        productId: showId('product', row.product_id),
        name: row.name,
        quantity: row.quantity,
        selected: row.selected,
        addedAt: row.added_at,
        changedAt: row.updated_at,
      }),
    ),
});

/** Coupons that were claimed, whatever became of them; what they took off stands in the orders. */
export const couponsPart = (records: Records): TakeoutPart => ({
  name: 'coupons',
  carries: ['claimed_coupons'],
  pages: ({ shopperId }) =>
    shownPages(
      pagesByKey(
        (before: string | null, limit) => listWallet(records, shopperId, claimedStates, before, limit),
        ({ id }) => id,
      ),
      (row) => showClaimed(row, Date.now()),
    ),
});

type CheckoutRow = {
  readonly id: string;
  readonly state: string;
  readonly currency: string;
  readonly total: number;
  readonly placed_at: Date;
  readonly expires_at: Date;
  readonly closed_at: Date | null;
  readonly payments: readonly {
    readonly id: string;
    readonly provider: string;
    readonly state: string;
    readonly late: boolean;
    readonly amount: number;
    readonly currency: string;
    readonly failure: string | null;
    readonly created_at: string;
    readonly settled_at: string | null;
    /** What went back through the provider. */
    readonly returned: number;
  }[];
};

/** What was to be paid at once, each for orders of one or several shops, and how it was tried to be paid. */
export const checkoutsPart = (records: Records): TakeoutPart => ({
  name: 'checkouts',
  carries: ['checkouts', 'payment_attempts', 'payment_returns'],
  pages: ({ shopperIds }) =>
    shownPages(
      pagesByKey(
        async (after: string | null, limit) => {
          const { rows } = await records.market((trx) =>
            sql<CheckoutRow>`
              SELECT k.id, k.state, k.currency, k.total, k.placed_at, k.expires_at, k.closed_at,
                ARRAY(SELECT row_to_json(a) FROM (
                  SELECT a.id, a.provider, a.state, a.late, a.amount, a.currency, a.failure, a.created_at, a.settled_at,
                    coalesce((SELECT sum(r.amount) FROM payment_returns r
                      WHERE r.attempt_id = a.id AND r.state = 'succeeded'), 0)::bigint AS returned
                  FROM payment_attempts a WHERE a.checkout_id = k.id ORDER BY a.created_at, a.id) a) AS payments
              FROM checkouts k
              WHERE k.shopper_id = ANY (${shopperIds}::uuid[]) AND ${after === null ? sql`true` : sql`k.id > ${after}`}
              ORDER BY k.id LIMIT ${limit}`.execute(trx),
          );
          return rows;
        },
        ({ id }) => id,
      ),
      (row) => ({
        id: showId('checkout', row.id),
        state: row.state,
        currency: row.currency,
        total: row.total,
        placedAt: row.placed_at,
        expiresAt: row.expires_at,
        closedAt: row.closed_at,
        payments: row.payments.map(({ created_at, settled_at, ...payment }) => ({
          ...payment,
          id: showId('payment', payment.id),
          at: new Date(created_at),
          settledAt: settled_at && new Date(settled_at),
        })),
      }),
    ),
});

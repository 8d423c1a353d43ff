import pg from 'pg';
import { newId } from '#kernel/ids';

const connections = 50;
const runMs = 5_000;

/**
 * What a shop usually does: lock the SKU's row, look, take, write the order, commit; so many buyers at once on
 * the same PostgreSQL with the same rows to write, and no HTTP before it. Orders a second.
 */
export async function referenceOrders(recordsUrl: string, skuId: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: recordsUrl, max: connections });
  try {
    const { rows } = await pool.query(
      `SELECT k.organization_id, k.product_id, p.shop_id, (SELECT id FROM shoppers LIMIT 1) AS shopper_id
       FROM skus k JOIN products p ON p.id = k.product_id WHERE k.id = $1`,
      [skuId],
    );
    const context = rows[0] as Context;
    const end = performance.now() + runMs;
    let orders = 0;
    const began = performance.now();
    const buy = async () => {
      while (performance.now() < end) {
        await buyOne(pool, skuId, context);
        orders++;
      }
    };
    await Promise.all(Array.from({ length: connections }, buy));
    return (orders / (performance.now() - began)) * 1_000;
  } finally {
    await pool.end();
  }
}

type Context = {
  readonly organization_id: string;
  readonly product_id: string;
  readonly shop_id: string;
  readonly shopper_id: string;
};

async function buyOne(pool: pg.Pool, skuId: string, context: Context): Promise<void> {
  const [checkout, order, line] = [newId('checkout'), newId('order'), newId('orderLine')];
  const { organization_id: organization, product_id: product, shop_id: shop, shopper_id: shopper } = context;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query(
      'SELECT on_hand - reserved AS available FROM skus WHERE id = $1 FOR UPDATE',
      [skuId],
    );
    if (Number(rows[0].available) < 1) throw new Error('The reference ran out of stock.');
    await client.query('UPDATE skus SET reserved = reserved + 1 WHERE id = $1', [skuId]);
    await client.query(
      `INSERT INTO checkouts (id, shopper_id, state, currency, total, placed_at, expires_at)
       VALUES ($1, $2, 'awaiting_payment', 'CNY', 9900, now(), now() + interval '15 minutes')`,
      [checkout, shopper],
    );
    await client.query(
      `INSERT INTO orders (id, organization_id, shop_id, parent_id, origin, state, currency, ordered_at, shopper_id)
       VALUES ($1, $2, $3, $4, 'checkout', 'awaiting_payment', 'CNY', now(), $5)`,
      [order, organization, shop, checkout, shopper],
    );
    await client.query(
      `INSERT INTO order_lines (id, organization_id, order_id, line_number, product_id, sku, title, quantity, gmv, user_paid)
       VALUES ($1, $2, $3, 1, $4, 'SALE', 'Sale', 1, 9900, 9900)`,
      [line, organization, order, product],
    );
    await client.query(
      'INSERT INTO reservations (order_line_id, organization_id, sku_id, quantity) VALUES ($1, $2, $3, 1)',
      [line, organization, skuId],
    );
    await client.query(
      `INSERT INTO outbox (organization_id, topic, payload) VALUES ($1, 'orders.changed', $2)`,
      [organization, JSON.stringify({ orderIds: [order], refundIds: [] })],
    );
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

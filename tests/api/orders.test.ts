import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestProduct, type TestProduct, type TestTenant } from './product-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Orders');
});
afterAll(() => product.close());

const json = async <Answer>(path: string, body?: object): Promise<Answer> => {
  const answer = await product.ask(
    tenant,
    path,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  expect(answer.status, await answer.clone().text()).toBeLessThan(300);
  return (await answer.json()) as Answer;
};

const today = { from: '2026-03-01', to: '2026-03-01' };
const question = { dimensions: [], filters: [], range: today, grain: 'all' };
type Answer = { rows: { values: Record<string, number | null> }[]; meta: { sql: string } };

it('an order streamed by a server key is a record, a number, and the row behind the number', async () => {
  const sent = await fetch(`${product.url}/v1/batch`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${tenant.writeKey}:`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      batch: [
        {
          type: 'track',
          messageId: 'order-1',
          userId: 'customer-7731',
          event: 'Order Completed',
          timestamp: '2026-03-01T04:00:00Z',
          properties: {
            order_id: 'A-1',
            currency: 'CNY',
            total: 59.8,
            products: [{ product_id: 'tea', sku: 'tea-1', name: 'Tea', price: 29.9, quantity: 2 }],
            carrier: 'live',
            source: 'feed',
            account_type: 'self',
          },
        },
      ],
    }),
  });
  expect(sent.status).toBe(200);

  const gmv = async () =>
    (await json<Answer>('/api/metrics/query', { ...question, metrics: ['gmv', 'buyers'] })).rows[0]?.values;
  await expect.poll(gmv).toEqual({ gmv: 5980, buyers: 1 });

  const { items } = await json<{ items: { id: string; customer: string | null }[] }>('/api/orders');
  expect(items).toHaveLength(1);
  // Lists show enough of a customer's number to recognise it, never all of it.
  expect(items[0]?.customer).toMatch(/•/);
  expect(items[0]?.customer).not.toContain('customer-7731');

  const behind = await json<{ rows: Record<string, unknown>[]; columns: { id: string }[] }>(
    '/api/metrics/rows',
    {
      metric: 'gmv',
      filters: [],
      range: today,
      limit: 10,
    },
  );
  expect(behind.rows).toHaveLength(1);
  expect(JSON.stringify(behind.rows[0])).toContain(items[0]?.id);
});

it('an order that cannot be read is kept in the quarantine with its reason', async () => {
  const send = (messageId: string, properties: object) =>
    fetch(`${product.url}/v1/track`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${tenant.writeKey}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        messageId,
        userId: 'u1',
        event: 'Order Completed',
        timestamp: '2026-03-02T04:00:00Z',
        properties,
      }),
    });
  await send('order-2', { order_id: 'A-2', currency: 'CNY', total: 'a lot', products: 'tea' });
  await send('order-3', { order_id: 'A-3', currency: 'CNY', total: 1, shop_id: 'nobody knows' });
  const kept = async () => {
    const { items } = await json<{ items: { messageId: string; detail: string }[] }>('/api/quarantine');
    return items.map(({ messageId }) => messageId).sort();
  };
  await expect.poll(kept).toEqual(['order-2', 'order-3']);
});

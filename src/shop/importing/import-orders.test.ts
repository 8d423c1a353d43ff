import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import { publish } from '#platform/outbox';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { derivedId } from '../derived-id.ts';
import { findOrder, listOrders } from '../orders/orders-store.ts';
import { type ImportWorld, openImportWorld } from './import-world-fixture.ts';
import { listRejects } from './rejects-store.ts';

let stores: TestWorld;
let world: ImportWorld;
beforeAll(async () => {
  stores = await openTestWorld();
});
afterAll(() => stores.close());
beforeEach(async () => {
  world = await openImportWorld(stores);
});
afterEach(() => world.close());

const everything = {
  shopId: null,
  states: null,
  id: null,
  origin: null,
  externalId: null,
  importId: null,
  couponId: null,
  paidFrom: null,
  paidTo: null,
};
const orders = () => listOrders(world.records, world.organizationId, everything, null, 100);
const wholeOrder = async (externalId: string) => {
  const [row] = await listOrders(world.records, world.organizationId, { ...everything, externalId }, null, 1);
  const found = row && (await findOrder(world.records, world.organizationId, row.id));
  if (!found) throw new Error(`There is no order ${externalId}.`);
  return found;
};
const lineFacts = () =>
  world.facts<Record<string, unknown>>(
    'SELECT sku, toString(paid_day) AS day, gmv, buyer FROM $order_lines ORDER BY paid_day, sku, gmv',
  );

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';

describe('an order file', () => {
  it('lands as orders with lines, payments and facts; equal lines stay two', async () => {
    const done = await world.import(
      `${header}1,A,Scarf,2,2011-06-30 23:30:00,1.50,17850.0,UK\n1,A,Scarf,2,2011-06-30 23:30:00,1.50,17850.0,UK\n1,B,,1,2011-06-30 23:30:00,0.99,17850,UK\n`,
    );
    expect(done).toMatchObject({
      state: 'done',
      rowsTaken: 3,
      rowsRejected: 0,
      summary: { orders: 1, lines: 3, gmv: { GBP: 699 } },
    });
    const { order, orderLines, payments } = await wholeOrder('1');
    expect(order).toMatchObject({ state: 'paid', gmv: 699, currency: 'GBP', buyer: 1 });
    expect(orderLines.map((line) => [line.line_number, line.sku, line.title, line.gmv])).toEqual([
      [1, 'A', 'Scarf', 300],
      [2, 'A', 'Scarf', 300],
      [3, 'B', 'B', 99],
    ]);
    expect(payments).toMatchObject([{ amount: 699, provider: 'import' }]);
    // Half past eleven in a London summer is still the 30th there, though it is past ten in UTC.
    expect(await lineFacts()).toMatchObject([
      { sku: 'A', day: '2011-06-30', gmv: 300, buyer: 1 },
      { sku: 'A' },
      { sku: 'B' },
    ]);
  });

  it('says which days it restated, once there were numbers to see before it', async () => {
    const restated = async () => {
      const rows = await world.records.organization(world.organizationId, (trx) =>
        trx.selectFrom('metric_restatements').select(['from_day', 'to_day', 'reason', 'metrics']).execute(),
      );
      return rows.map(({ metrics, ...days }) => ({ ...days, gmv: metrics.includes('gmv') }));
    };
    await world.import(`${header}1,A,Scarf,1,2011-01-05,1.50,c1,UK\n`);
    expect(await restated()).toEqual([]);
    await world.import(`${header}2,A,Scarf,1,2011-01-03,1.50,c1,UK\n3,A,Scarf,1,2011-02-01,1.50,c1,UK\n`);
    expect(await restated()).toEqual([
      {
        from_day: '2011-01-03',
        to_day: '2011-02-01',
        reason: expect.stringContaining('Import: '),
        gmv: true,
      },
    ]);
  });

  it('changes nothing when imported again, and follows a later export that differs', async () => {
    const first = `${header}1,A,Scarf,2,2011-01-05,1.50,c1,UK\n1,B,Hat,1,2011-01-05,2.00,c1,UK\n2,A,Scarf,1,2011-01-06,1.50,c2,UK\n`;
    await world.import(first);
    const before = [await orders(), await lineFacts()];
    expect((await world.import(first)).summary).toMatchObject({ orders: 2, ordersChanged: 0 });
    expect([await orders(), await lineFacts()]).toEqual(before);

    // Order 1 lost its hat and moved to another day; order 2 stays.
    const later = await world.import(
      `${header}1,A,Scarf,3,2011-02-01,1.50,c1,UK\n2,A,Scarf,1,2011-01-06,1.50,c2,UK\n`,
    );
    expect(later.summary).toMatchObject({ ordersChanged: 1 });
    expect(await lineFacts()).toMatchObject([
      { sku: 'A', day: '2011-01-06', gmv: 150 },
      { sku: 'A', day: '2011-02-01', gmv: 450 },
    ]);
    expect((await wholeOrder('1')).order).toMatchObject({ version: 2, gmv: 450 });
  });

  it('keeps rows it cannot take, each with its reason', async () => {
    const done = await world.import(
      `${header}1,A,Scarf,x,2011-01-05,1.50,c1,UK\n2,A,Scarf,1,someday,1.50,c1,UK\n3,A,Scarf,-5,2011-01-05,0,,UK\n4,A,Adjust,1,2011-01-05,-9.50,,UK\n,A,Scarf,1,2011-01-05,1,,UK\n5,A,Scarf,1.5,2011-01-05,1,,UK\n6,A,Scarf,1,2011-01-05,£1.00,,UK\n`,
    );
    expect(done).toMatchObject({ state: 'done', rowsTaken: 1, rowsRejected: 6 });
    const rejects = await listRejects(world.records, world.organizationId, done.id, 0, 100);
    expect(rejects.map(({ row, code, field }) => [row, code, field])).toEqual([
      [1, 'quantity_unreadable', 'quantity'],
      [2, 'time_unreadable', 'ordered_at'],
      [3, 'zero_price_adjustment', 'quantity'],
      [4, 'negative_price', 'unit_price'],
      [5, 'order_id_missing', 'order_id'],
      [6, 'quantity_unreadable', 'quantity'],
    ]);
    expect(rejects[0]?.raw).toBe('1,A,Scarf,x,2011-01-05,1.50,c1,UK');
  });

  it('ties cancellations to what the customer bought, and counts the rest without an order', async () => {
    const rows = `${header}1,A,Scarf,5,2011-01-05,2.00,c1,UK\n2,A,Scarf,2,2011-01-08,2.00,c1,UK\nC3,A,Scarf,-4,2011-01-09,2.00,c1,UK\nC4,B,Hat,-1,2011-01-09,3.00,c1,UK\nC5,A,Scarf,-1,2011-01-09,2.00,,UK\n`;
    const done = await world.import(rows);
    expect(done.summary).toMatchObject({
      refunds: 4,
      refundAmount: { GBP: 1300 },
      refundsWithoutOrder: 2,
      refundAmountWithoutOrder: { GBP: 500 },
    });
    expect((await wholeOrder('2')).order.refunded).toBe(400);
    expect((await wholeOrder('1')).order.refunded).toBe(400);
    const facts = () =>
      world.facts(
        'SELECT sku, amount, quantity, isNull(paid_at) AS untied FROM $refund_lines ORDER BY amount, untied, sku, quantity',
      );
    const before = await facts();
    expect(before).toMatchObject([
      { amount: 200, untied: 1 },
      { amount: 300, untied: 1 },
      { amount: 400, untied: 0 },
      { amount: 400, untied: 0 },
    ]);
    expect((await world.import(rows)).summary).toMatchObject({ ordersChanged: 0, refundsChanged: 0 });
    // The cancelled hat turns up in a fuller export: its refund finds its order, and counts once.
    const fuller = await world.import(`${rows}0,B,Hat,1,2011-01-02,3.00,c1,UK\n`);
    expect(fuller.summary).toMatchObject({ ordersChanged: 1, refundsWithoutOrder: 1 });
    expect(await facts()).toMatchObject([
      { amount: 200, untied: 1 },
      { amount: 300, untied: 0 },
      { amount: 400 },
      { amount: 400 },
    ]);
  });

  it('reads a Doudian export: sub-orders, subsidies, states and the touch', async () => {
    const done = await world.import(
      `主订单编号,子订单编号,选购商品,商品数量,商品ID,商家编码,订单应付金额,平台优惠,达人优惠,支付优惠,订单提交时间,支付完成时间,订单状态,流量体裁,流量渠道,流量来源,达人ID\n` +
        `M1,S1,连衣裙,1,P1,K1,¥90.00,5.00,3.00,2.00,2024/06/18 20:00:01,2024/06/18 20:00:30,已完成,直播,推荐,精选联盟,D9\n` +
        `M1,S2,围巾,2,P2,K2,20.00,0,0,0,2024/06/18 20:00:01,2024/06/18 20:00:30,已完成,商品卡,搜索,自营,\n` +
        `M2,S3,围巾,1,P2,K2,10.00,0,0,0,2024/06/18 21:00:01,,待支付,商品卡,搜索,自营,\n` +
        `M3,S4,围巾,1,P2,K2,10.00,0,0,0,2024/06/18 21:00:01,,奇怪,商品卡,搜索,自营,\n`,
    );
    expect(done).toMatchObject({ rowsRejected: 1, summary: { gmv: { CNY: 13_000 } } });
    const { order, orderLines } = await wholeOrder('M1');
    expect(order).toMatchObject({ state: 'completed', gmv: 12_000, user_paid: 11_000 });
    expect(orderLines).toMatchObject([
      {
        gmv: 10_000,
        user_paid: 9_000,
        carrier: 'live',
        source: 'feed',
        account_type: 'partner',
        creator_id: 'D9',
      },
      { gmv: 2_000, carrier: 'product_card', source: 'search', account_type: 'self' },
    ]);
    expect((await wholeOrder('M2')).order).toMatchObject({ state: 'awaiting_payment', paid_at: null });
    expect((await lineFacts()).length).toBe(2);
  });

  it('takes refunds that stand beside the line, and follows them when they grow', async () => {
    const file = (refund: string) =>
      `order_id,sku,quantity,line_amount,ordered_at,shipped_at,refund_amount,refunded_at,currency\n9,K,2,20.00,2024-06-01 10:00,2024-06-02,${refund},2024-06-05 12:00,CNY\n`;
    expect((await world.import(file('5.00'))).summary).toMatchObject({
      refunds: 1,
      refundsChanged: 1,
      refundAmount: { CNY: 500 },
    });
    // The same file again brings nothing new, and says so.
    expect((await world.import(file('5.00'))).summary).toMatchObject({ refunds: 1, refundsChanged: 0 });
    expect((await wholeOrder('9')).refunds).toMatchObject([{ amount: 500, stage: 'after_shipping' }]);
    await world.import(file('20.00'));
    expect((await wholeOrder('9')).orderLines).toMatchObject([{ refunded: 2_000, refunded_quantity: 2 }]);
    expect(await world.facts('SELECT sum(amount) AS amount FROM $refund_lines')).toMatchObject([
      { amount: 2_000 },
    ]);
  });

  it('carries a Shopify order from its first row to the rest', async () => {
    await world.import(
      `Name,Email,Financial Status,Paid at,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n` +
        `#1001,a@b.c,paid,2023-01-01 10:00:00 -0500,USD,2023-01-01 09:59:00 -0500,1,Mug,12.00,M\n#1001,,,,,,2,Cup,5.00,C\n`,
    );
    expect((await wholeOrder('#1001')).order).toMatchObject({
      gmv: 2_200,
      currency: 'USD',
      lines: 2,
      buyer: 1,
    });
  });
});

describe('orders that are streamed', () => {
  const accountId = newId('account');
  const send = async (event: string, messageId: string, properties: object) => {
    await world.records.organization(world.organizationId, (trx) =>
      publish(trx, world.organizationId, 'events.money', {
        organizationId: world.organizationId,
        shopId: world.shopId,
        accountId,
        event,
        messageId,
        timestamp: '2024-06-01T10:00:00Z',
        userId: 'c1',
        properties,
      }),
    );
    await world.relay();
    await world.relay();
  };
  const completed = {
    order_id: 'T1',
    currency: 'GBP',
    discount: 1,
    products: [
      { product_id: 'P', sku: 'K', name: 'Scarf', price: 9.99, quantity: 3 },
      { product_id: 'Q', name: 'Hat', price: 5 },
    ],
    carrier: 'live',
  };

  it('are records with their discount spread to the penny; twice is once', async () => {
    await send('Order Completed', 'm1', completed);
    await send('Order Completed', 'm1', completed);
    const { order, orderLines } = await wholeOrder('T1');
    expect(order).toMatchObject({ origin: 'event', gmv: 3_397, state: 'paid', version: 1, buyer: 1 });
    expect(orderLines).toMatchObject([
      { sku: 'K', gmv: 2_911, carrier: 'live', account_id: accountId },
      { sku: 'Q', gmv: 486 },
    ]);
  });

  it('give back by product, then all that is left', async () => {
    await send('Order Completed', 'm1', { ...completed, discount: 0 });
    await send('Order Refunded', 'm2', {
      order_id: 'T1',
      products: [{ product_id: 'P', sku: 'K', price: 9.99, quantity: 1 }],
    });
    await send('Order Refunded', 'm3', { order_id: 'T1' });
    await send('Order Refunded', 'm3', { order_id: 'T1' });
    const { order, refunds } = await wholeOrder('T1');
    expect(order).toMatchObject({ gmv: 3_497, refunded: 3_497 });
    expect(refunds.map((refund) => refund.amount).sort()).toEqual([2_498, 999]);
    expect(
      await world.facts(
        'SELECT sum(amount) AS amount, countIf(paid_at IS NULL) AS untied FROM $refund_lines',
      ),
    ).toEqual([{ amount: 3_497, untied: 0 }]);
  });
});

describe('derived ids', () => {
  it('are the same in PostgreSQL and here', async () => {
    const { rows } = await world.records.organizationClient(world.organizationId, (client) =>
      client.query(`SELECT meadow_derived_id('order:一') AS id`),
    );
    expect(rows[0].id).toBe(derivedId('order:一'));
  });
});

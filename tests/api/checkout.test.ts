import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseId, showId } from '#kernel/ids';
import { touchTokens } from '#shop';
import {
  addAddress,
  addSku,
  fixtureAddress,
  type StockedSku,
} from '../../src/shop/checkout/laws/market-fixture.ts';
import { openTestProduct, type TestProduct, type TestShopper, type TestTenant } from './product-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
let shopId: string;
beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Seller');
  shopId = await product.world.records.organization(
    tenant.organizationId,
    async (trx) => (await trx.selectFrom('shops').select('id').executeTakeFirstOrThrow()).id,
  );
});
afterAll(() => product.close());

const stocked = (onHand: number, price = 1_990): Promise<StockedSku> =>
  addSku(product.world.records, tenant.organizationId, shopId, { price, onHand });

async function buyer(): Promise<TestShopper & { readonly addressId: string }> {
  const shopper = await product.shopper();
  const id = parseId('shopper', shopper.id) ?? '';
  const addressId = await addAddress(product.world.records, product.world.instanceSecret, id);
  return { ...shopper, addressId: showId('address', addressId) };
}

/** What these tests read of answers, whatever the answer. */
type Seen = {
  readonly id: string;
  readonly state: string;
  readonly code: string;
  readonly detail: string;
  readonly version: number;
  readonly quantity: number;
  readonly orderId: string;
  readonly orders: Seen[];
  readonly lines: Seen[];
  readonly items: Seen[];
  readonly refunds: Seen[];
  readonly shipments: Seen[];
  readonly problems: unknown;
  readonly errors?: { readonly field: string }[];
  readonly rows?: { readonly values: unknown }[];
};
const told = async (asked: Promise<Response>): Promise<{ status: number; body: Seen }> => {
  const answer = await asked;
  return { status: answer.status, body: (await answer.json()) as Seen };
};
const ofShop = (method: string, path: string, body?: object) =>
  told(
    product.ask(tenant, path, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    }),
  );

const stockOf = (sku: StockedSku) =>
  product.world.records.market((trx) =>
    trx
      .selectFrom('skus')
      .select(['on_hand', 'reserved'])
      .where('id', '=', sku.skuId)
      .executeTakeFirstOrThrow(),
  );

/** Places an order for some of one SKU and pays it. */
async function buy(
  shopper: TestShopper & { addressId: string },
  sku: StockedSku,
  quantity = 2,
  more: object = {},
) {
  const placed = await told(
    shopper.ask('POST', '/api/storefront/checkouts', {
      lines: [{ skuId: showId('sku', sku.skuId), quantity, ...more }],
      addressId: shopper.addressId,
    }),
  );
  expect(placed.status, JSON.stringify(placed.body)).toBe(201);
  const paid = await told(
    shopper.ask('POST', `/api/storefront/checkouts/${placed.body.id}/pay`, { provider: 'test' }),
  );
  expect(paid.body).toMatchObject({ state: 'paid' });
  const orderId = String(placed.body.orders[0]?.id);
  return told(shopper.ask('GET', `/api/storefront/orders/${orderId}`)).then(({ body }) => body);
}

const dayAt = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(ms);
const metric = async (metrics: string[], filters: object[] = []) => {
  // From yesterday, in case the day ends meanwhile.
  const range = { from: dayAt(Date.now() - 86_400_000), to: dayAt(Date.now()) };
  const { body } = await ofShop('POST', '/api/metrics/query', {
    metrics,
    dimensions: [],
    filters,
    range,
    grain: 'all',
  });
  return body.rows?.[0]?.values;
};

describe('a shopper', () => {
  it('fills a cart, sees its price, orders and pays, and the numbers show it with its touch', async () => {
    const sku = await stocked(5);
    const shopper = await buyer();
    const touch = touchTokens(product.world.instanceSecret).sign(
      {
        carrier: 'short_video',
        source: 'feed',
        accountType: 'self',
        planId: 'plan-of-the-test',
        accountId: null,
        contentId: 'video-of-the-test',
        roomId: null,
        creatorId: null,
        requestId: null,
        touchSecond: null,
      },
      Date.now(),
    );
    const shownSku = showId('sku', sku.skuId);
    const cart = await told(
      shopper.ask('PUT', `/api/storefront/cart/${shownSku}`, { quantity: 2, touch, touchSecond: 7 }),
    );
    expect(cart.body).toMatchObject({ quantity: 2, shops: [{ lines: [{ state: 'ok', available: 5 }] }] });
    const quote = await told(shopper.ask('POST', '/api/storefront/checkouts/quote', { fromCart: true }));
    expect(quote.body).toMatchObject({ total: 3_980, currency: 'CNY', problems: [] });

    const place = { fromCart: true, addressId: shopper.addressId, total: 3_980 };
    const placed = await told(shopper.ask('POST', '/api/storefront/checkouts', place));
    expect([placed.status, placed.body.state]).toEqual([201, 'awaiting_payment']);
    expect(await stockOf(sku)).toEqual({ on_hand: 5, reserved: 2 });
    expect((await told(shopper.ask('GET', '/api/storefront/cart'))).body.quantity).toBe(0);

    const paid = await told(
      shopper.ask('POST', `/api/storefront/checkouts/${placed.body.id}/pay`, { provider: 'test' }),
    );
    expect(paid.body).toMatchObject({ state: 'paid', payments: [{ state: 'succeeded', late: false }] });

    const byPlan = [{ dimension: 'plan', op: 'in', values: ['plan-of-the-test'] }];
    await expect.poll(() => metric(['gmv'], byPlan)).toEqual({ gmv: 3_980 });
    const order = await ofShop('GET', `/api/orders/${placed.body.orders[0]?.id}`);
    expect(order.body).toMatchObject({
      origin: 'checkout',
      state: 'paid',
      orderLines: [{ quantity: 2, touch: { carrier: 'short_video', planId: 'plan-of-the-test' } }],
      payments: [{ provider: 'test', amount: 3_980 }],
    });
  });

  it('is told what cannot be had, and takes nothing of a cart that cannot be had whole', async () => {
    const scarce = await stocked(1);
    const plenty = await stocked(9);
    const shopper = await buyer();
    const lines = [
      { skuId: showId('sku', plenty.skuId), quantity: 1 },
      { skuId: showId('sku', scarce.skuId), quantity: 2 },
    ];
    const quote = await told(shopper.ask('POST', '/api/storefront/checkouts/quote', { lines }));
    expect(quote.body.problems).toEqual([
      { skuId: showId('sku', scarce.skuId), state: 'short', available: 1 },
    ]);
    const place = await told(
      shopper.ask('POST', '/api/storefront/checkouts', { lines, addressId: shopper.addressId }),
    );
    expect([place.status, place.body.code]).toEqual([409, 'sold_out']);
    expect(place.body.detail).toContain(showId('sku', scarce.skuId));
    expect(await stockOf(plenty)).toEqual({ on_hand: 9, reserved: 0 });
  });

  it('is never charged another price than the one shown', async () => {
    const sku = await stocked(5, 500);
    const shopper = await buyer();
    const place = (total: number) =>
      told(
        shopper.ask('POST', '/api/storefront/checkouts', {
          lines: [{ skuId: showId('sku', sku.skuId), quantity: 1 }],
          addressId: shopper.addressId,
          total,
        }),
      );
    expect((await place(499)).body.code).toBe('price_changed');
    await product.world.records.organization(tenant.organizationId, (trx) =>
      trx.updateTable('skus').set({ price: 600 }).where('id', '=', sku.skuId).execute(),
    );
    expect((await place(500)).body.code).toBe('price_changed');
    expect((await place(600)).status).toBe(201);
  });

  it('cannot send an order to an address of somebody else, nor see or pay another’s checkout', async () => {
    const sku = await stocked(5);
    const [one, other] = [await buyer(), await buyer()];
    const lines = [{ skuId: showId('sku', sku.skuId), quantity: 1 }];
    const wrong = await told(
      one.ask('POST', '/api/storefront/checkouts', { lines, addressId: other.addressId }),
    );
    expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([422, 'addressId']);
    const placed = await told(
      one.ask('POST', '/api/storefront/checkouts', { lines, addressId: one.addressId }),
    );
    const path = `/api/storefront/checkouts/${placed.body.id}`;
    expect((await other.ask('GET', path)).status).toBe(404);
    expect((await other.ask('POST', `${path}/pay`, { provider: 'test' })).status).toBe(404);
    const order = `/api/storefront/orders/${placed.body.orders[0]?.id}`;
    expect((await other.ask('GET', order)).status).toBe(404);
    expect((await other.ask('POST', `${order}/cancel`, { version: 1 })).status).toBe(404);
  });

  it('may cancel what is not paid, and its stock is free again', async () => {
    const sku = await stocked(3);
    const shopper = await buyer();
    const placed = await told(
      shopper.ask('POST', '/api/storefront/checkouts', {
        lines: [{ skuId: showId('sku', sku.skuId), quantity: 3 }],
        addressId: shopper.addressId,
      }),
    );
    const cancelled = await told(
      shopper.ask('POST', `/api/storefront/orders/${placed.body.orders[0]?.id}/cancel`, { version: 1 }),
    );
    expect(cancelled.body).toMatchObject({ state: 'cancelled', can: { pay: false, cancel: false } });
    expect(await stockOf(sku)).toEqual({ on_hand: 3, reserved: 0 });
    const pay = await told(
      shopper.ask('POST', `/api/storefront/checkouts/${placed.body.id}/pay`, { provider: 'test' }),
    );
    expect([pay.status, pay.body.code]).toEqual([409, 'checkout_closed']);
  });

  it('has an order placed once, however often the request comes', async () => {
    const sku = await stocked(9);
    const shopper = await buyer();
    const place = (key: string) =>
      fetch(`${product.url}/api/storefront/checkouts`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${shopper.token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify({
          lines: [{ skuId: showId('sku', sku.skuId), quantity: 1 }],
          addressId: shopper.addressId,
        }),
      }).then((answer) => answer.json() as Promise<Seen>);
    const first = await place('once');
    expect((await place('once')).id).toBe(first.id);
    // As after a crash between the order and the memory of its answer.
    await product.world.records.market((trx) => trx.deleteFrom('idempotency_keys').execute());
    expect((await place('once')).id).toBe(first.id);
    expect(await stockOf(sku)).toMatchObject({ reserved: 1 });
  });
});

describe('a shop', () => {
  it('ships in parts, shows the recipient only on the record, and the shopper finishes the order', async () => {
    const sku = await stocked(5);
    const shopper = await buyer();
    const order = await buy(shopper, sku, 2);
    const line = order.lines[0];
    const ship = (body: object) => ofShop('POST', `/api/orders/${order.id}/ship`, body);
    const parcel = { carrier: 'SF', trackingNumber: 'SF-1' };
    expect((await ship({ ...parcel, version: order.version - 1 })).body.code).toBe('conflict');
    const part = await ship({
      ...parcel,
      version: order.version,
      lines: [{ lineId: line?.id, quantity: 1 }],
    });
    expect(part.status, JSON.stringify(part.body)).toBe(200);
    expect(await stockOf(sku)).toEqual({ on_hand: 4, reserved: 1 });
    const rest = await ofShop('POST', '/api/orders/ship', {
      carrier: 'SF',
      items: [
        { orderId: order.id, trackingNumber: 'SF-2' },
        { orderId: showId('order', crypto.randomUUID()), trackingNumber: 'SF-3' },
      ],
    });
    expect(rest.body.items).toMatchObject([{ shipped: true }, { shipped: false, code: 'not_found' }]);
    const recipient = await ofShop('POST', `/api/orders/${order.id}/recipient`);
    expect(recipient.body).toEqual(fixtureAddress);
    const log = await ofShop('GET', '/api/audit-log?action=order.recipient_revealed');
    expect(log.body.items).toHaveLength(1);

    const shipped = await told(shopper.ask('GET', `/api/storefront/orders/${order.id}`));
    expect(shipped.body).toMatchObject({ state: 'shipped', can: { receive: true } });
    expect(shipped.body.shipments).toHaveLength(2);
    const done = await told(
      shopper.ask('POST', `/api/storefront/orders/${order.id}/receive`, { version: shipped.body.version }),
    );
    expect(done.body.state).toBe('completed');
    expect(await stockOf(sku)).toEqual({ on_hand: 3, reserved: 0 });
  });

  it('gives back at once what is not shipped, and the numbers move', async () => {
    const sku = await stocked(5, 777);
    const shopper = await buyer();
    const order = await buy(shopper, sku, 3);
    const back = await told(
      shopper.ask('POST', `/api/storefront/orders/${order.id}/refunds`, {
        version: order.version,
        lines: [{ lineId: order.lines[0]?.id, quantity: 1 }],
        reason: 'one too many',
      }),
    );
    expect(back.body).toMatchObject({ refunded: 777, refunds: [{ state: 'succeeded', amount: 777 }] });
    expect(await stockOf(sku)).toEqual({ on_hand: 5, reserved: 2 });
    const ofProduct = [{ dimension: 'product', op: 'in', values: [sku.productId] }];
    const numbers = () => metric(['gmv', 'refund_amount'], ofProduct);
    await expect.poll(numbers).toEqual({ gmv: 2_331, refund_amount: 777 });
    const whole = await told(
      shopper.ask('POST', `/api/storefront/orders/${order.id}/refunds`, {
        version: back.body.version,
        lines: [{ lineId: order.lines[0]?.id, quantity: 2 }],
        reason: 'all of it',
      }),
    );
    expect(whole.body.state).toBe('refunded_before_shipping');
    await expect.poll(numbers).toEqual({ gmv: 2_331, refund_amount: 2_331 });
    expect(await stockOf(sku)).toEqual({ on_hand: 5, reserved: 0 });
  });

  it('says that it packs an order, which can then still be given back before it is shipped, or shipped', async () => {
    const sku = await stocked(5, 1_000);
    const shopper = await buyer();
    const [kept, returned] = [await buy(shopper, sku, 1), await buy(shopper, sku, 1)];
    const prepare = (order: Seen, version = order.version) =>
      ofShop('POST', `/api/orders/${order.id}/prepare`, { version });
    for (const order of [kept, returned])
      expect((await prepare(order)).body).toEqual({
        id: order.id,
        state: 'preparing',
        version: order.version + 1,
      });
    const seen = (await told(shopper.ask('GET', `/api/storefront/orders/${kept.id}`))).body;
    expect(seen.state).toBe('preparing');
    expect((await prepare(kept)).status).toBe(409);
    expect((await prepare(kept, seen.version)).body).toMatchObject({ code: 'conflict' });

    const parcel = { carrier: 'SF', trackingNumber: 'SF-10', version: seen.version };
    expect((await ofShop('POST', `/api/orders/${kept.id}/ship`, parcel)).status).toBe(200);
    const back = await told(
      shopper.ask('POST', `/api/storefront/orders/${returned.id}/refunds`, {
        version: returned.version + 1,
        lines: [{ lineId: returned.lines[0]?.id, quantity: 1 }],
        reason: 'changed my mind',
      }),
    );
    expect(back.body.state).toBe('refunded_before_shipping');
  });

  it('decides on what is shipped, with a reason, and never gives back more than was paid', async () => {
    const sku = await stocked(5, 1_000);
    const shopper = await buyer();
    const order = await buy(shopper, sku, 2);
    const parcel = { carrier: 'SF', trackingNumber: 'SF-9', version: order.version };
    await ofShop('POST', `/api/orders/${order.id}/ship`, parcel);
    const seen = async () => (await told(shopper.ask('GET', `/api/storefront/orders/${order.id}`))).body;
    const ask = async (quantity: number) =>
      told(
        shopper.ask('POST', `/api/storefront/orders/${order.id}/refunds`, {
          version: (await seen()).version,
          lines: [{ lineId: order.lines[0]?.id, quantity }],
          reason: 'broken',
        }),
      );
    const asked = await ask(1);
    expect(asked.body.refunds).toMatchObject([{ state: 'pending', decision: null, amount: 1_000 }]);
    const waiting = await ofShop('GET', '/api/refunds?tab=waiting');
    const refund = waiting.body.items.find((one) => one.orderId === order.id);
    const decide = (body: object) => ofShop('POST', `/api/refunds/${refund?.id}/decide`, body);
    expect((await decide({ version: refund?.version, decision: 'refused' })).status).toBe(400);
    const refused = await decide({ version: refund?.version, decision: 'refused', note: 'Send a picture' });
    expect(refused.body).toMatchObject({ state: 'failed', decision: 'refused' });

    const again = await ask(2);
    expect(again.body.refunds).toHaveLength(2);
    const second = (await ofShop('GET', '/api/refunds?tab=waiting')).body.items[0];
    const approved = await ofShop('POST', `/api/refunds/${second?.id}/decide`, {
      version: second?.version,
      decision: 'approved',
    });
    expect(approved.body).toMatchObject({ state: 'succeeded', amount: 2_000 });
    expect((await seen()).state).toBe('refunded_after_shipping');
    const more = await ofShop('POST', `/api/orders/${order.id}/refunds`, {
      version: (await seen()).version,
      lines: [{ lineId: order.lines[0]?.id, quantity: 0, amount: 1 }],
      reason: 'goodwill',
    });
    expect(more.status).toBe(409);
    // What was shipped does not come back into stock by a refund alone.
    expect(await stockOf(sku)).toEqual({ on_hand: 3, reserved: 0 });
  });
});

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseId, showId } from '#kernel/ids';
import { addAddress, addSku, type StockedSku } from '../../src/shop/checkout/laws/market-fixture.ts';
import { openTestProduct, type TestProduct, type TestShopper, type TestTenant } from './product-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
let sku: StockedSku;
let shopper: TestShopper;
let addressId: string;
beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Payee');
  const { records, instanceSecret } = product.world;
  const shopId = await records.organization(
    tenant.organizationId,
    async (trx) => (await trx.selectFrom('shops').select('id').executeTakeFirstOrThrow()).id,
  );
  sku = await addSku(records, tenant.organizationId, shopId, { price: 2_500, onHand: 100 });
  shopper = await product.shopper();
  const id = await addAddress(records, instanceSecret, parseId('shopper', shopper.id) ?? '');
  addressId = showId('address', id);
});
afterAll(() => product.close());

type Checkout = {
  readonly id: string;
  readonly state: string;
  readonly orders: readonly { readonly id: string }[];
  readonly payments: readonly {
    readonly state: string;
    readonly late: boolean;
    readonly failure: string | null;
  }[];
};

async function place(): Promise<Checkout> {
  const lines = [{ skuId: showId('sku', sku.skuId), quantity: 1 }];
  const placed = await shopper.ask('POST', '/api/storefront/checkouts', { lines, addressId });
  expect(placed.status).toBe(201);
  return (await placed.json()) as Checkout;
}
const pay = async (id: string, options: object = {}) =>
  (
    await shopper.ask('POST', `/api/storefront/checkouts/${id}/pay`, { provider: 'test', ...options })
  ).json() as Promise<Checkout>;
const seen = async (id: string) =>
  (await shopper.ask('GET', `/api/storefront/checkouts/${id}`)).json() as Promise<Checkout>;

const messagesOf = (checkout: Checkout) =>
  product.world.records.market(async (trx) => {
    const rows = await trx
      .selectFrom('outbox')
      .select('payload')
      .where('topic', '=', 'orders.changed')
      .execute();
    const orderId = parseId('order', checkout.orders[0]?.id ?? '') ?? '-';
    return rows.filter((row) => JSON.stringify(row.payload).includes(orderId)).length;
  });

it('a checkout is paid once, whether the callback comes before the answer, twice, or late', async () => {
  for (const options of [
    { outcome: 'before_response' },
    { outcome: 'twice' },
    { outcome: 'late', delayMs: 300 },
  ]) {
    const checkout = await place();
    await pay(checkout.id, options);
    await expect.poll(async () => (await seen(checkout.id)).state).toBe('paid');
    // The second callback of `twice` comes half a second after the first.
    if (options.outcome === 'twice') await new Promise((wait) => setTimeout(wait, 2_500));
    expect((await seen(checkout.id)).payments).toMatchObject([{ state: 'succeeded', late: false }]);
    expect(await messagesOf(checkout)).toBe(2);
  }
});

it('a charge that failed says so, and the shopper may try again', async () => {
  const checkout = await place();
  expect(await pay(checkout.id, { outcome: 'fail' })).toMatchObject({
    state: 'awaiting_payment',
    payments: [{ state: 'failed', failure: 'declined' }],
  });
  expect(await pay(checkout.id)).toMatchObject({ state: 'paid' });
  expect(await pay(checkout.id)).toMatchObject({ code: 'conflict' });
});

/** What a provider was to take in a minute it takes now, so that a test need not be faster than it. */
const moneyComesNow = (checkoutId: string) =>
  product.world.records.market((trx) =>
    sql`UPDATE test_charges c SET callback_at = now(), ripe_at = now() FROM payment_attempts a
      WHERE a.checkout_id = ${checkoutId} AND c.request_id = a.id`.execute(trx),
  );

it('money that comes after the time to pay is over goes back by itself', async () => {
  const checkout = await place();
  const id = parseId('checkout', checkout.id) ?? '';
  expect(await pay(checkout.id, { outcome: 'late', delayMs: 60_000 })).toMatchObject({
    state: 'awaiting_payment',
  });
  await product.world.records.market((trx) =>
    trx
      .updateTable('checkouts')
      .set({ expires_at: new Date(Date.now() - 1_000) })
      .where('id', '=', id)
      .execute(),
  );
  await expect.poll(async () => (await seen(checkout.id)).state).toBe('expired');
  await moneyComesNow(id);
  await expect
    .poll(async () => (await seen(checkout.id)).payments)
    .toMatchObject([{ state: 'succeeded', late: true }]);
  const returns = () =>
    product.world.records.market((trx) =>
      trx
        .selectFrom('payment_returns as back')
        .innerJoin('payment_attempts as attempt', 'attempt.id', 'back.attempt_id')
        .select(['back.state', 'back.amount'])
        .where('attempt.checkout_id', '=', id)
        .execute(),
    );
  await expect.poll(returns).toEqual([{ state: 'succeeded', amount: 2_500 }]);
});

it('a refund that its provider cannot make leaves the order as it was', async () => {
  const checkout = await place();
  await pay(checkout.id, { outcome: 'refund_fails' });
  const path = `/api/storefront/orders/${checkout.orders[0]?.id}`;
  type Order = { version: number; state: string; lines: { id: string; refundable: number }[] };
  const order = (await (await shopper.ask('GET', path)).json()) as Order;
  const asked = await shopper.ask('POST', `${path}/refunds`, {
    version: order.version,
    lines: [{ lineId: order.lines[0]?.id, quantity: 1 }],
    reason: 'changed my mind',
  });
  expect(await asked.json()).toMatchObject({
    state: 'paid',
    refunded: 0,
    lines: [{ refundable: 2_500 }],
    refunds: [{ state: 'failed', decision: 'approved' }],
  });
});

it('a callback without the provider’s signature changes nothing', async () => {
  const checkout = await place();
  const forged = await fetch(`${product.url}/api/payments/test/callback`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'meadow-test-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`,
    },
    body: JSON.stringify({ kind: 'charge', requestId: checkout.id, state: 'succeeded' }),
  });
  expect(forged.status).toBe(401);
  expect((await seen(checkout.id)).state).toBe('awaiting_payment');
});

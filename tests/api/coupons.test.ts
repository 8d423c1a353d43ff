import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepGroup } from '#events';
import { newId, parseId, showId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import type { ClaimedCoupon, CouponView, OrderView, PurchaseView, QuoteView } from '#shop/contract';
import { brokenLaws } from '../../src/shop/checkout/laws/laws-fixture.ts';
import { addAddress, addSku, type StockedSku } from '../../src/shop/checkout/laws/market-fixture.ts';
import { openTestProduct, type TestProduct, type TestShopper, type TestTenant } from './product-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
let rival: TestTenant;
let shopId: string;
beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Seller');
  rival = await product.tenant('Rival');
  shopId = await product.world.records.organization(
    tenant.organizationId,
    async (trx) => (await trx.selectFrom('shops').select('id').executeTakeFirstOrThrow()).id,
  );
});
afterAll(() => product.close());

type Buyer = TestShopper & { readonly addressId: string };
async function buyer(): Promise<Buyer> {
  const shopper = await product.shopper();
  const id = parseId('shopper', shopper.id) ?? '';
  const address = await addAddress(product.world.records, product.world.instanceSecret, id);
  return { ...shopper, addressId: showId('address', address) };
}
const stocked = (price: number): Promise<StockedSku> =>
  addSku(product.world.records, tenant.organizationId, shopId, { price, onHand: 50 });

type Told<Body> = {
  readonly status: number;
  readonly body: Body & { readonly code?: string; readonly reason?: string };
};
async function told<Body>(asked: Promise<Response>): Promise<Told<Body>> {
  const answer = await asked;
  return { status: answer.status, body: (await answer.json()) as Told<Body>['body'] };
}
const asShop = <Body = CouponView>(method: string, path: string, body?: object, as = tenant) =>
  told<Body>(
    product.ask(as, path, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    }),
  );

const hour = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
const said = (more: object = {}) => ({
  shopId: showId('shop', shopId),
  name: 'Three off',
  terms: { kind: 'direct', amountOff: 300 },
  productIds: null,
  quantity: 100,
  perShopper: 1,
  claimFrom: inHours(-1),
  claimUntil: inHours(24),
  use: { days: 7 },
  forWhom: 'everybody',
  groupIds: [],
  granted: false,
  ...more,
});
async function opened(more: object = {}): Promise<CouponView> {
  const made = await asShop('POST', '/api/coupons', said(more));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const open = await asShop('POST', `/api/coupons/${made.body.id}/move`, { version: 1, move: 'open' });
  expect(open.body).toMatchObject({ state: 'open', version: 2 });
  return open.body;
}
const claim = (shopper: TestShopper, id: string) =>
  told<ClaimedCoupon>(shopper.ask('POST', `/api/storefront/coupons/${id}/claim`));
const offered = async (shopper: TestShopper, skuProduct: string) => {
  const query = `productId=${showId('product', skuProduct)}`;
  const { body } = await told<{ items: { id: string; mine: number; more: number }[] }>(
    shopper.ask('GET', `/api/storefront/coupons?${query}`),
  );
  return body.items;
};
const wallet = async (shopper: TestShopper, state = '') => {
  const { body } = await told<{ items: ClaimedCoupon[] }>(
    shopper.ask('GET', `/api/storefront/my-coupons${state && `?state=${state}`}`),
  );
  return body.items;
};
const linesOf = (...skus: readonly (readonly [StockedSku, number])[]) =>
  skus.map(([sku, quantity]) => ({ skuId: showId('sku', sku.skuId), quantity }));
type Placed = {
  readonly id: string;
  readonly total: number;
  readonly orders: readonly { readonly id: string }[];
};
const place = (shopper: Buyer, body: object) =>
  told<Placed>(shopper.ask('POST', '/api/storefront/checkouts', { addressId: shopper.addressId, ...body }));
const pay = (shopper: Buyer, id: string) =>
  told<{ state: string }>(shopper.ask('POST', `/api/storefront/checkouts/${id}/pay`, { provider: 'test' }));

describe('a shop', () => {
  it('drafts, changes, opens, pauses, resumes and ends a coupon, and the log says who did', async () => {
    const made = await asShop('POST', '/api/coupons', said());
    expect(made.body).toMatchObject({
      state: 'draft',
      version: 1,
      quantity: 100,
      left: 100,
      claimed: 0,
      products: null,
    });
    const path = `/api/coupons/${made.body.id}`;
    const { shopId: _, ...changed } = said({ name: 'Four off', terms: { kind: 'direct', amountOff: 400 } });
    expect((await asShop('PUT', path, { version: 1, ...changed })).body).toMatchObject({
      name: 'Four off',
      version: 2,
    });
    expect((await asShop('PUT', path, { version: 1, ...changed })).body.code).toBe('stale_version');
    const move = async (version: number, what: string) =>
      (await asShop('POST', `${path}/move`, { version, move: what })).body;
    expect((await move(2, 'pause')).code).toBe('conflict');
    expect((await move(2, 'open')).state).toBe('open');
    expect((await asShop('PUT', path, { version: 3, ...changed })).body.code).toBe('conflict');
    expect((await move(3, 'pause')).state).toBe('paused');
    const shopper = await buyer();
    expect((await claim(shopper, made.body.id)).body).toMatchObject({
      code: 'coupon_unavailable',
      reason: 'coupon_not_open',
    });
    expect((await move(4, 'resume')).state).toBe('open');
    expect((await claim(shopper, made.body.id)).status).toBe(201);
    expect((await claim(shopper, made.body.id)).body).toMatchObject({ reason: 'coupon_limit' });
    expect(await move(5, 'end')).toMatchObject({ state: 'ended', endedBy: 'hand', claimed: 1, left: 99 });
    expect((await claim(await buyer(), made.body.id)).body.reason).toBe('coupon_over');
    // What was claimed stays good.
    expect((await wallet(shopper, 'usable')).map(({ couponId }) => couponId)).toContain(made.body.id);
    const log = await asShop<{ items: { action: string }[] }>(
      'GET',
      '/api/audit-log?subjectKind=coupon&limit=50',
    );
    expect(
      new Set(log.body.items.map(({ action }) => action).filter((action) => action.startsWith('coupon.'))),
    ).toEqual(
      new Set([
        'coupon.created',
        'coupon.changed',
        'coupon.opened',
        'coupon.paused',
        'coupon.resumed',
        'coupon.ended',
      ]),
    );
  });

  it('is told what cannot be', async () => {
    const sku = await stocked(1_000);
    const refused = async (more: object) => {
      const { status, body } = await asShop<{ errors?: { field: string }[] }>(
        'POST',
        '/api/coupons',
        said(more),
      );
      return [status, body.errors?.[0]?.field];
    };
    expect(await refused({ claimUntil: inHours(-2) })).toEqual([422, 'claimUntil']);
    expect(await refused({ terms: { kind: 'threshold', amountOff: 500, threshold: 400 } })).toEqual([
      422,
      'terms.amountOff',
    ]);
    expect(await refused({ use: { from: inHours(1), until: inHours(2) } })).toEqual([422, 'use.until']);
    expect(await refused({ perShopper: 3, quantity: 2 })).toEqual([422, 'perShopper']);
    expect(await refused({ forWhom: 'groups' })).toEqual([422, 'groupIds']);
    expect(await refused({ productIds: [showId('product', newId('product'))] })).toEqual([422, 'productIds']);
    expect((await refused({ terms: { kind: 'direct', amountOff: 0 } }))[0]).toBe(400);
    expect(await refused({ productIds: [showId('product', sku.productId)] })).toEqual([201, undefined]);
  });

  it('never sees or moves a coupon of another, nor names its products or groups', async () => {
    const coupon = await opened();
    const path = `/api/coupons/${coupon.id}`;
    expect((await asShop('GET', path, undefined, rival)).status).toBe(404);
    expect((await asShop('POST', `${path}/move`, { version: 2, move: 'end' }, rival)).status).toBe(404);
    const { shopId: _, ...changed } = said();
    expect((await asShop('PUT', path, { version: 2, ...changed }, rival)).status).toBe(404);
    expect((await asShop<{ items: unknown[] }>('GET', '/api/coupons', undefined, rival)).body.items).toEqual(
      [],
    );
    expect((await asShop('POST', '/api/coupons', said(), rival)).status).toBe(422);
    const theirs = newId('group');
    await product.world.records.organization(rival.organizationId, (trx) =>
      keepGroup(trx, rival.organizationId, {
        id: theirs,
        purpose: 'coupons',
        name: 'Theirs',
        people: PeopleSet.of([1]),
        heldOut: PeopleSet.none,
      }),
    );
    const named = await asShop(
      'POST',
      '/api/coupons',
      said({ forWhom: 'groups', groupIds: [showId('group', theirs)] }),
    );
    expect(named.status).toBe(422);
    await asShop('POST', `${path}/move`, { version: 2, move: 'end' });
  });
});

describe('a shopper', () => {
  it('uses the best of their coupons unless they choose, and every sum says who bears it', async () => {
    const [cheap, dear] = [await stocked(333), await stocked(1_999)];
    const shopper = await buyer();
    const small = await opened({ name: 'Three off' });
    const big = await opened({
      name: 'A tenth off',
      terms: { kind: 'percentage', percentOff: 10, discountMax: null },
      productIds: [showId('product', dear.productId)],
    });
    const far = await opened({
      name: 'Far',
      terms: { kind: 'threshold', amountOff: 5_000, threshold: 100_000 },
    });
    expect((await offered(shopper, cheap.productId)).map(({ id }) => id)).not.toContain(big.id);
    expect((await offered(shopper, dear.productId)).map(({ id }) => id)).toContain(big.id);
    const ids: string[] = [];
    for (const { id } of [small, big, far]) ids.push((await claim(shopper, id)).body.id);
    const [three, tenth, none] = ids as [string, string, string];
    const lines = linesOf([cheap, 2], [dear, 2]);
    const quote = async (coupons?: object[]) =>
      (
        await told<QuoteView>(
          shopper.ask('POST', '/api/storefront/checkouts/quote', { lines, ...(coupons ? { coupons } : {}) }),
        )
      ).body;
    const best = await quote();
    expect(best).toMatchObject({ goods: 4_664, discount: 399, total: 4_265 });
    expect(best.shops[0]?.coupon).toEqual({ id: tenth, name: 'A tenth off', amount: 399 });
    expect(best.shops[0]?.lines.map((line) => line.discounts)).toEqual([
      [],
      [{ kind: 'coupon', label: 'A tenth off', amount: 399, bearer: 'shop' }],
    ]);
    expect(best.shops[0]?.coupons.find(({ id }) => id === none)).toMatchObject({
      amount: 0,
      useless: 'below_threshold',
      missing: 95_336,
    });
    const shown = showId('shop', shopId);
    const chosen = await quote([{ shopId: shown, claimedCouponId: three }]);
    expect(chosen).toMatchObject({ discount: 300, total: 4_364 });
    expect((await quote([{ shopId: shown, claimedCouponId: null }])).total).toBe(4_664);
    const useless = await place(shopper, { lines, coupons: [{ shopId: shown, claimedCouponId: none }] });
    expect(useless.body).toMatchObject({ code: 'coupon_unusable', reason: 'coupon_does_nothing' });

    const placed = await place(shopper, {
      lines,
      coupons: [{ shopId: shown, claimedCouponId: three }],
      total: 4_364,
    });
    expect(placed.status, JSON.stringify(placed.body)).toBe(201);
    expect((await wallet(shopper)).find(({ id }) => id === three)).toMatchObject({
      state: 'held',
      orderId: placed.body.orders[0]?.id,
    });
    const again = await place(shopper, { lines, coupons: [{ shopId: shown, claimedCouponId: three }] });
    expect(again.body).toMatchObject({ code: 'coupon_unusable', reason: 'coupon_gone' });
    expect((await pay(shopper, placed.body.id)).body.state).toBe('paid');
    const orderId = placed.body.orders[0]?.id ?? '';
    const mine = (await told<PurchaseView>(shopper.ask('GET', `/api/storefront/orders/${orderId}`))).body;
    expect(mine).toMatchObject({ total: 4_364, discount: 300 });
    expect(mine.lines.map(({ goods, paid }) => goods - paid).toSorted((a, b) => a - b)).toEqual([43, 257]);
    const theirs = (await asShop<OrderView>('GET', `/api/orders/${orderId}`)).body;
    expect(theirs).toMatchObject({ gmv: 4_364, userPaid: 4_364, discount: 300 });
    expect(theirs.orderLines.flatMap((line) => line.discounts.map(({ amount }) => amount))).toHaveLength(2);
    expect((await asShop(`GET`, `/api/coupons/${small.id}`)).body).toMatchObject({
      claimed: 1,
      used: 1,
      orders: 1,
      discount: 300,
      paid: 4_364,
    });
    const withIt = await asShop<{ items: { id: string }[] }>('GET', `/api/orders?couponId=${small.id}`);
    expect(withIt.body.items.map(({ id }) => id)).toEqual([orderId]);

    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now());
    const numbers = async () => {
      const products = [cheap, dear].map((sku) => showId('product', sku.productId));
      const { body } = await asShop<{ rows?: { values: object }[] }>('POST', '/api/metrics/query', {
        metrics: ['gmv', 'user_paid', 'refund_amount'],
        dimensions: [],
        filters: [{ dimension: 'product', op: 'in', values: products }],
        range: { from: today, to: today },
        grain: 'all',
      });
      return body.rows?.[0]?.values;
    };
    await expect.poll(numbers).toMatchObject({ gmv: 4_364, user_paid: 4_364 });

    // Everything back before it is shipped: what was paid by line, and the coupon.
    const back = await told<PurchaseView>(
      shopper.ask('POST', `/api/storefront/orders/${orderId}/refunds`, {
        version: mine.version,
        lines: mine.lines.map(({ id, quantity }) => ({ lineId: id, quantity })),
        reason: 'changed my mind',
      }),
    );
    expect(back.body).toMatchObject({ state: 'refunded_before_shipping', refunded: 4_364 });
    await expect.poll(numbers).toMatchObject({ gmv: 4_364, user_paid: 4_364, refund_amount: 4_364 });
    expect((await wallet(shopper, 'usable')).find(({ id }) => id === three)).toMatchObject({
      state: 'claimed',
      orderId: null,
    });
    expect(await brokenLaws(product.world.records)).toEqual([]);
    for (const coupon of [small, big, far])
      await asShop('POST', `/api/coupons/${coupon.id}/move`, { version: 2, move: 'end' });
  });

  it('has a coupon back when the order is cancelled, and one order out of a request sent twice', async () => {
    const sku = await stocked(1_000);
    const shopper = await buyer();
    const coupon = await opened({ productIds: [showId('product', sku.productId)] });
    await claim(shopper, coupon.id);
    const send = () =>
      fetch(`${product.url}/api/storefront/checkouts`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${shopper.token}`,
          'content-type': 'application/json',
          'idempotency-key': 'once',
        },
        body: JSON.stringify({ lines: linesOf([sku, 1]), addressId: shopper.addressId, total: 700 }),
      });
    const first = (await told<Placed>(send())).body;
    expect(first.total).toBe(700);
    // As after a crash between the order and the memory of its answer: the coupon is held by the first already.
    await product.world.records.market((trx) => trx.deleteFrom('idempotency_keys').execute());
    expect((await told<Placed>(send())).body.id).toBe(first.id);
    const path = `/api/storefront/orders/${first.orders[0]?.id}`;
    expect((await told(shopper.ask('POST', `${path}/cancel`, { version: 1 }))).status).toBe(200);
    expect((await wallet(shopper, 'usable')).map(({ state }) => state)).toContain('claimed');
    expect((await place(shopper, { lines: linesOf([sku, 1]) })).body.total).toBe(700);
    expect(await brokenLaws(product.world.records)).toEqual([]);
    await asShop('POST', `/api/coupons/${coupon.id}/move`, { version: 2, move: 'end' });
  });

  it('has a coupon of a group only as a member who is not held out, and finds a granted one', async () => {
    const sku = await stocked(1_000);
    const [member, heldOut, stranger] = [await buyer(), await buyer(), await buyer()];
    const personOf = async (shopper: Buyer) =>
      product.world.records.market(
        async (trx) =>
          (
            await trx
              .selectFrom('shoppers')
              .select('person')
              .where('id', '=', parseId('shopper', shopper.id) ?? '')
              .executeTakeFirstOrThrow()
          ).person,
      );
    const id = newId('group');
    const set = {
      people: PeopleSet.of([await personOf(member)]),
      heldOut: PeopleSet.of([await personOf(heldOut)]),
    };
    await product.world.records.organization(tenant.organizationId, (trx) =>
      keepGroup(trx, tenant.organizationId, { id, purpose: 'coupons', name: 'Loyal', ...set }),
    );
    const forGroup = {
      productIds: [showId('product', sku.productId)],
      forWhom: 'groups',
      groupIds: [showId('group', id)],
    };
    const asked = await opened(forGroup);
    expect(asked.groups).toEqual([
      { id: showId('group', id), name: 'Loyal', isOpen: true, people: 1, heldOut: 1 },
    ]);
    await expect
      .poll(async () => (await offered(member, sku.productId)).map((one) => one.id))
      .toEqual([asked.id]);
    for (const one of [heldOut, stranger]) {
      expect(await offered(one, sku.productId)).toEqual([]);
      expect(await claim(one, asked.id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect((await claim(member, asked.id)).status).toBe(201);
    const granted = await opened({ ...forGroup, granted: true, name: 'A present' });
    await expect
      .poll(async () => (await wallet(member, 'usable')).map(({ couponId }) => couponId))
      .toContain(granted.id);
    expect((await wallet(heldOut)).length + (await wallet(stranger)).length).toBe(0);
    expect((await asShop('GET', `/api/coupons/${granted.id}`)).body.claimed).toBe(1);
    expect((await place(member, { lines: linesOf([sku, 1]) })).body.total).toBe(700);
    expect((await place(heldOut, { lines: linesOf([sku, 1]) })).body.total).toBe(1_000);
  });

  it('leaves an event of each claim and each order with a coupon', async () => {
    const counts = async () => {
      const { organizationId } = tenant;
      const { rows } = await product.world.columnar.query<{ event: string; count: number }>(
        { kind: 'organization', organizationId },
        {
          sql: `SELECT event, toUInt32(count()) AS count FROM $events WHERE event LIKE 'Coupon%' GROUP BY event`,
        },
      );
      return Object.fromEntries(rows.map(({ event, count }) => [event, count]));
    };
    const { claims, applied } = await product.world.records.market(async (trx) => ({
      claims: (await trx.selectFrom('claimed_coupons').select('id').execute()).length,
      applied: new Set(
        (await trx.selectFrom('order_discounts').select('order_id').execute()).map((row) => row.order_id),
      ).size,
    }));
    await expect.poll(counts).toEqual({ 'Coupon Claimed': claims, 'Coupon Applied': applied });
  });
});

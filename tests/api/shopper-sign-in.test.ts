import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, parseId, showId } from '#kernel/ids';
import { addSku } from '../../src/shop/checkout/laws/market-fixture.ts';
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

const address = {
  recipient: '林晓雨',
  phone: '13800138000',
  region: '上海市 浦东新区',
  street: '世纪大道 100 号',
};
const password = 'a long enough password';
let people = 0;
const newEmail = () => `shopper-${++people}@test.example`;

type Seen = {
  code?: string;
  id: string;
  token: string;
  shopper: { id: string; isGuest: boolean; nickname: string | null };
  items: { id: string; version: number; isDefault: boolean }[];
  errors?: { field: string }[];
};
const told = async (shopper: TestShopper, method: string, path: string, body?: unknown) => {
  const answer = await shopper.ask(method, `/api/storefront${path}`, body);
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Seen };
};
/** The same person with another token. */
const as = (token: string): TestShopper => ({
  id: '',
  token,
  ask: (method, path, body) =>
    fetch(`${product.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }),
});

/** A guest who signed up, with the token they have from then on. */
async function signedUp() {
  const guest = await product.shopper();
  const email = newEmail();
  const { status, body } = await told(guest, 'POST', '/sign-up', { email, password, nickname: '小雨' });
  expect([status, body.shopper]).toMatchObject([200, { id: guest.id, isGuest: false, nickname: '小雨' }]);
  return { ...as(body.token), id: guest.id, email, oldToken: guest.token };
}

describe('a guest who signs up', () => {
  it('stays who they are under a new token, and can sign in elsewhere', async () => {
    const shopper = await signedUp();
    expect((await told(as(shopper.oldToken), 'GET', '/me')).status).toBe(401);
    const elsewhere = await product.shopper();
    const entered = await told(elsewhere, 'POST', '/sign-in', {
      email: shopper.email.toUpperCase(),
      password,
    });
    expect([entered.status, entered.body.shopper.id]).toEqual([200, shopper.id]);
    const left = await told(as(entered.body.token), 'POST', '/sign-out');
    expect(left.status).toBe(204);
    expect((await told(as(entered.body.token), 'GET', '/me')).status).toBe(401);
    expect((await told(shopper, 'GET', '/me')).status).toBe(200);
  });

  it('is refused with a taken address, twice, a short password and a nickname that sells', async () => {
    const shopper = await signedUp();
    const guest = await product.shopper();
    const codeOf = async (who: TestShopper, path: string, body: object) => {
      const { status, body: seen } = await told(who, 'POST', path, body);
      return [status, seen.code];
    };
    expect(await codeOf(guest, '/sign-up', { email: shopper.email, password })).toEqual([
      409,
      'already_exists',
    ]);
    expect(await codeOf(shopper, '/sign-up', { email: newEmail(), password })).toEqual([409, 'conflict']);
    expect(await codeOf(guest, '/sign-up', { email: newEmail(), password: 'short' })).toEqual([
      400,
      'invalid_request',
    ]);
    expect(await codeOf(guest, '/sign-up', { email: newEmail(), password, nickname: '加微信 123' })).toEqual([
      422,
      'blocked_words',
    ]);
    const both = newEmail();
    const race = await Promise.all(
      [await product.shopper(), await product.shopper()].map((one) =>
        told(one, 'POST', '/sign-up', { email: both, password }),
      ),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('has an e-mail address that nobody reads in the database, and a password that is hashed', async () => {
    const shopper = await signedUp();
    const row = await product.world.records.market((trx) =>
      trx
        .selectFrom('shoppers')
        .selectAll()
        .where('id', '=', parseId('shopper', shopper.id) ?? '')
        .executeTakeFirstOrThrow(),
    );
    const all = JSON.stringify({ ...row, sealed: row.sealed_email?.toString('latin1') });
    expect(all).not.toContain(shopper.email);
    expect(all).not.toContain(password);
  });

  it('is not guessed: wrong passwords of one address run into a limit', async () => {
    const shopper = await signedUp();
    const guest = await product.shopper();
    const tries: number[] = [];
    while (tries.at(-1) !== 429 && tries.length < 50) {
      const wrong = { email: shopper.email, password: `wrong ${tries.length}` };
      tries.push((await told(guest, 'POST', '/sign-in', wrong)).status);
    }
    expect(tries.slice(0, -1)).toEqual(Array(tries.length - 1).fill(401));
    expect([tries.length > 10, tries.at(-1)]).toEqual([true, 429]);
    expect((await told(guest, 'POST', '/sign-in', { email: newEmail(), password })).body.code).toBe(
      'wrong_sign_in',
    );
  });
});

it('a guest who signs in hands over cart, addresses, orders and person', async () => {
  const { records } = product.world;
  const sku = await addSku(records, tenant.organizationId, shopId, { price: 1_000, onHand: 20 });
  const bought = await addSku(records, tenant.organizationId, shopId, { price: 500, onHand: 20 });
  const shown = showId('sku', sku.skuId);
  const shopper = await signedUp();
  await told(shopper, 'PUT', `/cart/${shown}`, { quantity: 2 });
  const guest = await product.shopper();
  await told(guest, 'PUT', `/cart/${shown}`, { quantity: 3 });
  const { body: made } = await told(guest, 'POST', '/addresses', address);
  const placed = await told(guest, 'POST', '/checkouts', {
    lines: [{ skuId: showId('sku', bought.skuId), quantity: 1 }],
    addressId: made.id,
  });
  expect(placed.status).toBe(201);

  const entered = await told(guest, 'POST', '/sign-in', { email: shopper.email, password });
  expect(entered.body.shopper.id).toBe(shopper.id);
  const after = as(entered.body.token);
  const cart = await (await after.ask('GET', '/api/storefront/cart')).json();
  expect(cart).toMatchObject({ shops: [{ lines: [{ quantity: 5 }] }] });
  expect((await told(after, 'GET', `/addresses/${made.id}`)).body).toMatchObject(address);
  expect((await told(after, 'GET', '/orders')).body.items).toHaveLength(1);
  expect((await told(guest, 'GET', '/me')).status).toBe(401);

  const persons = await records.market((trx) =>
    trx
      .selectFrom('shoppers')
      .select(['id', 'person', 'sealed_with'])
      .where(
        'id',
        'in',
        [guest.id, shopper.id].map((id) => parseId('shopper', id) ?? ''),
      )
      .execute(),
  );
  const [old, now] = [guest.id, shopper.id].map((id) =>
    persons.find((one) => one.id === parseId('shopper', id)),
  );
  expect(old?.sealed_with).toBeNull();
  const merge = await records.market((trx) =>
    trx
      .selectFrom('person_merges')
      .select('canonical')
      .where('person', '=', old?.person ?? 0)
      .executeTakeFirstOrThrow(),
  );
  expect(merge.canonical).toBe(now?.person);
});

describe('addresses', () => {
  it('are masked in the list, whole one by one, and exactly one is the default', async () => {
    const shopper = await product.shopper();
    const first = await told(shopper, 'POST', '/addresses', address);
    expect([first.status, first.body]).toMatchObject([201, { ...address, isDefault: true }]);
    const second = await told(shopper, 'POST', '/addresses', {
      ...address,
      street: '人民路 1 号',
      isDefault: true,
    });
    const list = async () => (await told(shopper, 'GET', '/addresses')).body.items;
    expect((await list()).map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [second.body.id, true],
      [first.body.id, false],
    ]);
    expect(JSON.stringify(await list())).not.toMatch(/13800138000|100 号|林晓雨/);
    const path = `/addresses/${first.body.id}`;
    expect(
      (await told(shopper, 'PATCH', path, { phone: '021-5555 6666', isDefault: true })).body,
    ).toMatchObject({
      ...address,
      phone: '021-5555 6666',
      isDefault: true,
    });
    expect((await told(shopper, 'DELETE', path)).status).toBe(204);
    expect(await list()).toMatchObject([{ id: second.body.id, isDefault: true }]);
    expect((await told(shopper, 'GET', path)).status).toBe(404);
  });

  it('are nobody else’s', async () => {
    const shopper = await product.shopper();
    const { body } = await told(shopper, 'POST', '/addresses', address);
    const stranger = await product.shopper();
    const path = `/addresses/${body.id}`;
    for (const [method, sent] of [['GET'], ['PATCH', { street: 'Mine' }], ['DELETE']] as const)
      expect((await told(stranger, method, path, sent)).status).toBe(404);
    expect((await told(shopper, 'GET', path)).body).toMatchObject(address);
    expect((await told(stranger, 'GET', `/addresses/${showId('address', newId('address'))}`)).status).toBe(
      404,
    );
  });
});

it('an erased shopper is nowhere, and a parcel that is not sent yet holds the erasure up', async () => {
  const { records } = product.world;
  const sku = await addSku(records, tenant.organizationId, shopId, { price: 1_000, onHand: 5 });
  const shopper = await signedUp();
  const { body: made } = await told(shopper, 'POST', '/addresses', address);
  const placed = await told(shopper, 'POST', '/checkouts', {
    lines: [{ skuId: showId('sku', sku.skuId), quantity: 1 }],
    addressId: made.id,
  });
  expect((await told(shopper, 'DELETE', '/me')).status).toBe(409);
  const orders = (await told(shopper, 'GET', '/orders')).body.items;
  await told(shopper, 'POST', `/orders/${orders[0]?.id}/cancel`, { version: orders[0]?.version });
  expect(placed.status).toBe(201);
  expect((await told(shopper, 'DELETE', '/me')).status).toBe(204);
  expect((await told(shopper, 'GET', '/me')).status).toBe(401);
  const again = await told(await product.shopper(), 'POST', '/sign-in', { email: shopper.email, password });
  expect(again.status).toBe(401);

  const id = parseId('shopper', shopper.id) ?? '';
  const left = await records.market(async (trx) => ({
    shopper: await trx.selectFrom('shoppers').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    addresses: await trx.selectFrom('shopper_addresses').selectAll().where('shopper_id', '=', id).execute(),
    orders: await trx
      .selectFrom('orders')
      .select(['state', 'sealed_recipient'])
      .where('shopper_id', '=', id)
      .execute(),
  }));
  expect(left.shopper).toMatchObject({
    sealed_with: null,
    sealed_email: null,
    email_mark: null,
    nickname: null,
  });
  expect(left.addresses).toEqual([]);
  expect(left.orders).toEqual([{ state: 'cancelled', sealed_recipient: null }]);
});

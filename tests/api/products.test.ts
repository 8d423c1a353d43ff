import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProductView, productView, type StockChange } from '#shop/contract';
import { openTestProduct, type TestProduct, type TestTenant } from './product-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
let shopId: string;
beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Seller');
  const structure = await (await product.ask(tenant, '/api/structure')).json();
  shopId = (structure as { shops: { id: string }[] }).shops[0]?.id ?? '';
});
afterAll(() => product.close());

/** Red, 34 wide and 20 high. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACIAAAAUCAIAAABnBnglAAAACXBIWXMAAAABAAAAAQBPJcTWAAAAIklEQVR4nGP4y8BAB0QPO0atGbVm1JpRa0atGbVm1BoyEAAm4aAny30bYQAAAABJRU5ErkJggg==',
  'base64',
);

type Refused = { status: number; code: string; errors?: { field: string }[] };
async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const raw = body instanceof Buffer;
  const answer = await product.ask(tenant, path, {
    method,
    headers: { ...headers, ...(body && !raw ? { 'content-type': 'application/json' } : {}) },
    ...(body === undefined ? {} : { body: raw ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as unknown, headers: answer.headers };
}
async function done(method: string, path: string, body?: unknown): Promise<ProductView> {
  const answer = await ask(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return productView.parse(answer.body);
}
async function refused(
  method: string,
  path: string,
  body?: unknown,
): Promise<(string | number | undefined)[]> {
  const { status, body: told } = await ask(method, path, body);
  const { code, errors } = told as Refused;
  return [status, code, errors?.[0]?.field];
}

let codes = 0;
const draft = (more: object = {}) => ({
  shopId,
  name: '云隙三合一冲锋衣',
  sellingPoint: '一件抵三件',
  skus: [
    { code: `LA-${++codes}-M`, name: 'M', price: 89_900, listPrice: 109_900, cost: 40_000, stock: 5 },
    { code: `LA-${codes}-L`, name: 'L', price: 79_900 },
  ],
  ...more,
});

/** A product that passed its review and waits off the shelf. */
async function passed(more: object = {}): Promise<ProductView> {
  const made = await done('POST', '/api/products', draft(more));
  const pictured = await done('POST', `/api/products/${made.id}/pictures`, png);
  return done('POST', `/api/products/${made.id}/submit`, { version: pictured.version });
}
async function online(more: object = {}): Promise<ProductView> {
  const made = await passed(more);
  return done('POST', `/api/products/${made.id}/shelf`, { shelf: 'online', version: made.version });
}
const onShelf = async (id: string) => {
  const shopper = await product.shopper();
  const answer = await shopper.ask('GET', `/api/storefront/products/${id}`);
  return { status: answer.status, body: (await answer.json()) as { price: number; soldOut: boolean } };
};

describe('a product', () => {
  it('is refused by the review with every reason, mended, passed, put on the shelf and seen by shoppers', async () => {
    const made = await done('POST', '/api/products', draft({ name: '全网第一冲锋衣', skus: [] }));
    expect(made).toMatchObject({ review: 'unsubmitted', shelf: 'offline', version: 1, currency: 'CNY' });
    const rejected = await done('POST', `/api/products/${made.id}/submit`, { version: 1 });
    expect(rejected.review).toBe('rejected');
    expect(rejected.reviewReasons).toEqual([
      { code: 'forbidden_word', field: 'name', word: '全网第一' },
      { code: 'picture_missing', field: 'pictures' },
      { code: 'price_missing', field: 'skus' },
    ]);
    const { version } = await done('POST', `/api/products/${made.id}/pictures`, png);
    const mended = await done('PATCH', `/api/products/${made.id}`, {
      version,
      name: '云隙冲锋衣',
      skus: draft().skus,
    });
    expect(mended).toMatchObject({ review: 'unsubmitted', reviewReasons: [] });
    const good = await done('POST', `/api/products/${made.id}/submit`, { version: mended.version });
    expect(good.review).toBe('passed');
    expect((await onShelf(made.id)).status).toBe(404);
    await done('POST', `/api/products/${made.id}/shelf`, { shelf: 'online', version: good.version });
    expect(await onShelf(made.id)).toMatchObject({
      status: 200,
      body: {
        price: 79_900,
        listPrice: null,
        soldOut: false,
        soldCount: 0,
        pictures: [{ width: 34, height: 20 }],
      },
    });
    const shopper = await product.shopper();
    const shop = await (await shopper.ask('GET', `/api/storefront/shops/${shopId}`)).json();
    expect(shop).toMatchObject({
      products: [{ id: made.id, picture: expect.stringMatching(/^\/media\/products\//) }],
    });
    expect(JSON.stringify(shop)).not.toContain('40000');
  });

  it('stays honest while it is on the shelf', async () => {
    const shown = await online();
    const path = `/api/products/${shown.id}`;
    const { version } = shown;
    expect(await refused('PATCH', path, { version, sellingPoint: '全国第一' })).toEqual([
      422,
      'review_refused',
      'sellingPoint',
    ]);
    expect(await refused('PATCH', path, { version, skus: [] })).toEqual([422, 'review_refused', 'skus']);
    const picture = shown.pictures[0]?.id;
    expect(await refused('DELETE', `${path}/pictures/${picture}`)).toEqual([
      422,
      'review_refused',
      'pictures',
    ]);
    const dearer = await done('PATCH', path, {
      version,
      skus: [{ code: shown.skus[1]?.code, price: 99_900 }],
    });
    expect(dearer).toMatchObject({ review: 'passed', shelf: 'online', skus: [{ price: 99_900 }] });
  });

  it('is not changed by somebody who saw it before the last change, nor twice by one request', async () => {
    const made = await done('POST', '/api/products', draft());
    const path = `/api/products/${made.id}`;
    await done('PATCH', path, { version: 1, name: '新名字' });
    expect(await refused('PATCH', path, { version: 1, name: '旧名字' })).toEqual([
      409,
      'stale_version',
      'version',
    ]);
    const once = { 'idempotency-key': `key-${made.id}` };
    const first = await ask('PATCH', path, { version: 2, name: '一次' }, once);
    const again = await ask('PATCH', path, { version: 2, name: '一次' }, once);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('goes on the shelf at its hour, once', async () => {
    const made = await passed();
    const at = new Date(Date.now() + 20_000).toISOString();
    const waiting = await done('POST', `/api/products/${made.id}/schedule`, { version: made.version, at });
    expect(waiting).toMatchObject({ shelf: 'offline', saleStartsAt: at });
    expect((await onShelf(made.id)).status).toBe(404);
    const now = async () => {
      const { shelf, saleStartsAt, version } = await done('GET', `/api/products/${made.id}`);
      return { shelf, saleStartsAt, version };
    };
    await expect
      .poll(now, { timeout: 120_000 })
      .toEqual({ shelf: 'online', saleStartsAt: null, version: waiting.version + 1 });
    const log = await ask('GET', '/api/audit-log?action=product.sale_started&limit=200');
    const entries = (log.body as { items: { subject: { id: string } }[] }).items;
    expect(entries).toHaveLength(1);
  });

  it('is taken off the shelf with others, and put back, each by itself', async () => {
    const [one, other] = [await online(), await online()];
    const products = [
      { id: one.id, version: one.version },
      { id: other.id, version: other.version + 7 },
      { id: 'prd_00000000000000000000000000', version: 1 },
    ];
    const { body } = await ask('POST', '/api/products/shelf', { shelf: 'offline', products });
    const told = body as { done: { id: string; version: number }[] };
    expect(told).toMatchObject({
      done: [{ id: one.id, version: one.version + 1, shelfBefore: 'online' }],
      refused: [
        { id: other.id, code: 'stale_version' },
        { id: 'prd_00000000000000000000000000', code: 'not_found' },
      ],
    });
    expect((await onShelf(one.id)).status).toBe(404);
    await ask('POST', '/api/products/shelf', {
      shelf: 'online',
      products: told.done.map(({ id, version }) => ({ id, version })),
    });
    expect((await onShelf(one.id)).status).toBe(200);
  });

  it('that is deleted is gone from lists and shelf, and can be brought back', async () => {
    const shown = await online({ name: '要删除的商品' });
    const gone = await done('POST', `/api/products/${shown.id}/shelf`, {
      shelf: 'deleted',
      version: shown.version,
    });
    const listed = async (query: string) => {
      const { body } = await ask('GET', `/api/products?search=${encodeURIComponent('要删除')}&${query}`);
      return (body as { items: { id: string }[] }).items.map(({ id }) => id);
    };
    expect(await listed('')).toEqual([]);
    expect(await listed('shelf=deleted')).toEqual([shown.id]);
    expect((await onShelf(shown.id)).status).toBe(404);
    const back = await done('POST', `/api/products/${shown.id}/shelf`, {
      shelf: 'offline',
      version: gone.version,
    });
    expect(back.shelf).toBe('offline');
    expect(await listed('')).toEqual([shown.id]);
  });
});

describe('stock', () => {
  it('is received, counted and written off, with one line each in its history', async () => {
    const made = await online();
    const [sku] = made.skus;
    const path = `/api/products/${made.id}/skus/${sku?.id}/stock`;
    await done('POST', path, { reason: 'received', quantity: 10 });
    expect(await refused('POST', path, { reason: 'counted', quantity: 14, seen: 5 })).toEqual([
      409,
      'stale_version',
      'seen',
    ]);
    await done('POST', path, { reason: 'counted', quantity: 14, seen: 15 });
    const after = await done('POST', path, { reason: 'damaged', quantity: 14 });
    expect(after.skus[0]).toMatchObject({ onHand: 0, available: 0 });
    expect(await refused('POST', path, { reason: 'damaged', quantity: 1 })).toEqual([
      422,
      'unprocessable',
      'quantity',
    ]);
    expect((await onShelf(made.id)).body.soldOut).toBe(true);
    const { body } = await ask('GET', path);
    const moves = (body as { items: StockChange[] }).items;
    expect(moves.map(({ reason, change, onHandAfter }) => [reason, change, onHandAfter])).toEqual([
      ['damaged', -14, 0],
      ['counted', -1, 14],
      ['received', 10, 15],
      ['received', 5, 5],
    ]);
  });

  it('never falls below what is promised to orders, however many move it at once', async () => {
    const made = await done('POST', '/api/products', draft());
    const path = `/api/products/${made.id}/skus/${made.skus[0]?.id}/stock`;
    await product.world.records.organization(tenant.organizationId, (trx) =>
      trx
        .updateTable('skus')
        .set({ reserved: 3 })
        .where('code', '=', made.skus[0]?.code ?? '')
        .execute(),
    );
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask('POST', path, { reason: 'damaged', quantity: 1 })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect((await done('GET', `/api/products/${made.id}`)).skus[0]).toMatchObject({ onHand: 3, reserved: 3 });
    expect(await refused('PATCH', `/api/products/${made.id}`, { version: 1, skus: [] })).toEqual([
      409,
      'conflict',
      'skus',
    ]);
  });
});

describe('pictures', () => {
  it('are known by their content, put in order and removed', async () => {
    const made = await done('POST', '/api/products', draft());
    const path = `/api/products/${made.id}`;
    expect(await refused('POST', `${path}/pictures`, Buffer.from('<svg onload="alert(1)"/>'))).toEqual([
      415,
      'unsupported_media_type',
      undefined,
    ]);
    expect((await refused('POST', `${path}/pictures`, Buffer.alloc(5 * 2 ** 20 + 1)))[0]).toBe(413);
    await done('POST', `${path}/pictures`, png);
    const two = await done('POST', `${path}/pictures`, png);
    const [first, second] = two.pictures.map(({ id }) => id);
    const turned = await done('PATCH', path, { version: two.version, pictures: [second, first] });
    expect(turned.pictures.map(({ id }) => id)).toEqual([second, first]);
    expect(await refused('PATCH', path, { version: turned.version, pictures: [second] })).toEqual([
      422,
      'unprocessable',
      'pictures',
    ]);
    expect((await done('DELETE', `${path}/pictures/${second}`)).pictures).toHaveLength(1);
  });
});

describe('a ban by the operator of the market', () => {
  it('takes a product of any shop off the shelf, says why, and can be lifted; nobody else may', async () => {
    const made = await passed();
    const path = `/api/products/${made.id}`;
    await done('POST', `${path}/shelf`, { version: made.version, shelf: 'online' });
    const reason = 'Counterfeit';
    expect(await refused('POST', `${path}/ban`, { reason })).toEqual([403, 'forbidden', undefined]);
    const asMember = await signIn(tenant);
    expect((await asMember('POST', `${path}/ban`, { reason })).status).toBe(403);

    const operator = await signIn(await product.tenant('Operator', { isOperator: true }));
    expect((await operator('POST', `${path}/ban`, { reason: ' ' })).status).toBe(400);
    const banned = await operator('POST', `${path}/ban`, { reason });
    expect(banned.status).toBe(200);
    expect(await done('GET', path)).toMatchObject({ review: 'banned', shelf: 'offline', reviewNote: reason });
    const shopper = await product.shopper();
    expect((await shopper.ask('GET', `/api/storefront/products/${made.id}`)).status).toBe(404);
    const { version } = await done('GET', path);
    expect((await refused('POST', `${path}/submit`, { version }))[1]).toBe('conflict');
    expect((await ask('GET', '/api/product-counts')).body).toMatchObject({ banned: 1 });
    expect((await refused('POST', `${path}/shelf`, { version, shelf: 'online' }))[1]).toBe('conflict');
    expect((await operator('POST', `${path}/ban`, { reason })).status).toBe(409);
    expect(
      (await operator('POST', '/api/products/prd_00000000000000000000000000/ban', { reason })).status,
    ).toBe(404);

    expect((await operator('POST', `${path}/lift-ban`)).status).toBe(200);
    const lifted = await done('GET', path);
    expect(lifted).toMatchObject({ review: 'unsubmitted', shelf: 'offline', reviewNote: null });
    expect(await done('POST', `${path}/submit`, { version: lifted.version })).toMatchObject({
      review: 'passed',
    });
    const log = (await (await product.ask(tenant, '/api/audit-log')).json()) as {
      items: { action: string }[];
    };
    expect(log.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['product.banned', 'product.ban_lifted']),
    );
  });
});

describe('the products of the market', () => {
  const market = '/api/market/products';

  it('are shown to its operator alone', async () => {
    expect(await refused('GET', market)).toEqual([403, 'forbidden', undefined]);
    expect((await (await signIn(tenant))('GET', market)).status).toBe(403);
  });

  it('are found by any name or by their id, page after page, with whose they are and why they are banned', async () => {
    const tag = `M${Date.now().toString(36)}`;
    const mine = [];
    for (let number = 0; number < 3; number++)
      mine.push(await done('POST', '/api/products', draft({ name: tag })));
    const operator = await signIn(await product.tenant('Overseer', { isOperator: true }));
    const found = async (query: string) =>
      (await (await operator('GET', `${market}?${query}`)).json()) as {
        items: { id: string; organizationName: string; reviewNote: string | null }[];
        nextCursor: string | null;
      };
    const pageOne = await found(`search=${tag}&limit=2`);
    const pageTwo = await found(`search=${tag}&limit=2&cursor=${pageOne.nextCursor}`);
    expect([...pageOne.items, ...pageTwo.items].map(({ id }) => id)).toEqual(
      mine.map(({ id }) => id).toReversed(),
    );
    expect(pageTwo.nextCursor).toBeNull();
    expect(pageOne.items[0]?.organizationName).toBe('Seller');
    expect((await found('search=Seller&limit=100')).items.map(({ id }) => id)).toContain(mine[0]?.id);
    expect((await found(`search=${mine[1]?.id}`)).items.map(({ id }) => id)).toEqual([mine[1]?.id]);
    expect((await found(`search=${tag}&standing=online`)).items).toEqual([]);

    await operator('POST', `/api/products/${mine[0]?.id}/ban`, { reason: 'Unsafe' });
    expect((await found(`search=${tag}&standing=banned`)).items).toMatchObject([
      { id: mine[0]?.id, reviewNote: 'Unsafe' },
    ]);
  });
});

/** A person of this tenant at the console. */
async function signIn({ email, password }: TestTenant) {
  const entered = await fetch(`${product.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return (method: string, path: string, body?: object) =>
    fetch(`${product.url}${path}`, {
      method,
      headers: { cookie, origin: product.url, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
}

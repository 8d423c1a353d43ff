import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parseId, showId } from '#kernel/ids';
import { takeoutParts } from '../../../src/server/takeout-parts.ts';
import type { StockedSku } from '../../../src/shop/checkout/laws/market-fixture.ts';
import type { FeedPage } from '../../../src/traffic/contract.ts';
import { type CouponMarket, linesOf, openCouponMarket, told } from '../coupons/coupon-market-fixture.ts';
import type { TestShopper } from '../product-fixture.ts';
import { accountOf, publishedVideo } from '../video-fixture.ts';
import { takeout, takeoutPath } from './takeout-fixture.ts';

let market: CouponMarket;
let sku: StockedSku;
let accountId: string;
let videoId: string;
beforeAll(async () => {
  market = await openCouponMarket();
  const { product, tenant } = market;
  sku = await market.stocked(2_500);
  accountId = await accountOf(product, tenant);
  for (let number = 0; number < 3; number++)
    videoId = (await publishedVideo(product, tenant, { title: `Clip ${number}` })).id;
  const shown = async () => (await feedOf(await product.shopper())).items.length;
  await vi.waitUntil(async () => (await shown()) === 3, 30_000);
});
afterAll(() => market?.product.close());

const done = async <Body = { id: string }>(asked: Promise<Response>): Promise<Body> => {
  const { status, body } = await told<Body>(asked);
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
};
const feedOf = (shopper: TestShopper) => done<FeedPage>(shopper.ask('GET', '/api/storefront/feed?limit=5'));
const password = 'a long enough password';
const inAs = async (shopper: TestShopper, way: 'sign-up' | 'sign-in', more: object) => {
  const body = await done<{ token: string; shopper: { id: string } }>(
    shopper.ask('POST', `/api/storefront/${way}`, { password, ...more }),
  );
  return market.product.shopperWith(body.shopper.id, body.token);
};

/** Everything a shopper can leave behind, each with the mark where there is room for one. */
async function live(shopper: TestShopper, mark: string): Promise<void> {
  const ask = <Body = { id: string }>(method: string, path: string, body?: object) =>
    done<Body>(shopper.ask(method, `/api/storefront${path}`, body));
  const address = await ask('POST', '/addresses', {
    recipient: `To ${mark}`,
    phone: '13800138000',
    region: '上海市',
    street: `Street ${mark}`,
  });
  const coupon = await market.opened({ name: `Coupon ${mark}`, perShopper: 2 });
  await ask('POST', `/coupons/${coupon.id}/claim`);
  const placed = await ask<{ id: string; orders: { id: string }[] }>('POST', '/checkouts', {
    addressId: address.id,
    lines: linesOf([sku, 2]),
  });
  await ask('POST', `/checkouts/${placed.id}/pay`, { provider: 'test' });
  const path = `/orders/${placed.orders[0]?.id}`;
  const order = await ask<{ version: number; state: string; lines: { id: string }[] }>('GET', path);
  expect(order.state).toBe('paid');
  await ask('POST', `${path}/refunds`, {
    version: order.version,
    lines: [{ lineId: order.lines[0]?.id, quantity: 1 }],
    reason: `Because ${mark}`,
  });
  await ask('PUT', `/cart/${showId('sku', sku.skuId)}`, { quantity: 3 });
  const { items } = await feedOf(shopper);
  await ask('POST', `/videos/${videoId}/comments`, { text: `Said ${mark}` });
  await ask('POST', `/videos/${videoId}/reactions`, { kind: 'like', on: true });
  await ask('POST', `/videos/${videoId}/shares`, {});
  await ask('POST', `/accounts/${accountId}/follow`, { on: true });
  const events = items.map((item) => ({
    id: randomUUID(),
    at: new Date().toISOString(),
    event: 'Content Impression',
    contentId: item.video.id,
    touch: item.touch,
    position: item.position,
  }));
  await ask('POST', '/events', { events });
}

/** The events that the store has under all numbers of a shopper. */
async function eventsOf(shopper: TestShopper): Promise<{ id: string; event: string }[]> {
  const { records, columnar } = market.product.world;
  const id = parseId('shopper', shopper.id);
  const { rows: numbers } = await records.market((trx) =>
    sql<{ person: number }>`
      SELECT person FROM shoppers WHERE id = ${id}
      UNION SELECT m.person FROM person_merges m JOIN shoppers s ON s.person = m.canonical WHERE s.id = ${id}`.execute(
      trx,
    ),
  );
  const { rows } = await columnar.query<{ event_id: string; event: string }>(
    { kind: 'market' },
    {
      sql: 'SELECT event_id, event FROM $events WHERE _person IN {persons:Array(UInt32)}',
      params: { persons: numbers.map(({ person }) => person) },
    },
  );
  return rows.map(({ event_id, event }) => ({ id: showId('event', event_id), event }));
}

it('a shopper takes everything along that is kept of them and of the guest they were, and nothing of others', async () => {
  const { product } = market;
  const { records, columnar, instanceSecret } = product.world;
  const mine = `mine-${randomUUID()}`;
  const theirs = `theirs-${randomUUID()}`;
  const email = `${mine}@test.example`;
  const atHome = await inAs(await product.shopper(), 'sign-up', { email, nickname: 'Xiao' });
  await live(atHome, mine);
  const guest = await product.shopper();
  await live(guest, `${mine}-guest`);
  const me = await inAs(guest, 'sign-in', { email });
  const other = await inAs(await product.shopper(), 'sign-up', { email: `${theirs}@test.example` });
  await live(other, theirs);

  const answer = await me.ask('GET', takeoutPath);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="meadow-me-\d{4}-\d{2}-\d{2}\.json"$/,
  );
  expect(answer.headers.get('cache-control')).toBe('no-store');
  await answer.body?.cancel();

  // What a guest did is handed over, and what was done becomes events, when the outbox has come by.
  const handedOver = () =>
    records.market(async (trx) => {
      const { rows } = await sql<{ comments: number; seen: number }>`
        SELECT (SELECT count(*)::int FROM video_comments WHERE shopper_id = ${parseId('shopper', me.id)}) AS comments,
          (SELECT count(*)::int FROM feed_seen WHERE shopper_id = ${parseId('shopper', guest.id)}) AS seen`.execute(
        trx,
      );
      return rows[0];
    });
  await expect.poll(handedOver).toEqual({ comments: 2, seen: 0 });
  const reactions = ['Content Liked', 'Content Commented', 'Content Shared', 'Account Followed'];
  const reacted = async () => (await eventsOf(me)).filter(({ event }) => reactions.includes(event)).length;
  await expect.poll(reacted).toBe(8);
  const served = async () => {
    const { rows } = await columnar.query<{ count: number }>(
      { kind: 'market' },
      { sql: 'SELECT toUInt32(count()) AS count FROM $feed_serves WHERE _person > 0' },
    );
    return rows[0]?.count;
  };
  await expect.poll(served).toBeGreaterThanOrEqual(9);

  const before = await eventsOf(me);
  const { text, told } = await takeout(me);
  expect(text).not.toContain(theirs);
  expect(text).not.toContain(other.id);
  // No id as the stores have it, but for the code of this SKU, which the shop chose.
  expect(
    text.replaceAll(sku.skuId, '').match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g),
  ).toBeNull();
  const parts = takeoutParts({ records, columnar, instanceSecret });
  expect(Object.keys(told)).toEqual([
    'format',
    'version',
    'about',
    'madeAt',
    ...parts.map(({ name }) => name),
  ]);

  expect(told.account).toMatchObject({ id: me.id, email, nickname: 'Xiao', isGuest: false });
  expect(told.account.guestsBefore).toEqual([guest.id]);
  expect(told.addresses.map(({ street }) => street).sort()).toEqual([
    `Street ${mine}`,
    `Street ${mine}-guest`,
  ]);
  expect(told.cart).toMatchObject([{ skuId: showId('sku', sku.skuId), quantity: 6 }]);
  expect(told.coupons.map(({ name, state }) => [name, state]).sort()).toEqual([
    [`Coupon ${mine}`, 'used'],
    [`Coupon ${mine}-guest`, 'used'],
  ]);
  expect(told.checkouts).toHaveLength(2);
  expect(told.comments.map(({ text }) => text).sort()).toEqual([`Said ${mine}`, `Said ${mine}-guest`]);
  expect(told.watched.length).toBe(3);
  expect(told.follows).toMatchObject([{ accountId }]);
  // Some may come in meanwhile.
  const ids = told.events.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
  expect((await eventsOf(me)).map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  expect(told.served.length).toBe(6);
  // Done twice with the same video, by the guest and at home, it was done once.
  expect(told.reactions).toMatchObject([{ kind: 'like', videoId }]);
  expect(told.shares).toMatchObject([{ videoId }]);
  expect(
    told.events.every(({ at, organizationId }) => String(at).endsWith('Z') && organizationId !== ''),
  ).toBe(true);

  const sums = await records.market((trx) =>
    sql<{ orders: number; paid: number; refunded: number; payments: number; discount: number }>`
      SELECT count(DISTINCT o.id)::int AS orders, sum(l.user_paid)::int AS paid, sum(l.refunded)::int AS refunded,
        (SELECT sum(p.amount)::int FROM payments p JOIN orders q ON q.id = p.order_id
          WHERE q.shopper_id = ${parseId('shopper', me.id)}) AS payments,
        (SELECT sum(d.amount)::int FROM order_discounts d JOIN orders q ON q.id = d.order_id
          WHERE q.shopper_id = ${parseId('shopper', me.id)}) AS discount
      FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.shopper_id = ${parseId('shopper', me.id)}`.execute(
      trx,
    ),
  );
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const lines = told.orders.flatMap((order) => order.lines);
  expect(sums.rows).toEqual([
    {
      orders: told.orders.length,
      paid: sum(told.orders.map(({ total }) => total)),
      refunded: sum(told.orders.map(({ refunded }) => refunded)),
      payments: sum(told.orders.flatMap(({ payments }) => payments.map(({ amount }) => amount))),
      discount: 600,
    },
  ]);
  expect(sum(lines.map(({ paid }) => paid))).toBe(2 * (2 * 2_500 - 300));
  expect(told.orders.map(({ recipient }) => recipient?.recipient).sort()).toEqual([
    `To ${mine}`,
    `To ${mine}-guest`,
  ]);
  expect(told.orders.flatMap(({ refunds }) => refunds.map(({ reason }) => reason)).sort()).toEqual([
    `Because ${mine}`,
    `Because ${mine}-guest`,
  ]);
});

it('a guest may take along too, and after an erasure there is only who came anew', async () => {
  const { product } = market;
  const mark = `gone-${randomUUID()}`;
  const guest = await product.shopper();
  await done(guest.ask('PATCH', '/api/storefront/me', { nickname: 'Passing' }));
  await done(
    guest.ask('POST', '/api/storefront/addresses', {
      recipient: mark,
      phone: '13800138000',
      region: '上海市',
      street: '1',
    }),
  );
  const { told } = await takeout(guest);
  expect(told.account).toMatchObject({ id: guest.id, email: null, nickname: 'Passing', isGuest: true });
  expect(told.addresses).toMatchObject([{ recipient: mark, isDefault: true }]);
  expect((await guest.ask('DELETE', '/api/storefront/me')).status).toBe(204);
  expect((await guest.ask('GET', takeoutPath)).status).toBe(401);
  const { text, told: anew } = await takeout(await product.shopper());
  expect(text).not.toContain(mark);
  const { format, version, about, madeAt, account, said, sessions, ...lists } = anew;
  expect([format, version, typeof about, account.nickname]).toEqual(['meadow-takeout', 1, 'string', null]);
  expect(Date.parse(madeAt)).not.toBeNaN();
  expect(said).toEqual({ traits: [], groups: [] });
  expect(sessions).toHaveLength(1);
  expect(Object.values(lists).every((list) => list.length === 0)).toBe(true);
});

it('is asked for now and then: who asks over and over is told when to come again', async () => {
  const shopper = await market.product.shopper();
  const statuses: number[] = [];
  while (statuses.at(-1) !== 429 && statuses.length < 20)
    statuses.push((await shopper.ask('GET', takeoutPath)).status);
  expect(statuses.slice(0, -1)).toEqual(Array(statuses.length - 1).fill(200));
  expect([statuses.length > 3, statuses.at(-1)]).toEqual([true, 429]);
  const refused = await shopper.ask('GET', takeoutPath);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await fetch(market.product.url + takeoutPath)).status).toBe(401);
});

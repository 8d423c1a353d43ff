import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GroupPurpose, keepGroup } from '#events';
import { newId, parseId, showId } from '#kernel/ids';
import { PeopleSet } from '#platform/people-sets';
import type {
  BannerPage,
  FeedItem,
  FeedPage,
  MarketPlacementView,
  PlacementView,
} from '../../src/traffic/contract.ts';
import { openTestProduct, type TestProduct, type TestShopper, type TestTenant } from './product-fixture.ts';
import { asJson, publishedVideo } from './video-fixture.ts';

let product: TestProduct;
let mine: TestTenant;
let theirs: TestTenant;
/** Of mine, oldest first. */
const videos: string[] = [];
beforeAll(async () => {
  product = await openTestProduct();
  mine = await product.tenant('Mine');
  for (let number = 0; number < 7; number++)
    videos.push((await publishedVideo(product, mine, { title: `Clip ${number}`, category: 'Tea' })).id);
});
afterAll(() => product.close());

type Seen = PlacementView & {
  readonly code: string;
  readonly errors?: { field: string }[];
  readonly items: PlacementView[];
  readonly rows: { dimensions: object; values: object }[];
};
const ask = async (method: string, path: string, body?: unknown, who = mine) => {
  const answer = await product.ask(who, path, body === undefined ? { method } : asJson(body, method));
  return { status: answer.status, body: (await answer.json()) as Seen };
};
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const feedPlacement = (given: object = {}) => ({
  kind: 'feed',
  name: 'Spring tea',
  videoId: videos[0],
  endsAt: inAnHour(),
  ...given,
});

async function personOf(shopper: TestShopper): Promise<number> {
  const { person } = await product.world.records.market((trx) =>
    trx
      .selectFrom('shoppers')
      .select('person')
      .where('id', '=', parseId('shopper', shopper.id))
      .executeTakeFirstOrThrow(),
  );
  return person;
}

async function groupOf(
  people: readonly TestShopper[],
  heldOut: readonly TestShopper[],
  { owner = mine, purpose = 'slots' as GroupPurpose } = {},
): Promise<string> {
  const id = newId('group');
  const numbers = (shoppers: readonly TestShopper[]) => Promise.all(shoppers.map(personOf));
  const [members, others] = [await numbers(people), await numbers(heldOut)];
  await product.world.records.organization(owner.organizationId, (trx) =>
    keepGroup(trx, owner.organizationId, {
      id,
      purpose,
      name: 'Tea drinkers',
      people: PeopleSet.of(members),
      heldOut: PeopleSet.of(others),
    }),
  );
  return showId('group', id);
}

const feedOf = async (shopper: TestShopper, more = ''): Promise<FeedItem[]> =>
  ((await (await shopper.ask('GET', `/api/storefront/feed?limit=6&begins=true${more}`)).json()) as FeedPage)
    .items;
const tell = (shopper: TestShopper, events: readonly object[]) =>
  shopper.ask('POST', '/api/storefront/events', {
    events: events.map((event) => ({ id: randomUUID(), at: new Date().toISOString(), ...event })),
  });
/**
 * Resolves once the server knows all placements made before: it reads them together, so that of a banner made last, which
 * a shopper may ask for again and again, tells of the others.
 */
async function servedTo(shopper: TestShopper, groups: readonly string[]): Promise<void> {
  const title = `Banner ${randomUUID()}`;
  const shops = (await (await product.ask(mine, '/api/shops')).json()) as { items: { id: string }[] };
  const { body } = await ask('POST', '/api/placements', {
    kind: 'banner',
    name: title,
    title,
    shopId: shops.items[0]?.id,
    endsAt: inAnHour(),
    audience: 'group',
    groups,
    priority: 1,
  });
  const look = async () =>
    ((await (await shopper.ask('GET', '/api/storefront/banners')).json()) as BannerPage).items;
  await expect.poll(look).toMatchObject([{ title }]);
  await ask('POST', `/api/placements/${body.id}/stop`);
}
const slotIn = (items: readonly FeedItem[]) => items.find(({ why }) => why === 'slot');

async function operatorOf(tenant: TestTenant) {
  const entered = await fetch(`${product.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: tenant.email, password: tenant.password }),
  });
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${product.url}${path}`, {
      method,
      headers: { cookie, origin: product.url, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: (await answer.json()) as Seen };
  };
}

it('is shown in the feed to members of its group and to nobody else, is counted, and not shown too often', async () => {
  const [member, heldOut, stranger] = [
    await product.shopper(),
    await product.shopper(),
    await product.shopper(),
  ];
  const groups = [await groupOf([member], [heldOut])];
  const whom = { audience: 'group', groups, perDay: 1 };
  const made = await ask('POST', '/api/placements', feedPlacement({ ...whom, videoId: videos[3] }));
  // Alone in its market, an organisation asks nobody.
  expect(made).toMatchObject({
    status: 201,
    body: { standing: 'running', groups: [{ size: 1, heldOut: 1 }] },
  });
  const placement = made.body;
  await servedTo(member, groups);
  const items = await feedOf(member);
  const slot = slotIn(items) as FeedItem;
  expect(slot).toMatchObject({ why: 'slot', ad: null, video: { id: videos[3] } });
  expect(items.indexOf(slot)).toBeGreaterThanOrEqual(3);
  for (const other of [heldOut, stranger])
    expect((await feedOf(other)).map(({ why }) => why)).not.toContain('slot');

  const about = { contentId: slot.video.id, touch: slot.touch };
  const impression = {
    id: randomUUID(),
    at: new Date().toISOString(),
    event: 'Content Impression',
    ...about,
  };
  for (let times = 0; times < 2; times++)
    expect((await member.ask('POST', '/api/storefront/events', { events: [impression] })).status).toBe(200);
  const shownTo = await product.world.records.market((trx) =>
    trx.selectFrom('slot_showings').select(['placement_id']).execute(),
  );
  expect(shownTo).toEqual([{ placement_id: parseId('placement', placement.id) }]);
  const later = await feedOf(member, '&again=true');
  expect(slotIn(later)).toBeUndefined();

  // What led to an order is part of its touch, and so of its numbers.
  await product.world.columnar.insert(
    'order_lines',
    [
      {
        organization_id: mine.organizationId,
        line_id: randomUUID(),
        order_id: randomUUID(),
        buyer: await personOf(member),
        paid_at: new Date().toISOString(),
        paid_day: new Date().toISOString().slice(0, 10),
        currency: 'CNY',
        quantity: 1,
        gmv: 4_900,
        request_id: `${randomUUID()}/${parseId('placement', placement.id)}`,
      },
    ],
    `orders-${randomUUID()}`,
  );
  const numbers = async () => {
    const { body } = await ask('POST', '/api/metrics/query', {
      metrics: ['slot_impressions', 'slot_people', 'slot_clicks', 'slot_orders', 'slot_gmv'],
      dimensions: ['placement'],
      range: {
        from: new Date(Date.now() - 86_400_000).toISOString(),
        to: new Date(Date.now() + 3_600_000).toISOString(),
      },
    });
    return body.rows;
  };
  await expect.poll(numbers).toContainEqual(
    expect.objectContaining({
      dimensions: { placement: placement.id },
      values: { slot_impressions: 1, slot_people: 1, slot_clicks: 0, slot_orders: 1, slot_gmv: 4_900 },
    }),
  );

  // Stopped, it is soon shown to nobody.
  expect((await ask('POST', `/api/placements/${placement.id}/stop`)).body.standing).toBe('stopped');
  expect((await ask('POST', `/api/placements/${placement.id}/stop`)).status).toBe(409);
});

it('puts a banner above the page of its shop, and knows who was shown it and who clicked', async () => {
  const shopper = await product.shopper();
  const shops = await product.ask(mine, '/api/shops');
  const { items } = (await shops.json()) as { items: { id: string }[] };
  const shopId = items[0]?.id ?? '';
  const banner = {
    kind: 'banner',
    name: 'Opening',
    shopId,
    title: 'New leaves are here',
    tone: 'green',
    endsAt: inAnHour(),
    perDay: 1,
  };
  const { status, body } = await ask('POST', '/api/placements', banner);
  expect([status, body.standing, body.content]).toEqual([
    201,
    'running',
    { kind: 'shop', id: shopId, name: 'Shop Mine', picture: null },
  ]);
  const look = async (query = `?shopId=${shopId}`) =>
    ((await (await shopper.ask('GET', `/api/storefront/banners${query}`)).json()) as BannerPage).items;
  await expect
    .poll(() => look())
    .toMatchObject([{ title: 'New leaves are here', tone: 'green', link: { kind: 'shop', id: shopId } }]);
  expect(await look('')).toHaveLength(1);
  expect(await look(`?shopId=${showId('shop', newId('shop'))}`)).toEqual([]);
  const [shown] = await look();
  const told = await tell(shopper, [
    { event: 'Promotion Viewed', touch: shown?.touch },
    { event: 'Promotion Clicked', touch: shown?.touch },
    // What no placement gave is nobody's.
    { event: 'Promotion Viewed' },
  ]);
  expect(await told.json()).toEqual({ accepted: 2, ignored: 1 });
  expect(await look()).toEqual([]);
  const { rows } = await product.world.columnar.query<Record<string, string>>(
    { kind: 'organization', organizationId: mine.organizationId },
    {
      sql: "SELECT event, shop_id, source, properties FROM $events WHERE event LIKE 'Promotion%' ORDER BY event",
    },
  );
  expect(rows).toMatchObject([
    { event: 'Promotion Clicked', shop_id: parseId('shop', shopId), source: 'shop' },
    { event: 'Promotion Viewed', shop_id: parseId('shop', shopId), source: 'shop' },
  ]);
  expect(rows[0]?.properties).toContain(body.id);
  await ask('POST', `/api/placements/${body.id}/stop`);
});

it('refuses what is not the organisation’s own, not there, or contradicts itself', async () => {
  const other = await groupOf([], [], { purpose: 'ads' });
  const wrong: [object, string][] = [
    [{ videoId: showId('video', newId('video')) }, 'videoId'],
    [{ videoId: null }, 'videoId'],
    [{ audience: 'group' }, 'groups'],
    [{ audience: 'group', groups: [other] }, 'groups'],
    [{ groupsExcluded: [showId('group', newId('group'))] }, 'groupsExcluded'],
    [{ endsAt: new Date(Date.now() - 1_000).toISOString() }, 'endsAt'],
    [{ startsAt: new Date(Date.now() + 7_200_000).toISOString() }, 'endsAt'],
    [{ kind: 'banner', title: 'Two', productId: showId('product', newId('product')) }, 'productId'],
    [{ kind: 'banner', videoId: videos[0] }, 'title'],
    // What a product may not claim a banner may not either.
    [{ kind: 'banner', videoId: videos[0], title: '全网第一的茶' }, 'title'],
  ];
  for (const [given, field] of wrong) {
    const { status, body } = await ask('POST', '/api/placements', feedPlacement(given));
    expect([given, status, body.errors?.[0]?.field]).toEqual([given, 422, field]);
  }
});

it('in a shared market waits for its operator, who sees what was submitted, approves or refuses it as it was', async () => {
  theirs = await product.tenant('Theirs');
  const operator = await operatorOf(await product.tenant('Operator', { isOperator: true }));
  const member = await operatorOf(mine);
  const { body: draft } = await ask(
    'POST',
    '/api/placements',
    feedPlacement({ submit: false, name: 'Quiet' }),
  );
  expect(draft.standing).toBe('draft');
  const { body: waiting } = await ask('POST', '/api/placements', feedPlacement({ name: 'Applied for' }));
  expect(waiting.standing).toBe('waiting');
  const market = '/api/market/placements';
  const listed = await operator('GET', `${market}?state=waiting`);
  expect(listed.body.items).toMatchObject([{ id: waiting.id, organizationName: 'Mine', people: null }]);
  expect((await operator('GET', market)).body.items.map(({ id }) => id)).not.toContain(draft.id);
  expect((await member('GET', market)).status).toBe(403);
  expect((await ask('POST', `${market}/${waiting.id}/approve`, { version: waiting.version })).status).toBe(
    403,
  );

  const stale = await operator('POST', `${market}/${waiting.id}/approve`, { version: waiting.version + 1 });
  expect(stale.status).toBe(409);
  const refused = await operator('POST', `${market}/${waiting.id}/refuse`, {
    version: waiting.version,
    reason: 'Too loud',
  });
  expect(refused.body).toMatchObject({ standing: 'refused', refusal: 'Too loud' });
  const { body: read } = await ask('GET', `/api/placements/${waiting.id}`);
  expect(read).toMatchObject({ standing: 'refused', refusal: 'Too loud' });

  const { kind: _, ...anew } = feedPlacement({ name: 'Quieter' });
  const { body: mended } = await ask('PUT', `/api/placements/${waiting.id}`, {
    version: read.version,
    ...anew,
  });
  expect(mended).toMatchObject({ standing: 'waiting', refusal: null, name: 'Quieter' });
  const approved = await operator('POST', `${market}/${waiting.id}/approve`, { version: mended.version });
  expect(approved.body).toMatchObject({ standing: 'running' } satisfies Partial<MarketPlacementView>);
  expect((await operator('POST', `${market}/${draft.id}/approve`, { version: draft.version })).status).toBe(
    404,
  );
  // What was approved is taken off where it turns out to be wrong.
  const off = await operator('POST', `${market}/${waiting.id}/refuse`, {
    version: approved.body.version,
    reason: 'Not what it said',
  });
  expect(off.body.standing).toBe('refused');

  // Another organisation sees none of it, and can name neither its videos nor its groups.
  expect((await ask('GET', '/api/placements', undefined, theirs)).body.items).toEqual([]);
  for (const [method, tail] of [
    ['GET', ''],
    ['POST', '/submit'],
    ['POST', '/withdraw'],
    ['POST', '/stop'],
  ] as const)
    expect((await ask(method, `/api/placements/${waiting.id}${tail}`, undefined, theirs)).status).toBe(404);
  expect((await ask('POST', '/api/placements', feedPlacement(), theirs)).status).toBe(422);
  const own = await publishedVideo(product, theirs, { title: 'Theirs', category: 'Tea' });
  const { status, body } = await ask(
    'POST',
    '/api/placements',
    feedPlacement({ videoId: own.id, audience: 'group', groups: [await groupOf([], [])] }),
    theirs,
  );
  expect([status, body.errors?.[0]?.field]).toEqual([422, 'groups']);
});

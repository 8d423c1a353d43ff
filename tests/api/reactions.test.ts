import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { marketNamespace } from '#events';
import { parseId, type ShopperId } from '#kernel/ids';
import { publish } from '#platform/outbox';
import { type ShopperErased, shopperErasedTopic, touchTokens } from '#shop';
import type { VideoView } from '../../src/content/contract.ts';
import { handOver } from '../../src/content/storefront/shoppers/shopper-changes-store.ts';
import { openTestProduct, type TestProduct, type TestShopper, type TestTenant } from './product-fixture.ts';
import { accountOf, asJson, publishedVideo } from './video-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
let other: TestTenant;
let video: VideoView;
let accountId: string;
const crowd: TestShopper[] = [];
beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Liked');
  other = await product.tenant('Quiet');
  accountId = await accountOf(product, tenant);
  video = await publishedVideo(product, tenant);
  for (let count = 0; count < 12; count++) crowd.push(await product.shopper());
  await vi.waitFor(async () => expect((await card(crowd[0])).status).toBe(200), { timeout: 60_000 });
});
afterAll(() => product.close());

const rawOf = ({ id }: TestShopper) => parseId('shopper', id) as ShopperId;
const path = () => `/api/storefront/videos/${video.id}`;
const card = async (shopper?: TestShopper) => {
  const answer = await (shopper as TestShopper).ask('GET', path());
  return { status: answer.status, body: await answer.json() };
};
const post = async (shopper: TestShopper | undefined, at: string, body: object) => {
  const answer = await (shopper as TestShopper).ask('POST', at, body);
  return { status: answer.status, body: await answer.json() };
};
const react = (shopper: TestShopper | undefined, kind: string, on: boolean, touch?: string) =>
  post(shopper, `${path()}/reactions`, { kind, on, ...(touch ? { touch } : {}) });

/** Counts that differ from the rows they count; there are none. */
async function lies(): Promise<unknown[]> {
  const rowsOf = (kind: string) =>
    sql`(SELECT count(*) FROM video_reactions r WHERE r.video_id = n.video_id AND r.kind = ${kind})`;
  const { rows } = await product.world.records.market((trx) =>
    sql`SELECT n.* FROM video_counts n
      WHERE n.likes <> ${rowsOf('like')} OR n.favorites <> ${rowsOf('favorite')}
        OR n.comments <> (SELECT count(*) FROM video_comments c WHERE c.video_id = n.video_id AND c.state = 'shown')
        OR n.shares <> (SELECT count(*) FROM video_shares s WHERE s.video_id = n.video_id)`.execute(trx),
  );
  return rows;
}

/** Events of the spine by name, once every message has been handled. */
async function eventCounts(): Promise<Record<string, number>> {
  await expect
    .poll(async () => {
      const { rows } = await product.world.records.market((trx) =>
        sql<{ left: number }>`SELECT count(*)::int AS left FROM outbox o, outbox_positions p
            WHERE p.subscriber = 'reaction-events' AND o.topic = 'reactions.made'
              AND (o.transaction_id, o.id) > (p.transaction_id, p.outbox_id)`.execute(trx),
      );
      return rows[0]?.left;
    })
    .toBe(0);
  const { rows } = await product.world.columnar.query<{ event: string; events: number }>(
    { kind: 'organization', organizationId: tenant.organizationId },
    { sql: 'SELECT event, toUInt32(count()) AS events FROM $events GROUP BY event' },
  );
  return Object.fromEntries(rows.map(({ event, events }) => [event, events]));
}

describe('a reaction', () => {
  it('counts once however often it is sent, and is taken back', async () => {
    const [shopper] = crowd;
    for (let time = 0; time < 3; time++)
      expect((await react(shopper, 'like', true)).body).toMatchObject({ on: true, counts: { likes: 1 } });
    expect((await card(shopper)).body).toMatchObject({ mine: { liked: true }, counts: { likes: 1 } });
    expect((await card(crowd[1])).body.mine.liked).toBe(false);
    expect((await react(shopper, 'like', false)).body.counts.likes).toBe(0);
    expect((await react(shopper, 'like', false)).body.counts.likes).toBe(0);
    expect((await card(shopper)).body.mine.liked).toBe(false);
  });

  it('needs a published video and a shopper', async () => {
    const absent = '/api/storefront/videos/vid_01h455vb4pex5vsknk084sn02q/reactions';
    expect((await post(crowd[0], absent, { kind: 'like', on: true })).status).toBe(404);
    const nobody = await fetch(`${product.url}${path()}/reactions`, asJson({ kind: 'like', on: true }));
    expect(nobody.status).toBe(401);
    expect((await post(crowd[0], `${path()}/reactions`, { kind: 'love', on: true })).status).toBe(400);
  });

  it('tells the spine what led to it, by the token of whoever showed the video', async () => {
    const raw = { contentId: parseId('video', video.id), accountId: parseId('account', accountId) };
    const tokens = touchTokens(product.world.instanceSecret);
    const touch = tokens.sign(
      {
        carrier: 'short_video',
        source: 'feed',
        accountType: 'self',
        planId: 'a plan',
        roomId: null,
        creatorId: null,
        requestId: 'a request',
        touchSecond: null,
        ...raw,
      },
      Date.now(),
    );
    await react(crowd[2], 'favorite', true, touch);
    await react(crowd[3], 'favorite', true, 'forged.token');
    await eventCounts();
    const { rows } = await product.world.columnar.query<Record<string, string>>(
      { kind: 'organization', organizationId: tenant.organizationId },
      {
        sql: `SELECT plan_id, request_id, source, content_id, toString(account_id) AS account, creator_id FROM $events
       WHERE event = 'Content Favorited' ORDER BY plan_id`,
      },
    );
    // The brand's own account is nobody's creator.
    const same = { content_id: raw.contentId, account: raw.accountId, creator_id: '' };
    expect(rows).toEqual([
      { plan_id: '', request_id: '', source: '', ...same },
      { plan_id: 'a plan', request_id: 'a request', source: 'feed', ...same },
    ]);
    // An account is followed on one of its videos, and that video is told too.
    await post(crowd[2], `/api/storefront/accounts/${accountId}/follow`, { on: true, touch });
    await eventCounts();
    const followed = await product.world.columnar.query<Record<string, string>>(
      { kind: 'organization', organizationId: tenant.organizationId },
      { sql: `SELECT content_id, plan_id FROM $events WHERE event = 'Account Followed'` },
    );
    expect(followed.rows).toEqual([{ content_id: raw.contentId, plan_id: 'a plan' }]);
  });
});

describe('counts, rows and events', () => {
  it('agree after any storm of reactions, shares, follows and comments at once', {
    timeout: 120_000,
  }, async () => {
    const act = fc.record({
      who: fc.nat({ max: crowd.length - 1 }),
      verb: fc.constantFrom('like', 'like', 'favorite', 'dislike', 'share', 'follow', 'comment'),
      on: fc.boolean(),
    });
    const before = await eventCounts();
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 40, maxLength: 80 }), async (acts) => {
        const statuses = await Promise.all(
          acts.map(async ({ who, verb, on }) => {
            const shopper = crowd[who];
            if (verb === 'share') return (await post(shopper, `${path()}/shares`, {})).status;
            if (verb === 'comment')
              return (await post(shopper, `${path()}/comments`, { text: 'I would wear it' })).status;
            if (verb === 'follow')
              return (await post(shopper, `/api/storefront/accounts/${accountId}/follow`, { on })).status;
            return (await react(shopper, verb, on)).status;
          }),
        );
        // Somebody who comments too fast is asked to wait; everything else is done.
        expect(statuses.filter((status) => status !== 200 && status !== 201 && status !== 429)).toEqual([]);
        expect(await lies()).toEqual([]);
      }),
      { numRuns: 5 },
    );
    const { counts } = (await card(crowd[0])).body;
    const home = await (
      await (crowd[0] as TestShopper).ask('GET', `/api/storefront/accounts/${accountId}`)
    ).json();
    const after = await eventCounts();
    const net = (made: string, undone?: string) => (after[made] ?? 0) - (undone ? (after[undone] ?? 0) : 0);
    expect(after).not.toEqual(before);
    expect({
      likes: net('Content Liked', 'Content Unliked'),
      favorites: net('Content Favorited', 'Content Unfavorited'),
      comments: net('Content Commented'),
      shares: net('Content Shared'),
      followers: net('Account Followed', 'Account Unfollowed'),
    }).toEqual({ ...counts, followers: home.followers });
  });
});

describe('a comment', () => {
  it('is shown until somebody of the account hides it, and then only to who wrote it', async () => {
    const [writer, reader] = [await product.shopper(), await product.shopper()];
    const sent = await post(writer, `${path()}/comments`, { text: '  Where is it from?  ' });
    expect(sent.body).toMatchObject({ text: 'Where is it from?', mine: true, nickname: null });
    const texts = async (shopper: TestShopper) =>
      (await (await shopper.ask('GET', `${path()}/comments?limit=1`)).json()).items.map(
        ({ text }: { text: string }) => text,
      );
    expect(await texts(reader)).toEqual(['Where is it from?']);
    const shown = (await card(reader)).body.counts.comments;
    const moderate = (by: TestTenant, verb: string) =>
      product.ask(by, `/api/comments/${sent.body.id}/${verb}`, { method: 'POST' });
    expect((await moderate(other, 'hide')).status).toBe(404);
    expect((await moderate(tenant, 'hide')).status).toBe(200);
    expect((await moderate(tenant, 'hide')).status).toBe(200);
    expect(await texts(reader)).not.toContain('Where is it from?');
    expect(await texts(writer)).toEqual(['Where is it from?']);
    expect((await card(reader)).body.counts.comments).toBe(shown - 1);
    const listed = await (await product.ask(tenant, `/api/comments?videoId=${video.id}&state=hidden`)).json();
    expect(listed.items.map(({ id }: { id: string }) => id)).toEqual([sent.body.id]);
    await moderate(tenant, 'show');
    expect((await card(reader)).body.counts.comments).toBe(shown);
    expect(await lies()).toEqual([]);
  });

  it('is refused with the market’s words and the organisation’s own, and when it is none', async () => {
    const shopper = await product.shopper();
    const say = async (text: string) => (await post(shopper, `${path()}/comments`, { text })).body.code;
    expect(await say('加 微 信 便宜')).toBe('blocked_words');
    const set = await product.ask(
      tenant,
      '/api/comments/blocked-words',
      asJson({ words: ['Brand X'] }, 'PUT'),
    );
    expect(set.status).toBe(200);
    expect(await say('I prefer BRAND  X')).toBe('blocked_words');
    for (const text of ['', '   ', 'x'.repeat(501), 'a\u0000b'])
      expect(await say(text)).toBe('invalid_request');
    expect(await say('Lovely')).toBeUndefined();
  });

  it('comes no faster than a person writes', async () => {
    const shopper = await product.shopper();
    const sent = await Promise.all(
      Array.from({ length: 30 }, (_, at) => post(shopper, `${path()}/comments`, { text: `Hello ${at}` })),
    );
    expect(sent.filter(({ status }) => status === 429).length).toBeGreaterThan(5);
  });
});

describe('a shopper', () => {
  it('who turns out to be somebody known keeps what both did, each counted once', async () => {
    const [guest, known] = [await product.shopper(), await product.shopper()];
    for (const shopper of [guest, known]) await react(shopper, 'like', true);
    await react(guest, 'favorite', true);
    await post(guest, `${path()}/shares`, {});
    await post(guest, `/api/storefront/accounts/${accountId}/follow`, { on: true });
    const before = (await card(known)).body.counts;
    await handOver(product.world.records, rawOf(guest), rawOf(known));
    expect(await lies()).toEqual([]);
    await vi.waitFor(
      async () =>
        expect((await card(known)).body).toMatchObject({
          mine: { liked: true, favorited: true },
          account: { followed: true },
          counts: { ...before, likes: before.likes - 1 },
        }),
      60_000,
    );
  });

  it('who is erased leaves no word behind', async () => {
    const writer = await product.shopper();
    await post(writer, `${path()}/comments`, { text: 'A mark of mine: 7f3a' });
    const erased: ShopperErased = { shopperId: rawOf(writer) };
    await product.world.records.market((trx) => publish(trx, marketNamespace, shopperErasedTopic, erased));
    await vi.waitFor(async () => {
      const listed = await (await product.ask(tenant, `/api/comments?videoId=${video.id}`)).text();
      expect(listed).not.toContain('A mark of mine');
    }, 60_000);
    expect(await lies()).toEqual([]);
  });
});

describe('an account’s home', () => {
  it('shows account, shop, standing, videos and whether it is followed', async () => {
    const shopper = await product.shopper();
    await post(shopper, `/api/storefront/accounts/${accountId}/follow`, { on: true });
    const set = await product.ask(
      tenant,
      `/api/account-homes/${accountId}`,
      asJson({ intro: 'We sew in Suzhou' }, 'PATCH'),
    );
    expect(set.status).toBe(200);
    const home = await (await shopper.ask('GET', `/api/storefront/accounts/${accountId}`)).json();
    expect(home).toMatchObject({
      name: 'Account Liked',
      intro: 'We sew in Suzhou',
      followed: true,
      shop: { name: 'Shop Liked' },
      videoCount: 1,
      nextCursor: null,
    });
    expect(home.videos.map(({ id }: { id: string }) => id)).toEqual([video.id]);
    const following = await (await shopper.ask('GET', '/api/storefront/following')).json();
    expect(following.accounts.map(({ id }: { id: string }) => id)).toEqual([accountId]);
    expect(following.videos).toHaveLength(1);
    expect((await product.ask(other, `/api/account-homes/${accountId}`)).status).toBe(404);
    const homes = await (await product.ask(tenant, '/api/account-homes')).json();
    expect(homes).toEqual({
      items: [{ accountId, intro: 'We sew in Suzhou', avatar: null, followers: expect.any(Number) }],
      nextCursor: null,
    });
    expect(homes.items[0].followers).toBeGreaterThanOrEqual(1);
    const others = await (await product.ask(other, '/api/account-homes')).json();
    expect(others.items.map(({ intro }: { intro: string }) => intro)).toEqual(['']);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId, parseId } from '#kernel/ids';
import { touchTokens } from '#shop';
import type { FeedItem, FeedPage } from '../../src/traffic/contract.ts';
import { openTestProduct, type TestProduct, type TestShopper, type TestTenant } from './product-fixture.ts';
import { asJson, publishedVideo } from './video-fixture.ts';

let product: TestProduct;
let one: TestTenant;
let other: TestTenant;
const published = new Map<string, TestTenant>();
beforeAll(async () => {
  product = await openTestProduct();
  one = await product.tenant('One');
  other = await product.tenant('Other');
  for (let number = 0; number < 8; number++) {
    const tenant = number % 2 === 0 ? one : other;
    const video = await publishedVideo(product, tenant, { title: `Clip ${number}`, category: 'Tea' });
    published.set(video.id, tenant);
  }
  // Every copy of the server hears of a published video within a second.
  await vi.waitUntil(async () => (await feedOf(await product.shopper(), 20)).items.length === 8, 60_000);
});
afterAll(() => product.close());

async function feedOf(shopper: TestShopper, limit: number, more = ''): Promise<FeedPage> {
  return (await (await shopper.ask('GET', `/api/storefront/feed?limit=${limit}${more}`)).json()) as FeedPage;
}
const tell = async (shopper: TestShopper, events: readonly object[]) => {
  const body = {
    events: events.map((event) => ({ id: randomUUID(), at: new Date().toISOString(), ...event })),
  };
  const answer = await shopper.ask('POST', '/api/storefront/events', body);
  return { status: answer.status, body: await answer.json() };
};
const about = ({ video, touch, position }: FeedItem) => ({ contentId: video.id, touch, position });
const idsOf = (page: FeedPage) => page.items.map(({ video }) => video.id);

type Row = Record<string, string | number>;
const rowsOf = async (tenant: TestTenant, where: string): Promise<Row[]> => {
  const { rows } = await product.world.columnar.query<Row>(
    { kind: 'organization', organizationId: tenant.organizationId },
    { sql: `SELECT * FROM $events WHERE ${where} ORDER BY at` },
  );
  return rows;
};

describe('the feed', () => {
  it('shows every published video once, whoever made it, and then says that there is no more', async () => {
    const shopper = await product.shopper();
    const [first, second, third] = [
      await feedOf(shopper, 5),
      await feedOf(shopper, 5),
      await feedOf(shopper, 5),
    ];
    expect([first.items.length, second.items.length, third.items.length]).toEqual([5, 3, 0]);
    expect(new Set([...idsOf(first), ...idsOf(second)])).toEqual(new Set(published.keys()));
    expect([first.exhausted, second.exhausted, third.exhausted]).toEqual([false, true, true]);
    expect(first.items[0]?.video).toMatchObject({
      title: expect.stringMatching(/^Clip/),
      mine: { liked: false },
    });
  });

  it('does not repeat what was watched, also for a phone that begins anew, until it is asked to', async () => {
    const shopper = await product.shopper();
    const page = await feedOf(shopper, 8);
    const [watched, left] = [page.items.slice(0, 6), page.items.slice(6)];
    const told = watched.flatMap((item) => [
      { event: 'Content Impression', ...about(item) },
      { event: 'Content Played', ...about(item), watchMs: 1_500 },
    ]);
    expect(await tell(shopper, told)).toEqual({ status: 200, body: { accepted: 12, ignored: 0 } });
    const { rows } = await product.world.records.market(async (trx) => ({
      rows: await trx.selectFrom('feed_seen').select(['video_id', 'watch_ratio']).execute(),
    }));
    expect(rows.filter(({ watch_ratio }) => Math.abs(watch_ratio - 0.75) < 0.01)).toHaveLength(6);
    // What was on its way and not heard of is held back for a while, unless it is asked for by name.
    const wanted = left[0]?.video.id ?? '';
    expect(idsOf(await feedOf(shopper, 5, `&around=${wanted}`))).toEqual([wanted]);
    const again = await feedOf(shopper, 3, '&again=true');
    expect(again.items.map(({ why }) => why)).toEqual(['again', 'again', 'again']);
    expect(watched.map(({ video }) => video.id)).toEqual(expect.arrayContaining(idsOf(again)));
  });

  it('shows nothing again to a guest who signs in, neither what the guest saw nor what the shopper saw', async () => {
    const email = `feed-${randomUUID()}@test.example`;
    const password = 'a long enough password';
    const watch = async (shopper: TestShopper, count: number) => {
      const { items } = await feedOf(shopper, count);
      await tell(
        shopper,
        items.map((item) => ({ event: 'Content Impression', ...about(item) })),
      );
      return items.map(({ video }) => video.id);
    };
    const entered = async (guest: TestShopper, way: string): Promise<TestShopper> => {
      const answer = await guest.ask('POST', `/api/storefront/${way}`, { email, password });
      const { token, shopper } = (await answer.json()) as { token: string; shopper: { id: string } };
      return product.shopperWith(shopper.id, token);
    };
    const atHome = await entered(await product.shopper(), 'sign-up');
    const seenAtHome = await watch(atHome, 3);
    const guest = await product.shopper();
    const seenOnTheBus = await watch(guest, 3);
    const onTheBus = await entered(guest, 'sign-in');
    const seen = new Set([...seenAtHome, ...seenOnTheBus]);
    const kept = () =>
      product.world.records.market(async (trx) => {
        const rows = await trx
          .selectFrom('feed_seen')
          .select('video_id')
          .where('shopper_id', '=', parseId('shopper', atHome.id) ?? newId('shopper'))
          .execute();
        return rows.length;
      });
    await vi.waitUntil(async () => (await kept()) === seen.size, 60_000);
    const rest = idsOf(await feedOf(onTheBus, 20));
    expect(rest.length).toBe(published.size - seen.size);
    expect(rest.filter((id) => seen.has(id))).toEqual([]);
  });

  it('never shows what a shopper is not interested in', async () => {
    const shopper = await product.shopper();
    const [unwanted] = [...published.keys()];
    await shopper.ask('POST', `/api/storefront/videos/${unwanted}/reactions`, { kind: 'dislike', on: true });
    expect(idsOf(await feedOf(shopper, 8))).not.toContain(unwanted);
  });

  it('writes down what it served, with the chance of each', async () => {
    const shopper = await product.shopper();
    const page = await feedOf(shopper, 4);
    const serves = async () => {
      const { rows } = await product.world.columnar.query<{ place: number; propensity: number; why: string }>(
        { kind: 'market' },
        {
          sql: 'SELECT place, propensity, why FROM $feed_serves WHERE content_id IN {ids:Array(String)} ORDER BY at DESC, place LIMIT 100',
          params: { ids: rawIds(idsOf(page)) },
        },
      );
      return rows;
    };
    await expect.poll(async () => (await serves()).length).toBeGreaterThanOrEqual(4);
    for (const { propensity } of await serves()) {
      expect(propensity).toBeGreaterThan(0);
      expect(propensity).toBeLessThanOrEqual(1);
    }
  });
});

function rawIds(shown: readonly string[]): string[] {
  return shown.flatMap((id) => parseId('video', id) ?? []);
}

describe('what a screen tells', () => {
  it('is kept under the owner of what it is about, once, with the axes that the feed signed', async () => {
    const shopper = await product.shopper();
    const item = (await feedOf(shopper, 8)).items.find(({ video }) => published.get(video.id) === one);
    if (!item) throw new Error('The feed shows nothing of One.');
    const id = randomUUID();
    const event = { id, event: 'Content Played', ...about(item), watchMs: 900, durationMs: 1 };
    for (let again = 0; again < 2; again++) expect((await tell(shopper, [event])).body.accepted).toBe(1);
    const [content] = rawIds([item.video.id]);
    const rows = await rowsOf(one, `message_id LIKE '%${id}'`);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      event: 'Content Played',
      content_id: content,
      carrier: 'short_video',
      source: 'feed',
      account_type: 'self',
      plan_id: '',
      watch_ms: 900,
      // Measured when the video came in; what the screen claims does not count.
      duration_ms: 2_000,
      user_id: '',
    });
    expect(await rowsOf(other, `message_id LIKE '%${id}'`)).toEqual([]);
  });

  it('is ignored where it speaks of what is not here, of an ad that nobody showed, or with another video’s touch', async () => {
    const shopper = await product.shopper();
    const [first, second] = (await feedOf(shopper, 8)).items as [FeedItem, FeedItem];
    const told = await tell(shopper, [
      { event: 'Content Impression', contentId: 'vid_00000000000000000000000000' },
      { event: 'Content Impression', contentId: second.video.id, touch: first.touch },
      { event: 'Ad Impression', ...about(first), adToken: 'invented' },
      { event: 'Ad Clicked', ...about(first) },
      { event: 'Product Clicked', productId: 'prd_00000000000000000000000000' },
    ]);
    expect(told.body).toEqual({ accepted: 0, ignored: 5 });
  });

  it('may not be about money, and must be well formed', async () => {
    const shopper = await product.shopper();
    expect((await tell(shopper, [{ event: 'Order Completed' }])).status).toBe(400);
    expect((await tell(shopper, [])).status).toBe(400);
    expect((await tell(shopper, [{ event: 'Content Played', watchMs: -1 }])).status).toBe(400);
  });

  it('is also taken where nothing is meant but the screen, under the market', async () => {
    const shopper = await product.shopper();
    expect((await tell(shopper, [{ event: 'Screen Viewed', name: 'cart' }])).body.accepted).toBe(1);
  });
});

describe('the creator', () => {
  it('is the same in what a screen tells, in a reaction and in the touch: an account outside the brand, or none', async () => {
    const { shops } = await (await product.ask(one, '/api/structure')).json();
    const partner = await product.ask(
      one,
      '/api/accounts',
      asJson({ name: 'A creator', shopId: shops[0].id, accountType: 'partner' }),
    );
    const { id: accountId } = await partner.json();
    const clip = await publishedVideo(product, one, { title: 'By a creator', accountId });
    const creatorId = parseId('account', accountId);
    const shopper = await product.shopper();
    const seen: FeedItem[] = [];
    await vi.waitUntil(async () => {
      seen.push(...(await feedOf(shopper, 20, `&around=${clip.id}`)).items);
      return seen.some(({ video }) => video.id === clip.id);
    }, 60_000);
    const theirs = seen.find(({ video }) => video.id === clip.id);
    const brands = seen.find(({ video }) => published.get(video.id) === one);
    for (const [item, creator] of [
      [theirs, creatorId],
      [brands, ''],
    ] as const) {
      if (!item) throw new Error('The feed does not show it.');
      await tell(shopper, [{ event: 'Content Played', ...about(item), watchMs: 900 }]);
      await shopper.ask('POST', `/api/storefront/videos/${item.video.id}/reactions`, {
        kind: 'like',
        on: true,
        touch: item.touch,
      });
      const where = `content_id = '${parseId('video', item.video.id)}' AND event IN ('Content Played', 'Content Liked')`;
      const creators = async () =>
        (await rowsOf(one, `${where} AND account_type != '' AND at > now() - 3600`)).map(
          (row) => row.creator_id,
        );
      await expect.poll(async () => new Set(await creators()).size).toBe(1);
      await expect.poll(async () => (await creators()).length).toBeGreaterThanOrEqual(2);
      expect((await creators())[0]).toBe(creator);
      expect(touchTokens(product.world.instanceSecret).read(item.touch, Date.now())?.creatorId ?? '').toBe(
        creator,
      );
    }
  });
});

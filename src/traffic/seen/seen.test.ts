import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type ShopperId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { SeenMemory } from './seen-memory.ts';
import { forgetSeen, handOverSeen, keepWatched, readWatched } from './seen-store.ts';
import type { Watched } from './watched.ts';

let world: TestWorld;
let videoIds: string[];
beforeAll(async () => {
  world = await openTestWorld();
  videoIds = await someVideos(3);
});
afterAll(() => world.close());

let persons = 0;
async function someShopper(): Promise<ShopperId> {
  const id = newId('shopper');
  await world.records.market((trx) =>
    trx
      .insertInto('shoppers')
      .values({ id, person: ++persons, sealed_with: Buffer.alloc(60) })
      .execute(),
  );
  return id;
}

async function someVideos(count: number): Promise<string[]> {
  const organizationId = await world.newOrganization();
  const [brand, shop, account] = [newId('brand'), newId('shop'), newId('account')];
  const ids = Array.from({ length: count }, () => newId('video'));
  await world.records.organization(organizationId, async (trx) => {
    const own = { organization_id: organizationId };
    await trx
      .insertInto('brands')
      .values({ ...own, id: brand, name: 'B', zone: 'UTC' })
      .execute();
    await trx
      .insertInto('shops')
      .values({ ...own, id: shop, brand_id: brand, name: 'S', currency: 'CNY' })
      .execute();
    await trx
      .insertInto('accounts')
      .values({ ...own, id: account, shop_id: shop, name: 'A' })
      .execute();
    await trx
      .insertInto('videos')
      .values(
        ids.map((id) => ({ ...own, id, account_id: account, title: id, kind: 'selling', state: 'draft' })),
      )
      .execute();
  });
  return ids;
}

const watched = (given: Partial<Watched>): Watched => ({
  videoId: videoIds[0] as string,
  seenAtMs: 1_000,
  watchRatio: 0,
  liked: false,
  clickedProduct: false,
  disliked: false,
  ...given,
});

const keep = (shopperId: ShopperId, news: readonly Watched[]) =>
  keepWatched(world.records, [{ shopperId, watched: news }]);
/** Read together with somebody else's. */
const watchedBy = async (shopperId: ShopperId) =>
  (await readWatched(world.records, [newId('shopper'), shopperId], 10))[1];

describe('what a shopper saw', () => {
  it('only grows, in whatever order it is told', async () => {
    const shopper = await someShopper();
    await keep(shopper, [watched({ watchRatio: 0.75, seenAtMs: 5_000 })]);
    await keep(shopper, [
      watched({ watchRatio: 0.25, liked: true, seenAtMs: 2_000 }),
      watched({ videoId: videoIds[1] as string, disliked: true }),
    ]);
    expect(await watchedBy(shopper)).toEqual([
      watched({ watchRatio: 0.75, liked: true, seenAtMs: 5_000 }),
      watched({ videoId: videoIds[1] as string, disliked: true }),
    ]);
    expect(await watchedBy(await someShopper())).toEqual([]);
  });

  it('becomes what the shopper saw whom a guest turned out to be, and what both saw stays the most of both', async () => {
    const [guest, shopper] = [await someShopper(), await someShopper()];
    const [first, second, third] = videoIds as [string, string, string];
    await keep(guest, [
      watched({ videoId: first, watchRatio: 0.25, liked: true, seenAtMs: 9_000 }),
      watched({ videoId: second, seenAtMs: 8_000 }),
    ]);
    await keep(shopper, [
      watched({ videoId: first, watchRatio: 0.75, seenAtMs: 5_000 }),
      watched({ videoId: third, disliked: true, seenAtMs: 4_000 }),
    ]);
    const both = [
      watched({ videoId: first, watchRatio: 0.75, liked: true, seenAtMs: 9_000 }),
      watched({ videoId: second, seenAtMs: 8_000 }),
      watched({ videoId: third, disliked: true, seenAtMs: 4_000 }),
    ];
    for (const time of ['told', 'told again']) {
      await handOverSeen(world.records, guest, shopper);
      expect(await watchedBy(shopper), time).toEqual(both);
      expect(await watchedBy(guest), time).toEqual([]);
    }
    await forgetSeen(world.records, shopper);
    expect(await watchedBy(shopper)).toEqual([]);
  });

  it('is read again when a guest joins, also what is being read meanwhile, and nothing on its way is sent twice', async () => {
    const rows = new Map<string, Watched[]>();
    let letGo: (() => void) | null = null;
    const memory = new SeenMemory({
      load: async (shopperId) => {
        const read = rows.get(shopperId) ?? [];
        await new Promise<void>((go) => {
          if (letGo === null) go();
          else letGo = go;
        });
        return read;
      },
      now: () => 0,
    });
    const [guest, shopper] = [newId('shopper'), newId('shopper')];
    await memory.served(guest, ['on the way']);
    letGo = () => undefined;
    const before = memory.of(shopper);
    await Promise.resolve();
    // The records have it from now on, but the reading began before.
    rows.set(shopper, [watched({ videoId: 'seen as a guest' })]);
    const release: () => void = letGo;
    letGo = null;
    memory.joined(guest, shopper);
    release();
    await before;
    const held = await memory.of(shopper);
    expect([...held.watched.keys()]).toEqual(['seen as a guest']);
    expect([...held.served.keys()]).toEqual(['on the way']);
  });

  it('of several shoppers is kept together, also what is told of twice', async () => {
    const [one, other] = [await someShopper(), await someShopper()];
    await keepWatched(world.records, [
      { shopperId: one, watched: [watched({ watchRatio: 0.5 })] },
      { shopperId: other, watched: [watched({ liked: true })] },
      { shopperId: one, watched: [watched({ watchRatio: 0.25, clickedProduct: true, seenAtMs: 9_000 })] },
    ]);
    expect(await watchedBy(one)).toEqual([
      watched({ watchRatio: 0.5, clickedProduct: true, seenAtMs: 9_000 }),
    ]);
    expect(await watchedBy(other)).toEqual([watched({ liked: true })]);
  });

  it('holds what was served until something is heard of it, or it was never reached', async () => {
    let nowMs = 0;
    const rows: Watched[] = [];
    const memory = new SeenMemory({ load: async () => rows, now: () => nowMs });
    const shopper = newId('shopper');
    await memory.served(shopper, ['a', 'b']);
    await memory.heard(shopper, [watched({ videoId: 'a' })]);
    expect([...(await memory.of(shopper)).served.keys()]).toEqual(['b']);
    expect([...(await memory.of(shopper)).watched.keys()]).toEqual(['a']);
    // Another copy of the server heard of c meanwhile: it is seen after a minute.
    rows.push(watched({ videoId: 'a' }), watched({ videoId: 'c' }));
    nowMs = 61_000;
    expect([...(await memory.of(shopper)).watched.keys()]).toEqual(['a', 'c']);
    expect([...(await memory.of(shopper)).served.keys()]).toEqual(['b']);
    nowMs = 11 * 60_000;
    expect((await memory.of(shopper)).served.size).toBe(0);
  });

  it('is asked of the records once by all who ask at the same time, and for as many shoppers as fit', async () => {
    let asked = 0;
    const memory = new SeenMemory({
      load: async () => {
        asked++;
        return [];
      },
      now: () => 0,
      shoppersMax: 2,
    });
    const [one, two, three] = [newId('shopper'), newId('shopper'), newId('shopper')];
    await Promise.all([memory.of(one), memory.of(one), memory.of(one)]);
    expect(asked).toBe(1);
    await memory.of(two);
    await memory.of(one);
    await memory.of(three);
    await memory.of(one);
    expect(asked).toBe(3);
    await memory.of(two);
    expect(asked).toBe(4);
  });
});

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newId, type OrganizationId, type VideoId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { type FeedIndex, openFeedIndex } from './feed-index.ts';

let world: TestWorld;
let organizationId: OrganizationId;
const accountId = newId('account');
/** Two copies of the server. */
const copies: FeedIndex[] = [];
beforeAll(async () => {
  world = await openTestWorld();
  organizationId = await world.newOrganization();
  const own = { organization_id: organizationId };
  const [brandId, shopId] = [newId('brand'), newId('shop')];
  await world.records.organization(organizationId, async (trx) => {
    await trx
      .insertInto('brands')
      .values({ ...own, id: brandId, name: 'Brand', zone: 'UTC' })
      .execute();
    await trx
      .insertInto('shops')
      .values({ ...own, id: shopId, brand_id: brandId, name: 'Shop', currency: 'CNY' })
      .execute();
    await trx
      .insertInto('accounts')
      .values({ ...own, id: accountId, shop_id: shopId, name: 'Account' })
      .execute();
  });
  copies.push(
    openFeedIndex(world.records, () => undefined),
    openFeedIndex(world.records, () => undefined),
  );
  await Promise.all(copies.map(({ ready }) => ready));
});
afterAll(async () => {
  await Promise.all(copies.map((copy) => copy.close()));
  await world.close();
});

async function publishVideo(title: string, publishedAt = new Date()): Promise<VideoId> {
  const id = newId('video');
  await world.records.organization(organizationId, (trx) =>
    trx
      .insertInto('videos')
      .values({
        id,
        organization_id: organizationId,
        account_id: accountId,
        title,
        kind: 'seeding',
        state: 'published',
        file_key: `videos/${id}.mp4`,
        bytes: 1,
        duration_ms: 1000,
        width: 9,
        height: 16,
        published_at: publishedAt,
      })
      .execute(),
  );
  return id;
}
const inAll = (id: VideoId, is: boolean) =>
  vi.waitFor(() => expect(copies.map((copy) => copy.find(id) !== undefined)).toEqual([is, is]), {
    timeout: 60_000,
    interval: 10,
  });

it('every copy hears of a video that is published, changed and removed, newest first', async () => {
  const old = await publishVideo('Old', new Date(Date.now() - 60_000));
  const young = await publishVideo('Young');
  await inAll(old, true);
  await inAll(young, true);
  for (const copy of copies) {
    expect(copy.published().map(({ title }) => title)).toEqual(['Young', 'Old']);
    expect(copy.published()).toBe(copy.published());
    expect(copy.ofAccount(accountId)).toHaveLength(2);
  }
  await world.records.organization(organizationId, (trx) =>
    trx.updateTable('videos').set({ state: 'removed' }).where('id', '=', old).execute(),
  );
  await inAll(old, false);
  await inAll(young, true);
});

it('what happened while a line was cut is caught up with', async () => {
  await world.records.market((trx) =>
    sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'meadow_videos' AND datname = current_database()`.execute(trx),
  );
  const id = await publishVideo('While away');
  await inAll(id, true);
});

it('what is rolled back is never published', async () => {
  const id = newId('video');
  const work = world.records.organization(organizationId, async (trx) => {
    await sql`INSERT INTO videos (id, organization_id, account_id, title, kind, state, file_key, published_at)
      VALUES (${id}, ${organizationId}, ${accountId}, 'Never', 'seeding', 'published', 'k', now())`.execute(
      trx,
    );
    throw new Error('Changed my mind.');
  });
  await expect(work).rejects.toThrow('Changed my mind.');
  const behind = await publishVideo('Behind it');
  await inAll(behind, true);
  await inAll(id, false);
});

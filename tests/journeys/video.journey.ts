import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { VideoView } from '../../src/content/contract.ts';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { current, meet } from './store.ts';
import { texts } from './texts.ts';

const say = texts('zh');
const clip = readFileSync(
  join(import.meta.dirname, '..', '..', 'src', 'content', 'uploads', 'clip.fixture.mp4'),
);

/** Somebody of the content team brings a video in and puts it before shoppers. */
export function videoJourneys(ground: () => Ground): void {
  const shopperOf = async () => {
    const begun = await fetch(`${ground().demo.url}/api/storefront/session`, { method: 'POST' });
    const { token } = (await begun.json()) as { token: string };
    return (path: string) =>
      fetch(`${ground().demo.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  };
  const videos = async (title: string): Promise<VideoView[]> => {
    const { demo } = ground();
    const answer = await fetch(`${demo.url}/api/videos?title=${encodeURIComponent(title)}`, {
      headers: { authorization: `Bearer ${demo.apiKey}` },
    });
    return ((await answer.json()) as { items: VideoView[] }).items;
  };

  it('uploads a video, is told what the review does not like, mends it, meets it in the feed, and takes it back', async () => {
    const { page, close } = await ground().enter(plainLook);
    const tag = Date.now().toString(36);
    await page.goto('/console/content/videos');
    await page
      .getByLabel(say('videos.choose'))
      .last()
      .setInputFiles({ name: `销量第一 ${tag}.mp4`, mimeType: 'video/mp4', buffer: clip });
    await page.getByRole('button', { name: say('videos.finish') }).click();
    const drawer = page.getByRole('dialog');
    await drawer.locator('video').waitFor();
    await drawer.getByRole('button', { name: say('videos.publish') }).click();
    await drawer.getByRole('alert').first().waitFor();
    expect((await videos(tag))[0]).toMatchObject({ state: 'draft', durationMs: 2000 });

    const title = drawer.getByLabel(say('videos.titleField'));
    await title.fill(`三步穿出清爽夏天 ${tag}`);
    await drawer.getByRole('button', { name: say('videos.publish') }).click();
    await drawer.waitFor({ state: 'detached' });
    const [video] = await videos(tag);
    if (!video) throw new Error('The video is not listed.');
    const ask = await shopperOf();
    await expect.poll(async () => (await ask(`/api/storefront/videos/${video.id}`)).status).toBe(200);

    const isMet = async (at: Page) => (await current(at).getAttribute('aria-label'))?.includes(tag) ?? false;
    const store = await meet(ground(), isMet);
    await store.close();

    await page.getByRole('button', { name: `清爽夏天 ${tag}` }).click();
    await drawer.getByRole('button', { name: say('videos.remove') }).click();
    await page.getByText(say('videos.removed')).waitFor();
    await expect.poll(async () => (await ask(`/api/storefront/videos/${video.id}`)).status).toBe(404);
    await page
      .getByRole('button', { name: say('form.undo') })
      .last()
      .click();
    await expect.poll(async () => (await ask(`/api/storefront/videos/${video.id}`)).status).toBe(200);
    await close();
  });

  it('pauses an upload on a slow line, leaves the page, and goes on with the same file', async () => {
    const { page, close } = await ground().enter(plainLook);
    const tag = Date.now().toString(36);
    // Three pieces: a sound clip with room behind it, which an mp4 may have.
    const room = Buffer.alloc(9 * 1024 * 1024);
    room.writeUInt32BE(room.length);
    room.write('free', 4, 'latin1');
    const file = { name: `slow ${tag}.mp4`, mimeType: 'video/mp4', buffer: Buffer.concat([clip, room]) };
    let patches = 0;
    await page.route('**/api/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH' && ++patches === 2) return;
      await route.continue();
    });
    await page.goto('/console/content/videos');
    await page.getByLabel(say('videos.choose')).last().setInputFiles(file);
    await expect.poll(() => patches).toBe(2);
    await page.getByRole('button', { name: say('videos.pause') }).click();
    await page.getByText(say('videos.upload.paused')).waitFor();
    await page.getByRole('button', { name: say('videos.resume') }).click();
    await page.getByRole('button', { name: say('videos.finish') }).waitFor();
    // The first piece was not sent again.
    expect(patches).toBe(4);
    expect((await videos(tag))[0]).toMatchObject({ state: 'draft', bytes: file.buffer.length });
    await close();
  });

  it('is told at once that a file is no video', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/content/videos');
    await page
      .getByLabel(say('videos.choose'))
      .last()
      .setInputFiles({ name: 'invoice.mp4', mimeType: 'video/mp4', buffer: Buffer.from('%PDF-1.7') });
    await page.getByText(say('reason.video_not_mp4')).waitFor();
    await close();
  });
}

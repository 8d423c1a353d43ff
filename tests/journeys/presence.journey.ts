import { expect, it } from 'vitest';
import type { AccountHome } from '../../src/content/contract.ts';
import type { FeedPage } from '../../src/traffic/contract.ts';
import { apiShopper } from './api-shopper.ts';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { redPicture } from './red-picture.ts';
import { visitStore } from './store.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** The content team looks after what shoppers say under its videos, and how its accounts present themselves. */
export function presenceJourneys(ground: () => Ground): void {
  it('blocks a word, hides a comment, and takes the hiding back', async () => {
    const { demo, enter } = ground();
    const tag = Date.now().toString(36);
    const [writer, reader] = [await apiShopper(demo.url), await apiShopper(demo.url)];
    const { items } = await writer.ask<FeedPage>('GET', '/api/storefront/feed?limit=1');
    const path = `/api/storefront/videos/${items[0]?.video.id}/comments`;
    const seen = async () =>
      (await reader.ask<{ items: { text: string }[] }>('GET', path)).items.map(({ text }) => text);
    const praise = `颜色真好看 ${tag}`;
    await writer.ask('POST', path, { text: praise });

    const { page, close } = await enter(plainLook);
    await page.goto('/console/content/comments');
    await page.getByText(praise).waitFor();
    const dialog = page.getByRole('dialog');
    const setWords = async (text: string) => {
      await page.getByRole('button', { name: say('comments.words') }).click();
      await dialog.getByLabel(say('comments.wordsLabel')).fill(text);
      await dialog.getByRole('button', { name: say('form.save') }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await setWords(`加我${tag}\n返现`);
    expect(await writer.statusOf('POST', path, { text: `加 我 ${tag} 有惊喜` })).toBe(422);

    const row = page.locator('.semi-table-row', { hasText: praise });
    await row.getByRole('button', { name: say('videos.hideComment') }).click();
    await row.getByText(say('comments.tab.hidden')).waitFor();
    await expect.poll(seen).not.toContain(praise);
    await page
      .getByRole('button', { name: say('form.undo') })
      .last()
      .click();
    await row.getByText(say('comments.tab.shown')).waitFor();
    await expect.poll(seen).toContain(praise);

    await setWords('');
    expect(await writer.statusOf('POST', path, { text: `加我${tag} 有惊喜` })).toBe(201);
    await close();
  });

  it('gives an account a portrait and an introduction, and sees them where shoppers do', async () => {
    const { enter } = ground();
    const intro = `两位裁缝，一间小院 ${Date.now().toString(36)}`;
    const { page, close } = await enter(plainLook);
    await page.goto('/console/content/accounts');
    const card = page.locator('.home-card').first();
    const address = await card.getByRole('link', { name: say('homes.see') }).getAttribute('href');
    await card.getByRole('button', { name: say('homes.change') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('homes.portrait')).setInputFiles({
      name: 'red.png',
      mimeType: 'image/png',
      buffer: redPicture,
    });
    await dialog.locator('.portrait img[src^="blob:"]').waitFor();
    await dialog.getByLabel(say('homes.intro'), { exact: true }).fill(intro);
    await dialog.getByRole('button', { name: say('form.save') }).click();
    await dialog.waitFor({ state: 'detached' });
    await card.getByText(intro).waitFor();

    const store = await visitStore(ground());
    await store.page.goto(address ?? '');
    await store.page.getByText(intro).waitFor();
    const face = store.page.locator('.account-face img').first();
    await expect.poll(() => face.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(34);
    const home = await apiShopper(ground().demo.url).then((shopper) =>
      shopper.ask<AccountHome>('GET', `/api/storefront/accounts/${address?.split('/').at(-1)}`),
    );
    expect(home.intro).toBe(intro);
    await store.close();
    await close();
  });
}

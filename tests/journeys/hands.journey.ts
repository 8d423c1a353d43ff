import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { FeedPage } from '../../src/traffic/contract.ts';
import type { Ground } from './ground.ts';
import { expectFocusKept, isFocused, pressByKey } from './keyboard.ts';
import { current, desktop, phone, swipe, toProduct, visitStore } from './store.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** Longer than what the page takes for a long press. */
const longPressMs = 3_000;

/** A thumb that stays where it touches, as the browser itself sees it. */
async function longPress(context: BrowserContext, page: Page): Promise<void> {
  const line = await context.newCDPSession(page);
  const touchPoints = [{ x: 150, y: 250 }];
  await line.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await page.waitForTimeout(longPressMs);
  await line.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await line.detach();
}

/** Sent all at once, so that the taps follow each other quickly however long an answer takes. */
async function tapTwice(context: BrowserContext, page: Page): Promise<void> {
  const line = await context.newCDPSession(page);
  const touches = ['touchStart', 'touchEnd', 'touchStart', 'touchEnd'] as const;
  await Promise.all(
    touches.map((type) =>
      line.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchStart' ? [{ x: 150, y: 250 }] : [],
      }),
    ),
  );
  await line.detach();
}

/** What thumbs and keys do in the storefront, and what it says when the network or a video does not come. */
export function handJourneys(ground: () => Ground): void {
  it('presses long on what it does not want, is moved on, and never meets it again', async () => {
    const { context, page, close } = await visitStore(ground(), phone);
    await page.goto('/');
    await current(page).locator('.slide-title').waitFor();
    const shown = async (query: string) =>
      page.evaluate(
        async (path) => (await fetch(path)).json() as Promise<FeedPage>,
        `/api/storefront/feed?${query}`,
      );
    const unwanted = (await current(page).getAttribute('aria-label')) ?? '';
    await longPress(context, page);
    const menu = page.getByRole('dialog', { name: say('store.more') });
    await menu.getByRole('button', { name: say('store.notInterested') }).tap();
    await page.getByText(say('store.lessOfThis')).waitFor();
    await expect.poll(() => current(page).getAttribute('aria-label')).not.toBe(unwanted);
    // Not even when everything is watched from the start again.
    const titles = [...(await shown('limit=20')).items, ...(await shown('limit=20&again=true')).items].map(
      ({ video }) => video.title,
    );
    expect(titles.length).toBeGreaterThan(5);
    expect(titles).not.toContain(unwanted);

    // Two taps like; a tap pauses, another goes on.
    const surface = current(page).locator('.slide-touch');
    const at = { position: { x: 150, y: 250 } };
    await tapTwice(context, page);
    const like = current(page).getByRole('button', { name: say('store.like') });
    await expect.poll(() => like.getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => surface.getAttribute('aria-label')).toBe(say('store.pause'));
    await surface.tap(at);
    await expect.poll(() => surface.getAttribute('aria-label')).toBe(say('store.play'));
    await close();
  });

  it('is driven by keys alone, with the comments beside the video', async () => {
    const { page, close } = await visitStore(ground(), desktop);
    await page.goto('/');
    await current(page).locator('.slide-title').waitFor();
    const first = await current(page).getAttribute('aria-label');
    const surface = current(page).locator('.slide-touch');
    await page.keyboard.press('Space');
    await expect.poll(() => surface.getAttribute('aria-label')).toBe(say('store.play'));
    await page.keyboard.press('Space');
    await expect.poll(() => surface.getAttribute('aria-label')).toBe(say('store.pause'));
    await page.keyboard.press('l');
    const like = current(page).getByRole('button', { name: say('store.like') });
    await expect.poll(() => like.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('m');
    await current(page)
      .getByRole('button', { name: say('store.mute') })
      .waitFor();

    const comments = page.getByRole('complementary', { name: say('store.comments') });
    const said = `键盘也能评论 ${Date.now().toString(36)}`;
    await page.keyboard.press('c');
    const writing = comments.getByRole('textbox');
    await expect.poll(() => writing.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type(said);
    await page.keyboard.press('Enter');
    await comments.locator('.comments').getByText(said).waitFor();
    await page.keyboard.press('Escape');
    await swipe(page);
    await expect.poll(() => comments.getByText(said).count()).toBe(0);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => current(page).getAttribute('aria-label')).toBe(first);
    await comments.getByText(said).waitFor();

    // A sheet keeps the keys to itself, and Escape closes it.
    await current(page)
      .getByRole('button', { name: say('store.more') })
      .click();
    const menu = page.getByRole('dialog', { name: say('store.more') });
    await menu.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await expect.poll(() => current(page).getAttribute('aria-label')).toBe(first);
    await close();
  });

  it('buys by keys alone, from the page of a product to the order that is paid', async () => {
    const { page, close } = await visitStore(ground(), desktop);
    await page.goto('/');
    await (await toProduct(page)).press('Enter');
    const buy = page.getByRole('button', { name: say('store.buyNow') });
    const sheet = page.getByRole('dialog');
    await pressByKey(page, buy);
    await sheet.waitFor();
    await expectFocusKept(page, sheet);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await expect.poll(() => isFocused(buy)).toBe(true);
    await page.keyboard.press('Enter');
    await pressByKey(page, sheet.getByRole('button', { name: say('store.moreOf') }), 'Space');
    await pressByKey(page, sheet.getByRole('button', { name: say('store.buyNow') }));

    const toAddress = page.getByRole('button', { name: say('store.addAddress') });
    await pressByKey(page, toAddress);
    await expect.poll(() => isFocused(page.getByLabel(say('store.address.recipient')))).toBe(true);
    for (const text of ['林小雨', '13900000000', '浙江省 杭州市', '文三路 1 号']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await pressByKey(page, sheet.getByRole('button', { name: say('store.keepAddress') }));
    await sheet.waitFor({ state: 'detached' });
    await expect.poll(() => isFocused(toAddress)).toBe(true);

    await pressByKey(page, page.getByRole('button', { name: say('store.placeOrder') }));
    await pressByKey(page, page.getByRole('button', { name: say('store.payNow') }));
    await pressByKey(page, page.getByRole('link', { name: say('store.seeOrder') }));
    await page.getByText(say('store.orderState.paid')).waitFor();
    await close();
  });

  it('is told that there is no network, and that a video does not play, and goes on when both are back', async () => {
    // The browser complains of what is cut here on purpose.
    const { context, page } = await visitStore(ground(), phone);
    await context.route('**/media/videos/**', (route) => route.abort());
    await page.goto('/');
    await current(page).getByText(say('store.videoFailed')).waitFor();
    await context.unroute('**/media/videos/**');
    await current(page)
      .getByRole('button', { name: say('action.retry') })
      .tap();
    await current(page).getByText(say('store.videoFailed')).waitFor({ state: 'detached' });
    const isPlaying = () =>
      current(page)
        .locator('video')
        .evaluate(
          (video) => !(video as HTMLVideoElement).paused && (video as HTMLVideoElement).readyState >= 3,
        );
    await expect.poll(isPlaying).toBe(true);

    // Pages are loaded ahead, so that they open without a network.
    const isAhead = () =>
      page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('following-page')),
      );
    await expect.poll(isAhead).toBe(true);
    await context.setOffline(true);
    await page.getByText(say('store.offline')).waitFor();
    await page.getByRole('link', { name: say('store.following'), exact: true }).tap();
    await page.locator('.waiting').waitFor();
    await context.setOffline(false);
    await page.getByText(say('store.offline')).waitFor({ state: 'detached' });
    // Nobody asks again: what could not be loaded comes by itself.
    await page.getByText(say('store.followNobody')).waitFor();
    await context.close();
  });
}

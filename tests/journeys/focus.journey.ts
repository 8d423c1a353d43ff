import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { expectFocusKept, isFocused, pressByKey } from './keyboard.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** Opens it by key, cannot leave it by Tab, leaves it by Escape and again by its button, and is back each time. */
async function openAndComeBack(page: Page, first: Locator): Promise<void> {
  // Lists are asked again while somebody looks, so what comes first may be another one soon.
  await first.evaluate((element) => element.setAttribute('data-opener', ''));
  const opener = page.locator('[data-opener]');
  const dialog = page.getByRole('dialog');
  const closing = dialog.getByRole('button', { name: say('form.close'), exact: true });
  const comeBack = async (leave: () => Promise<void>) => {
    await pressByKey(page, opener);
    await closing.waitFor();
    await expect
      .poll(() => dialog.evaluate((element) => element.contains(document.activeElement)))
      .toBe(true);
    await leave();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => isFocused(opener)).toBe(true);
  };
  await comeBack(async () => {
    await expectFocusKept(page, dialog);
    await page.keyboard.press('Escape');
  });
  await comeBack(() => pressByKey(page, closing));
}

/** What opens over a page keeps the keys, and gives them back to what opened it. */
export function focusJourneys(ground: () => Ground): void {
  it('opens the explanation of a number by key and is back at the number', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/cockpit');
    await page.locator('.tables .table-row').first().waitFor();
    await openAndComeBack(page, page.locator('[data-metric=gmv]'));
    await close();
  });

  it.each([
    ['an order', '/console/shop/orders', '.table-row'],
    ['a product', '/console/shop/products', '.table-row'],
    ['a layer of people', '/console/audiences/layers', '.layer-cards [data-layer]'],
    ['a video', '/console/content/videos', '.video-card'],
  ])('opens %s by key and is back where it was', async (_what, path, opener) => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto(path);
    await openAndComeBack(page, page.locator(opener).first());
    await close();
  });

  it.each([
    ['a coupon', '/console/shop/coupons', 'coupons.add'],
    ['a placement', '/console/content/placements', 'slots.new'],
    ['a list of people', '/console/audiences/list', 'audiences.upload'],
  ] as const)(
    'begins %s by key, thinks better of it, and is back at the button',
    async (_what, path, name) => {
      const { page, close } = await ground().enter(plainLook);
      await page.goto(path);
      await openAndComeBack(page, page.getByRole('button', { name: say(name) }).first());
      await close();
    },
  );
}

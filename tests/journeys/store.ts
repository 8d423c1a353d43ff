import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Look, openVisit } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');

export const phone: Look = { size: 'phone', language: 'zh', theme: 'light' };
export const desktop: Look = { ...phone, size: 'desktop' };

/** The video that plays. */
export const current = (page: Page) => page.locator('.slide[aria-hidden=false]');

/** Somebody new in the storefront: nobody is signed in, and nothing but the address is known. */
export async function visitStore(ground: Ground, look = phone) {
  const { context, page, complaints } = await openVisit(ground.browser, ground.demo.url, look);
  const close = async () => {
    await context.close();
    expect(complaints).toEqual([]);
  };
  return { context, page, complaints, close };
}

/** One video on; answers once it is there. At the end of what is loaded a swipe does nothing: it is tried again. */
export async function swipe(page: Page): Promise<void> {
  const before = await current(page).getAttribute('aria-label');
  const isOn = async () => (await current(page).getAttribute('aria-label')) !== before;
  for (let attempt = 0; attempt < 6; attempt++) {
    await page.keyboard.press('ArrowDown');
    for (let looked = 0; looked < 40; looked++) {
      if (await isOn()) return;
      await page.waitForTimeout(50);
    }
  }
  throw new Error(`Nothing comes after “${before}”.`);
}

/**
 * The product strip of the first video that shows one and that the feed chose by itself, from the one that plays on:
 * not every video sells something, and which comes first is drawn.
 */
export async function toProduct(page: Page): Promise<Locator> {
  const [strip, marks] = [current(page).locator('.strip'), current(page).locator('.slide-marks')];
  await current(page).locator('.slide-title').waitFor();
  for (let swiped = 0; swiped < swipesMax; swiped++) {
    const marked = (await marks.textContent()) ?? '';
    const isBrought = [say('store.ad'), say('store.picked')].some((mark) => marked.includes(mark));
    if (!isBrought && (await strip.isVisible())) return strip;
    await swipe(page);
  }
  throw new Error('No video shows a product.');
}

/** How many people try to meet something, and how far each swipes. */
const [visitorsMax, swipesMax] = [12, 11];

/**
 * Somebody swipes until they meet what is looked for. The feed shows nothing twice and draws what it shows, so
 * another one tries when it did not come; answers the visit that met it.
 */
export async function meet(ground: Ground, isIt: (page: Page) => Promise<boolean>) {
  for (let visitor = 0; visitor < visitorsMax; visitor++) {
    const store = await visitStore(ground);
    await store.page.goto('/');
    await current(store.page).locator('.slide-title').waitFor();
    for (let swiped = 0; swiped < swipesMax && !(await isIt(store.page)); swiped++) await swipe(store.page);
    if (await isIt(store.page)) return store;
    await store.close();
  }
  throw new Error('Nobody meets it in the feed.');
}

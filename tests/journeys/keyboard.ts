import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** More than any page of ours has that takes the focus. */
const tabsMax = 150;

export const isFocused = (there: Locator) => there.evaluate((element) => element === document.activeElement);

/** Tab until the focus is there, as somebody without a mouse gets anywhere; on a page, it comes round at its end. */
export async function tabTo(page: Page, there: Locator): Promise<void> {
  await there.waitFor();
  await expect.poll(() => there.isEnabled()).toBe(true);
  for (let pressed = 0; pressed < tabsMax; pressed++) {
    if (await isFocused(there)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${there}.`);
}

/** Goes there by Tab and presses it. */
export async function pressByKey(page: Page, there: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, there);
  await page.keyboard.press(key);
}

/** However often somebody presses Tab, forwards or back: nothing behind the dialog takes the focus. */
export async function expectFocusKept(page: Page, dialog: Locator): Promise<void> {
  // Beyond the last control the browser's own bar has its turn, and the document holds the focus as a whole.
  const where = () =>
    dialog.evaluate((element) => {
      const { activeElement: at } = document;
      return at === null || at === document.body || element.contains(at)
        ? 'inside'
        : at.outerHTML.slice(0, 120);
    });
  for (const key of [...Array(3).fill('Shift+Tab'), ...Array(15).fill('Tab')]) {
    await page.keyboard.press(key);
    expect(await where()).toBe('inside');
  }
}

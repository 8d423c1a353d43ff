import type { Browser } from 'playwright-core';

/** Closes what a journey left open; of one that failed it first tells what stood on its pages. */
export async function leaveVisits(browser: Browser, failed: boolean): Promise<void> {
  for (const context of browser.contexts()) {
    for (const page of failed ? context.pages() : []) {
      const seen = await page
        .locator('main, body')
        .last()
        .ariaSnapshot({ timeout: 2_000 })
        .catch((error: unknown) => `(nothing could be read: ${String(error)})`);
      console.log(`The journey ended at ${page.url()}, where stands:\n${seen.slice(0, lengthMax)}`);
    }
    await context.close();
  }
}

const lengthMax = 6_000;

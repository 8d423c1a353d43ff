import type { Page } from 'playwright-core';

const quietMs = 400;
const waitMsMax = 60_000;

/** Waits until nothing is being loaded or drawn: no request for a while, no skeleton, fonts there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  const endMs = Date.now() + waitMsMax;
  let quietSince = Date.now();
  while (Date.now() - quietSince < quietMs) {
    if (Date.now() > endMs) throw new Error('The page does not come to rest: something keeps loading.');
    await page.waitForTimeout(50);
    const busy = await page.evaluate(() => {
      const waiting = document.querySelector('.bone, [aria-busy="true"], .semi-spin-wrapper') !== null;
      const recent = performance
        .getEntriesByType('resource')
        .some(
          (entry) =>
            !entry.name.includes('/api/live') &&
            (entry as PerformanceResourceTiming).responseEnd > performance.now() - 200,
        );
      return waiting || recent || document.fonts.status !== 'loaded';
    });
    if (busy) quietSince = Date.now();
  }
}

import type { Request } from 'playwright-core';
import { expect, it } from 'vitest';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');

/** What a decision maker does with two minutes: look, ask why, see the orders, come back to the same address. */
export function cockpitJourneys(ground: () => Ground): void {
  it('shows the same gmv as the metric API, and keeps what was chosen in the address', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/cockpit?period=last30');
    const card = page.locator('[data-metric=gmv]');
    await card.waitFor();
    const lessThanAsked = async () => {
      const shown = await card.locator('.metric-value').getAttribute('title');
      return (await ground().gmvOfLast30Days()) / 100 - Number(shown?.replace(/[^\d.]/g, ''));
    };
    await expect.poll(lessThanAsked).toBe(0);

    await page.getByRole('button', { name: say('range.yesterday') }).click();
    await page.waitForURL(/period=yesterday/);
    await page.reload();
    await expect
      .poll(() => page.getByRole('button', { name: say('range.yesterday') }).getAttribute('aria-pressed'))
      .toBe('true');
    await close();
  });

  it('explains a number and drills down to one order', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/cockpit?period=last30');
    await page.locator('[data-metric=gmv]').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText(say('explain.definition')).waitFor();
    await drawer.getByRole('button', { name: say('explain.showSql') }).click();
    await drawer.locator('.explain-sql').waitFor();
    await drawer.getByRole('button', { name: say('explain.seeOrders') }).click();
    const row = drawer.locator('.table-row').first();
    await row.click();
    await page.waitForURL(/order=ord_/);
    await drawer.getByText(say('order.title'), { exact: true }).first().waitFor();
    await page.goBack();
    await drawer.locator('.table-row').first().waitFor();
    await close();
  });

  it('says beside a move of a refund rate whether it is good news, as its arrow and colour do not', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/cockpit?period=last7');
    const cards = page.locator('[data-metric^=refund_rate]');
    const moved = cards.locator('.change-up, .change-down');
    await moved.first().waitFor();
    const moves = await moved.evaluateAll((marks) =>
      marks.map((mark) => ({
        arrow: mark.querySelector('[aria-hidden]')?.textContent,
        judgement: mark.querySelector('.change-judgement')?.textContent,
      })),
    );
    for (const { arrow, judgement } of moves) {
      expect(judgement).toBe(say(arrow === '▲' ? 'change.worse' : 'change.better'));
    }
    await moved.first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText(say('explain.better.down'), { exact: true }).waitFor();
    await close();
  });

  it('goes to a metric by the command palette', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/cockpit');
    await page.locator('[data-metric=gmv]').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').last().fill('net_gmv_1h');
    await page.keyboard.press('Enter');
    await page.waitForURL(/explain=net_gmv_1h/);
    await close();
  });

  it('goes by keys alone to an order by its number, to a shop, and to a page named in the other language', async () => {
    const { page, close } = await ground().enter(plainLook);
    const { id, externalId } = await ground().someOrder();
    await page.goto('/console/metrics');
    await page.getByRole('heading', { level: 1, name: say('nav.metrics') }).waitFor();
    const type = async (text: string, offer: string) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').last().waitFor();
      await page.keyboard.type(text);
      await page.getByRole('option', { name: offer }).first().waitFor();
      await page.keyboard.press('Enter');
    };
    await type(externalId, externalId);
    await page.waitForURL(new RegExp(`order=${id}`));
    await page.getByRole('dialog').getByText(externalId).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('order='));
    await type('suting lab', 'Suting Lab');
    await page.waitForURL(/shop=shp_/);
    await type('quarantine', say('nav.quarantine'));
    await page.waitForURL(/data\/quarantine/);
    // Escape closes it, and the focus is back on the page.
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').last().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    const focused = () =>
      page.evaluate(() => {
        const { activeElement: at } = document;
        return at !== null && at !== document.body && getComputedStyle(at).outlineStyle !== 'none';
      });
    await expect.poll(focused).toBe(true);
    await close();
  });

  it('speaks the other language when asked, and the numbers stay', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/cockpit?period=last30');
    const value = page.locator('[data-metric=gmv] .metric-value');
    const before = await value.getAttribute('title');
    await page.getByRole('button', { name: say('person.menu') }).click();
    await page.getByLabel(say('person.language')).selectOption('en');
    await page.getByRole('heading', { level: 1, name: texts('en')('nav.cockpit') }).waitFor();
    expect((await value.getAttribute('title'))?.replace(/[^\d.]/g, '')).toBe(before?.replace(/[^\d.]/g, ''));
    await close();
  });

  it('fits on a phone and is moved through by thumb', async () => {
    const { page, close } = await ground().enter({ ...plainLook, size: 'phone' });
    await page.goto('/console/cockpit');
    await page.locator('[data-metric=gmv]').waitFor();
    const [wide, screen] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(wide).toBeLessThanOrEqual(screen ?? 0);
    await page.getByRole('button', { name: say('shell.menu') }).tap();
    await page.getByRole('link', { name: say('nav.metrics') }).tap();
    await page.waitForURL(/\/console\/metrics/);
    await close();
  });

  it('asks each question once when it is opened', async () => {
    // A screen that opens right after facts changed asks again on purpose.
    await ground().quiet();
    const { page, close } = await ground().enter(plainLook);
    // What the page before this one still asks is not counted.
    await page.goto('/docs');
    const asked: string[] = [];
    // Those of the page that was there before may end meanwhile: they are not asked about.
    const underWay = new Set<Request>();
    page.on('request', (request) => {
      if (!request.url().endsWith('/api/metrics/query')) return;
      asked.push(request.postData() ?? '');
      underWay.add(request);
    });
    const over = (request: Request) => underWay.delete(request);
    page.on('requestfinished', over);
    page.on('requestfailed', over);
    const line = page.waitForRequest((request) => request.url().endsWith('/api/live'));
    await page.goto('/console/cockpit?period=last30');
    await line;
    await page.locator('.tables .table-row').first().waitFor();
    await expect.poll(() => underWay.size).toBe(0);
    // Long enough for what the opened line would have asked for again.
    await page.waitForTimeout(2_000);
    const twice = asked.filter((question, place) => asked.indexOf(question) !== place);
    expect(asked.length).toBeGreaterThan(5);
    expect(twice).toEqual([]);
    console.log(`The cockpit asked ${asked.length} questions.`);
    await close();
  });

  it('shows a new order without being asked', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/cockpit?period=today');
    const value = page.locator('[data-metric=paid_orders] .metric-value');
    await value.waitFor();
    const before = await value.getAttribute('title');
    const sentMs = await ground().sendFreshOrder();
    await expect.poll(() => value.getAttribute('title'), { interval: 50 }).not.toBe(before);
    console.log(`An order was on the screen ${Date.now() - sentMs} ms after it was acknowledged.`);
    await close();
  });
}

import { expect, it } from 'vitest';
import { boardMetrics } from '../../web/console/pages/boards/board-metrics.ts';
import { plainLook } from './chromium.ts';
import type { Ground } from './ground.ts';
import { texts } from './texts.ts';

const say = texts('zh');

type Answer = {
  readonly rows: readonly {
    readonly dimensions: Readonly<Record<string, string>>;
    readonly values: Readonly<Record<string, number | null>>;
  }[];
  readonly meta: { readonly total: number };
};

/** Who makes content asks what it does for the shop: which video, whose account, and why that number. */
export function boardJourneys(ground: () => Ground): void {
  const day = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
  const board = (dimension: string, by: string, more: object = {}) =>
    ground().ask<Answer>('/api/metrics/query', {
      // All that the page asks for: what was shown but never played is on the board too.
      metrics: boardMetrics,
      dimensions: [dimension],
      filters: [{ dimension, op: 'not_in', values: [''] }],
      range: { from: day(Date.now() - 29 * 86_400_000), to: day(Date.now()) },
      order: { by, direction: 'desc' },
      limit: 20,
      ...more,
    });

  const watch = async (contentId: string): Promise<void> => {
    const { url } = ground().demo;
    const begun = await fetch(`${url}/api/storefront/session`, { method: 'POST' });
    const { token } = (await begun.json()) as { token: string };
    const played = {
      id: crypto.randomUUID(),
      event: 'Content Played',
      at: new Date().toISOString(),
      contentId,
      watchMs: 4_000,
    };
    const told = await fetch(`${url}/api/storefront/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ events: [played] }),
    });
    expect(await told.json()).toMatchObject({ accepted: 1 });
  };

  it('sorts the contents by what is asked of them and turns their pages, all kept in the address', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/boards/contents?period=last30');
    const shown = () => page.locator('.board .cell-number[data-cell=plays]').allTextContents();
    const order = page.getByRole('columnheader').filter({ hasText: '播放次数' });
    await order.click();
    await page.waitForURL(/sort=plays\.desc/);
    const whole = await board('content', 'plays');
    const wanted = whole.rows.map(({ values }) => (values.plays ?? 0).toLocaleString('en-US'));
    await expect.poll(shown).toEqual(wanted);

    await page.getByRole('button', { name: say('pager.next') }).click();
    await page.waitForURL(/page=2/);
    const second = await board('content', 'plays', { offset: 20 });
    expect(second.meta.total).toBe(whole.meta.total);
    const others = second.rows.map(({ values }) => (values.plays ?? 0).toLocaleString('en-US'));
    await expect.poll(shown).toEqual(others);
    await page.reload();
    await expect.poll(shown).toEqual(others);
    // Another order begins at its first page.
    await order.click();
    await page.waitForURL((url) => url.search.includes('sort=plays.asc') && !url.search.includes('page='));
    await close();
  });

  it('explains a number of one video down to its events', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/boards/contents?period=last30&sort=plays.desc');
    const first = page.locator('.board .cell-number[data-cell=plays]').first();
    await first.click();
    await page.waitForURL(/explain=plays/);
    const drawer = page.getByRole('dialog');
    const [best] = (await board('content', 'plays')).rows;
    const plays = (best?.values.plays ?? 0).toLocaleString('en-US');
    await expect.poll(() => drawer.locator('.explain-value strong').textContent()).toBe(plays);
    await drawer.getByRole('button', { name: say('explain.seeEvents') }).click();
    await drawer.locator('.table-row, .semi-table-row').first().waitFor();
    await close();
  });

  it('goes from an account to its contents, and keeps dates and place', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/boards/accounts?period=last30&compare=none');
    const [best] = (await board('account', 'gmv', { currency: 'CNY' })).rows;
    const account = best?.dimensions.account ?? '';
    const link = page.locator(`.board a[href*="${account}"]`);
    const name = await link.textContent();
    await link.click();
    await page.waitForURL(
      (url) => url.pathname === '/console/boards/contents' && url.searchParams.get('account') === account,
    );
    expect(new URL(page.url()).searchParams.get('period')).toBe('last30');
    await page.getByRole('heading', { level: 1, name: say('nav.contentsBoard') }).waitFor();
    const ofAccount = await board('content', 'plays', {
      filters: [
        { dimension: 'content', op: 'not_in', values: [''] },
        { dimension: 'account', op: 'in', values: [account] },
      ],
    });
    const { total } = ofAccount.meta;
    const place = { from: '1', to: String(Math.min(20, total)), total: String(total) };
    await page.getByText(say('pager.place', place)).waitFor();
    await expect
      .poll(() => page.locator('.board-name small').first().textContent())
      .toContain(name ?? 'no name');
    await close();
  });

  it('saves every page of the board as a file', async () => {
    const { page, close } = await ground().enter(plainLook);
    await page.goto('/console/boards/contents?period=last30');
    await page.locator('.board .cell-number').first().waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: say('table.csv') }).click();
    const stream = await (await saving).createReadStream();
    let text = '';
    for await (const piece of stream) text += String(piece);
    const { meta } = await board('content', 'plays');
    expect(text.trim().split('\n')).toHaveLength(meta.total + 1);
    await close();
  });

  it('sees a video being watched without asking, and what it did when it is opened', async () => {
    const { page, close } = await ground().enter(plainLook);
    const { items } = await ground().ask<{ items: { id: string; title: string }[] }>(
      '/api/videos?state=published&limit=1',
    );
    const [video] = items;
    if (!video) throw new Error('The demo has no video.');
    await page.goto('/console/content/videos?period=today&state=published');
    const card = page.getByRole('listitem').filter({ hasText: video.title }).first();
    const plays = card.locator('[data-cell=plays]');
    await expect.poll(() => plays.getAttribute('title')).toMatch(/^\d/);
    const before = Number(await plays.getAttribute('title'));
    await watch(video.id);
    await expect.poll(() => plays.getAttribute('title')).toBe(String(before + 1));
    await card.getByRole('button').first().click();
    const drawer = page.getByRole('dialog');
    const number = drawer.locator('[data-metric=plays]');
    await expect.poll(() => number.locator('.metric-value').getAttribute('title')).toBe(String(before + 1));
    await number.click();
    await page.waitForURL(/explain=plays/);
    await page.goBack();
    await number.waitFor();
    await close();
  });

  it('fits on a phone', async () => {
    const { page, close } = await ground().enter({ ...plainLook, size: 'phone' });
    for (const path of ['/console/boards/contents', '/console/boards/accounts']) {
      await page.goto(path);
      await page.locator('.board .cell-number').first().waitFor();
      const [wide, screen] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(wide).toBeLessThanOrEqual(screen ?? 0);
    }
    await close();
  });
}

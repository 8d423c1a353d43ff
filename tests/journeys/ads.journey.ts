import { expect, it } from 'vitest';
import type { PlanChoices, PlanView } from '../../src/ads/contract.ts';
import { adOfPlan, apiShopper, clickAd } from './api-shopper.ts';
import { plainLook } from './chromium.ts';
import { demoPlans, type Ground } from './ground.ts';
import { current, meet } from './store.ts';
import { texts } from './texts.ts';

const say = texts('zh');
/** One yuan, the least a day may have: a few clicks of the least price. */
const budget = 100;
/** Each shopper clicks once: the next showing of a plan to the same one is two minutes away. So many at a time. */
const crowd = 8;
const crowdsMax = 60;

/** An ads operator spends one yuan, and shoppers bring it to its end. */
export function adJourneys(ground: () => Ground): void {
  const plan = (id: string) => ground().ask<PlanView>(`/api/ads/plans/${id}`);
  /** The demo's own plans sleep meanwhile, so that one meets nobody in the auction; answers how to wake them. */
  const putOthersToSleep = async () => {
    const { ask } = ground();
    // The demo's own come last of all that it brings.
    const plans = async () => (await ask<{ items: PlanView[] }>('/api/ads/plans')).items;
    await expect.poll(async () => (await plans()).length).toBeGreaterThanOrEqual(demoPlans);
    const items = await plans();
    const awake = items.filter(({ state }) => state === 'on');
    for (const { id } of awake) await ask(`/api/ads/plans/${id}/pause`, {});
    return async () => {
      for (const { id } of awake) await ask(`/api/ads/plans/${id}/resume`, {});
    };
  };

  it('fills a purse, makes a plan that wins a place in the feed, and sees what a click of a shopper cost', async () => {
    const { ask, enter } = ground();
    const wakeOthers = await putOthersToSleep();
    const { page, close } = await enter(plainLook);
    await page.goto('/console/ads/plans');
    await page
      .getByRole('region', { name: say('ads.purses') })
      .getByRole('button', { name: say('ads.topUp') })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('ads.amount')).fill('50');
    await dialog.getByRole('button', { name: say('ads.topUp') }).click();
    await dialog.waitFor({ state: 'detached' });

    const name = `一元 ${Date.now().toString(36)}`;
    await page
      .getByRole('button', { name: say('ads.newPlan') })
      .first()
      .click();
    // An old product: what is new or popular everybody meets by itself, and is shown no ad of it.
    const { items: choices } = await ask<PlanChoices>('/api/ads/choices');
    const old = choices.at(-2);
    if (!old) throw new Error('There is nothing to advertise.');
    await dialog.getByLabel(say('ads.product'), { exact: true }).selectOption(old.product.id);
    await dialog.getByRole('button', { name: say('ads.next') }).click();
    await dialog.getByRole('radio', { name: say('ads.bidding.max_volume') }).check();
    await dialog.getByLabel(say('ads.dayBudget')).fill('1');
    await dialog.getByRole('button', { name: say('ads.next') }).click();
    await dialog.getByLabel(say('ads.name'), { exact: true }).fill(name);
    await dialog.getByRole('button', { name: say('ads.create') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    expect(await plan(id)).toMatchObject({ status: 'serving', dayBudget: budget, today: { spent: 0 } });

    // Somebody swipes until the ad comes, which is marked as one, and taps its product. Whom the feed showed the same
    // video by itself is not shown the ad any more.
    const store = await meet(ground(), (at) =>
      current(at).getByText(say('store.ad'), { exact: true }).isVisible(),
    );
    // A showing counts once it was looked at for a moment.
    await store.page.waitForTimeout(3_000);
    await current(store.page).locator('.strip').click();
    await expect.poll(async () => (await plan(id)).today.spent).toBeGreaterThan(0);
    await store.close();

    await page.goto('/console/ads/plans');
    const { today } = await plan(id);
    const row = page.locator('.semi-table-row', { hasText: name });
    await expect
      .poll(() => row.locator('.ads-budget').getAttribute('title'))
      .toContain(`¥${(today.spent / 100).toFixed(2)} / ¥1.00`);
    await ask(`/api/ads/plans/${id}/archive`, {});
    await wakeOthers();
    await close();
  });

  it('sees a plan stop at its budget, however many shoppers click at once', async () => {
    const { ask, demo, enter } = ground();
    const wakeOthers = await putOthersToSleep();
    const choice = (await ask<PlanChoices>('/api/ads/choices')).items.at(-1);
    const { id } = await ask<PlanView>('/api/ads/plans', {
      name: `到此为止 ${Date.now().toString(36)}`,
      productId: choice?.product.id,
      videoId: choice?.videos[0]?.id,
      bidding: 'max_volume',
      dayBudget: budget,
    });
    const oneMore = async () => {
      const shopper = await apiShopper(demo.url, demo.apiKey);
      const ad = await adOfPlan(shopper, id, 3);
      if (ad) await clickAd(shopper, ad);
      return ad !== null;
    };
    // A plan serves within a second of being made; only from then on does nobody shown mean that it has stopped.
    await expect.poll(oneMore, { interval: 300 }).toBe(true);
    const spent: number[] = [];
    let missed = 0;
    for (let number = 0; number < crowdsMax && missed < 3; number++) {
      const isShown = (await Promise.all(Array.from({ length: crowd }, oneMore))).includes(true);
      missed = isShown ? 0 : missed + 1;
      spent.push((await plan(id)).today.spent);
      // More of its budget may be on the way to the server: that takes a moment, and on a slow machine some.
      if (!isShown) await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
    console.log(`A budget of ${budget} was spent as ${spent.join(', ')}.`);
    // Nobody is shown it any more, and it never passed its budget on the way; what is left buys no click.
    expect(missed).toBe(3);
    expect(Math.max(...spent)).toBeLessThanOrEqual(budget);
    expect(spent.at(-1)).toBeGreaterThanOrEqual(budget * 0.9);

    const { page, close } = await enter(plainLook);
    await page.goto(`/console/ads/plans/${id}`);
    const shown = `¥${((spent.at(-1) ?? 0) / 100).toFixed(2)}`;
    await page.getByText(shown, { exact: false }).first().waitFor();
    await ask(`/api/ads/plans/${id}/archive`, {});
    await wakeOthers();
    await close();
  });
}

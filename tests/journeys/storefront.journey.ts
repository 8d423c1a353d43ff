import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Ground } from './ground.ts';
import { current, desktop, phone, swipe, toProduct, visitStore } from './store.ts';
import { texts } from './texts.ts';

const say = texts('zh');

async function addAddress(page: Page): Promise<void> {
  await page.getByRole('button', { name: say('store.addAddress') }).click();
  for (const [field, text] of [
    ['recipient', '林小雨'],
    ['phone', '13900000000'],
    ['region', '浙江省 杭州市'],
    ['street', '文三路 1 号'],
  ] as const)
    await page.getByLabel(say(`store.address.${field}`)).fill(text);
  await page.getByRole('button', { name: say('store.keepAddress') }).click();
}

/** From the product strip of the video that plays to an order that is paid. */
async function buy(page: Page): Promise<void> {
  await (await toProduct(page)).click();
  await page.getByRole('button', { name: say('store.buyNow') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('store.buyNow') })
    .click();
  await addAddress(page);
  await page.getByRole('button', { name: say('store.placeOrder') }).click();
  await page.getByRole('button', { name: say('store.payNow') }).click();
  await page.getByRole('link', { name: say('store.seeOrder') }).click();
}

export function storefrontJourneys(ground: () => Ground): void {
  it.each([phone, desktop])(
    'watches, likes, wants, buys on a $size, and the order is in the cockpit with the video that led to it',
    async (look) => {
      const cockpit = await ground().enter(look);
      await cockpit.page.goto('/console/cockpit?period=today');
      const gmvOfToday = cockpit.page.locator('[data-metric=gmv] .metric-value');
      await gmvOfToday.waitFor();
      const before = await gmvOfToday.getAttribute('title');

      const { page, close } = await visitStore(ground(), look);
      await page.goto('/');
      await current(page).locator('.slide-title').waitFor();
      await swipe(page);
      await toProduct(page);

      const like = current(page).getByRole('button', { name: say('store.like') });
      await like.click();
      await expect.poll(() => like.getAttribute('aria-pressed')).toBe('true');
      await buy(page);

      await page.getByText(say('store.orderState.paid')).waitFor();
      const id = page.url().split('/').at(-1) ?? '';
      const order = await ground().ask<{
        gmv: number;
        orderLines: { touch: Record<string, string | null> }[];
      }>(`/api/orders/${id}`);
      expect(order.orderLines[0]?.touch).toMatchObject({
        carrier: 'short_video',
        source: 'feed',
        accountType: 'self',
      });
      // Before anybody asks again the number is there: orders reach the facts by themselves.
      const gmvOfCheckouts = async () => {
        const { rows } = await ground().ask<{ rows: { values: { gmv: number | null } }[] }>(
          '/api/metrics/query',
          {
            metrics: ['gmv'],
            filters: [{ dimension: 'content', op: 'in', values: [order.orderLines[0]?.touch.contentId] }],
            range: { from: '2000-01-01', to: '2100-01-01' },
          },
        );
        return rows[0]?.values.gmv ?? 0;
      };
      await expect.poll(gmvOfCheckouts).toBeGreaterThanOrEqual(order.gmv);
      await expect.poll(() => gmvOfToday.getAttribute('title'), { interval: 50 }).not.toBe(before);
      await cockpit.close();

      await page.getByRole('button', { name: say('store.askRefund') }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('store.askRefund') })
        .last()
        .click();
      await expect
        .poll(() => page.locator('.card h2').first().textContent())
        .toBe(say('store.orderState.refunded_before_shipping'));
      await close();
    },
  );

  it('fills a cart, changes its mind, and finds what it followed', async () => {
    const { page, close } = await visitStore(ground());
    await page.goto('/');
    const strip = await toProduct(page);
    await current(page).locator('.act-account button').click();
    await strip.click();
    await page.getByRole('button', { name: say('store.addToCart') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('store.addToCart') })
      .click();
    await page.getByRole('link', { name: say('store.cartCount', { count: '1' }) }).click();
    await page.getByRole('button', { name: say('store.moreOf') }).click();
    await page.getByRole('button', { name: say('store.checkout', { count: '2' }) }).waitFor();
    await page.getByRole('button', { name: say('store.remove') }).click();
    await page.getByText(say('store.cartEmpty')).waitFor();
    await page.getByRole('button', { name: say('store.undo') }).click();
    await page.getByRole('button', { name: say('store.checkout', { count: '2' }) }).waitFor();
    await page.getByRole('link', { name: say('store.following'), exact: true }).click();
    await page.locator('.faces li').first().waitFor();
    await close();
  });

  it('says what happened when a payment fails, keeps the order, and takes the next try', async () => {
    const { page, close } = await visitStore(ground());
    await page.goto('/');
    await (await toProduct(page)).click();
    await page.getByRole('button', { name: say('store.buyNow') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('store.buyNow') })
      .click();
    await addAddress(page);
    await page.getByRole('button', { name: say('store.placeOrder') }).click();
    await page.getByRole('combobox').selectOption('fail');
    await page.getByRole('button', { name: say('store.payNow') }).click();
    await page.getByText(say('store.paymentFailed')).waitFor();
    await page.getByRole('combobox').selectOption('twice');
    await page.getByRole('button', { name: say('store.payNow') }).click();
    await page.getByRole('link', { name: say('store.seeOrder') }).waitFor();
    await close();
  });

  it('keeps an address masked, changes it whole, is told what is wrong, and removes it', async () => {
    const { context, page, complaints } = await visitStore(ground());
    await page.goto('/me/addresses');
    await addAddress(page);
    await page.getByText('139••••0000').waitFor();
    await page.getByRole('button', { name: say('store.change') }).click();
    const street = page.getByLabel(say('store.address.street'));
    await expect.poll(() => street.inputValue()).toBe('文三路 1 号');
    await page.getByLabel(say('store.address.phone')).fill('call me');
    await page.getByRole('button', { name: say('store.keepAddress') }).click();
    await page.getByText(say('store.wrong.phone')).waitFor();
    await page.getByLabel(say('store.address.phone')).fill('138 0013 8000');
    await page.getByRole('button', { name: say('store.keepAddress') }).click();
    await page.getByText('138••••8000').waitFor();
    await page.getByRole('button', { name: say('store.remove') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('store.remove') })
      .click();
    await page.getByText(say('store.noAddress')).waitFor();
    await context.close();
    // Being told what is wrong with an input is an answer that the browser calls an error.
    expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
  });
}

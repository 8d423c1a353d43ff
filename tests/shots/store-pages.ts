import type { Page } from 'playwright-core';
import type { PageShot, PageState } from './pages.ts';
import type { BusyShopper } from './shopper.ts';

const all = ['data', 'empty', 'error'] as const;
const sheetOf = (page: Page) => page.getByRole('dialog').waitFor();

/** From the cart to the page that confirms the order. */
async function checkOut(page: Page): Promise<void> {
  await page.locator('.foot-bar button').click();
  await page.waitForURL('**/checkout');
}

/** A row of the page about oneself, counted from the last. */
async function openRow(page: Page, fromLast: number): Promise<void> {
  await page.locator(`.me-row:nth-last-child(${fromLast}) button`).click();
  await sheetOf(page);
}

/** Pages of the storefront and the sheets that matter, as a busy shopper sees them and as somebody new does. */
export function storePagesOf(shopper: BusyShopper): readonly PageShot[] {
  const shot = (
    name: string,
    path: string,
    states: readonly PageState[],
    prepare?: (page: Page) => Promise<unknown>,
  ): PageShot => ({
    name: `store-${name}`,
    path,
    states,
    isStore: true,
    fullPage: false,
    ...(prepare ? { prepare: async (page: Page) => void (await prepare(page)) } : {}),
  });
  const current = '.slide[aria-hidden=false]';
  return [
    // By name, because a feed that is opened again and again comes to its end.
    shot('feed', `/v/${shopper.video}`, ['data', 'error']),
    shot('comments', `/v/${shopper.video}`, ['data'], async (page) => {
      await page.locator(`${current} .strip`).waitFor();
      await page.keyboard.press('c');
      await page.locator('.comment-form input').waitFor();
    }),
    shot('menu', `/v/${shopper.video}`, ['data'], async (page) => {
      await page.locator(`${current} .act`).last().click();
      await sheetOf(page);
    }),
    shot('following', '/following', all),
    shot('account', `/a/${shopper.account}`, ['data', 'error']),
    shot('product', `/p/${shopper.product}`, ['data', 'error']),
    shot('sku', `/p/${shopper.product}`, ['data'], async (page) => {
      await page.locator('.foot-bar button').first().click();
      await sheetOf(page);
    }),
    shot('shop', `/s/${shopper.shop}`, ['data', 'error']),
    shot('cart', '/cart', all),
    shot('checkout', '/cart', ['data'], checkOut),
    shot('checkout-coupon', '/cart', ['data'], async (page) => {
      await checkOut(page);
      await page.locator('.coupon-row').first().click();
      await sheetOf(page);
    }),
    shot('checkout-nothing', '/checkout', ['empty']),
    shot('address', '/me/addresses', ['data'], async (page) => {
      await page.locator('.button-main').click();
      await sheetOf(page);
    }),
    shot('coupons', '/me/coupons', all),
    shot('addresses', '/me/addresses', all),
    shot('pay', `/pay/${shopper.checkout}`, ['data', 'error']),
    shot('paid', `/pay/${shopper.paidCheckout}`, ['data']),
    shot('orders', '/orders', all),
    shot('order', `/orders/${shopper.order}`, ['data', 'error']),
    shot('me', '/me', ['data', 'empty']),
    shot('takeout', '/me', ['data'], (page) => openRow(page, 2)),
    shot('erase', '/me', ['data'], (page) => openRow(page, 1)),
    shot('sign-in', '/sign-in', ['empty']),
    shot('sign-up', '/sign-in', ['empty'], (page) => page.locator('form .button').last().click()),
  ];
}

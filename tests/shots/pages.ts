import type { Page } from 'playwright-core';
import type { BusyShopper } from './shopper.ts';
import type { Troubles } from './troubles.ts';

/** `loading` is before the server answers. */
export const pageStates = ['data', 'empty', 'error', 'loading'] as const;
export type PageState = (typeof pageStates)[number];
export type PageShot = {
  readonly name: string;
  readonly path: string;
  readonly states: readonly PageState[];
  readonly signedOut?: boolean;
  readonly fullPage?: boolean;
  /** Of the storefront: seen by a shopper, not by a member. */
  readonly isStore?: boolean;
  /** Name of the README's picture that is this page. */
  readonly readme?: string;
  /** What is so before the page is opened. */
  readonly arrange?: (page: Page) => Promise<void>;
  /** What a person does before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
};

const all = ['data', 'empty', 'error'] as const;
const settings = ['organization', 'structure', 'members', 'keys', 'targets', 'audit', 'profile'];

/** The demo has its owner: only a server that has none yet shows the form. */
async function asWithoutOwner(page: Page): Promise<void> {
  await page.route('**/api/set-up', (route) => route.fulfill({ json: { open: true } }));
}

/** Every page and the drawers and dialogs that matter; `troubles` and `shopper` made what is looked at. */
export const pagesWith = (troubles: Troubles, shopper: BusyShopper): readonly PageShot[] => [
  { name: 'set-up-closed', path: '/console/set-up?token=used', states: ['data'], signedOut: true },
  {
    name: 'set-up',
    path: '/console/set-up?token=any',
    states: ['data'],
    signedOut: true,
    arrange: asWithoutOwner,
  },
  {
    name: 'set-up-wrong',
    path: '/console/set-up?token=any',
    states: ['data'],
    signedOut: true,
    arrange: asWithoutOwner,
    prepare: (page) => page.locator('form button[type=submit]').click(),
  },
  { name: 'sign-in', path: '/console/sign-in', states: ['data'], signedOut: true },
  { name: 'forgot-password', path: '/console/forgot-password', states: ['data'], signedOut: true },
  { name: 'reset-password', path: '/console/reset-password?token=used', states: ['data'], signedOut: true },
  { name: 'invitation', path: '/console/invitation', states: ['data'], signedOut: true },
  { name: 'cockpit', path: '/console/cockpit', states: all, readme: 'cockpit' },
  {
    name: 'cockpit-month',
    path: '/console/cockpit?period=last30&metric=gmv',
    states: ['data'],
  },
  { name: 'contents-board', path: '/console/boards/contents', states: all },
  { name: 'accounts-board', path: '/console/boards/accounts', states: all },
  { name: 'cockpit-peers', path: '/console/cockpit?compare=peers', states: ['data'], fullPage: false },
  {
    name: 'explain',
    path: '/console/cockpit?explain=gmv',
    states: ['data', 'error'],
    readme: 'explain',
    fullPage: false,
  },
  { name: 'coupons', path: '/console/shop/coupons', states: all },
  { name: 'coupon-new', path: '/console/shop/coupons?item=new', states: ['data'], fullPage: false },
  { name: 'orders', path: '/console/shop/orders', states: all },
  {
    name: 'order-drawer',
    path: `/console/shop/orders?item=${shopper.order}`,
    states: ['data', 'error'],
    fullPage: false,
  },
  { name: 'refunds', path: '/console/shop/refunds', states: all },
  {
    name: 'refund-drawer',
    path: `/console/shop/refunds?item=${shopper.refund}`,
    states: ['data', 'error'],
    fullPage: false,
  },
  { name: 'rows', path: '/console/cockpit?explain=gmv&rows=1', states: ['data', 'empty'], fullPage: false },
  {
    name: 'order',
    path: '/console/cockpit?explain=gmv&rows=1',
    states: ['data'],
    fullPage: false,
    prepare: (page) => page.getByRole('dialog').locator('.table-row').first().click(),
  },
  {
    name: 'palette',
    path: '/console/cockpit',
    states: ['data'],
    fullPage: false,
    prepare: (page) => page.keyboard.press('Control+k'),
  },
  { name: 'metrics', path: '/console/metrics', states: ['data', 'error'] },
  { name: 'products', path: '/console/shop/products', states: all },
  { name: 'product-new', path: '/console/shop/products?product=new', states: ['data'] },
  { name: 'videos', path: '/console/content/videos', states: all },
  { name: 'comments', path: '/console/content/comments', states: all },
  {
    name: 'blocked-words',
    path: '/console/content/comments',
    states: ['data'],
    fullPage: false,
    prepare: (page) => page.locator('.page-head button').last().click(),
  },
  { name: 'account-homes', path: '/console/content/accounts', states: all },
  {
    name: 'account-home',
    path: '/console/content/accounts',
    states: ['data'],
    fullPage: false,
    prepare: (page) => page.locator('button.home-act').first().click(),
  },
  { name: 'ad-plans', path: '/console/ads/plans', states: all },
  { name: 'ad-plan-new', path: '/console/ads/plans?create=1', states: ['data', 'empty'], fullPage: false },
  {
    name: 'ad-plan',
    path: '/console/ads/plans',
    states: ['data'],
    prepare: async (page) => {
      await page.locator('.page a[href*="/ads/plans/pln_"], .page a[href*="/ads/plans/"]').first().click();
      await page.locator('.ads-facts').first().waitFor();
    },
  },
  { name: 'market', path: '/console/market/products', states: ['data', 'error'] },
  {
    name: 'market-product',
    path: '/console/market/products',
    states: ['data'],
    fullPage: false,
    prepare: (page) => page.locator('.table-row').first().click(),
  },
  { name: 'market-placements', path: '/console/market/placements', states: all },
  { name: 'imports', path: '/console/data/imports', states: all },
  {
    name: 'import-check',
    path: `/console/data/imports/${troubles.waitingImport}`,
    states: ['data', 'error'],
  },
  { name: 'import-done', path: `/console/data/imports/${troubles.doneImport}`, states: ['data'] },
  { name: 'sources', path: '/console/data/sources', states: all },
  { name: 'quarantine', path: '/console/data/quarantine', states: all },
  {
    name: 'refused-event',
    path: '/console/data/quarantine',
    states: ['data'],
    fullPage: false,
    prepare: (page) => page.locator('.table-row').first().click(),
  },
  ...settings.map(
    (name): PageShot => ({
      name: `settings-${name}`,
      path: `/console/settings/${name}`,
      states: ['data', 'error'],
    }),
  ),
  { name: 'settings-erasures', path: '/console/settings/erasures', states: all },
  { name: 'settings-rates', path: '/console/settings/rates', states: all },
];

import type { Page } from 'playwright-core';

export type PageState = 'data' | 'empty' | 'error';
export type PageShot = {
  readonly name: string;
  readonly path: string;
  readonly states: readonly PageState[];
  readonly signedOut?: boolean;
  readonly inDark?: boolean;
  readonly fullPage?: boolean;
  /** Name of the README's picture that is this page. */
  readonly readme?: string;
  /** What a person does before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
};

const all = ['data', 'empty', 'error'] as const;
const settings = ['organization', 'structure', 'members', 'keys', 'targets', 'audit', 'profile'];

export const pages: readonly PageShot[] = [
  { name: 'sign-in', path: '/console/sign-in', states: ['data'], signedOut: true, inDark: true },
  { name: 'forgot-password', path: '/console/forgot-password', states: ['data'], signedOut: true },
  { name: 'cockpit', path: '/console/cockpit', states: all, inDark: true, readme: 'cockpit' },
  {
    name: 'cockpit-month',
    path: '/console/cockpit?period=last30&metric=gmv',
    states: ['data'],
  },
  {
    name: 'explain',
    path: '/console/cockpit?explain=gmv',
    states: ['data', 'error'],
    inDark: true,
    readme: 'explain',
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
  { name: 'imports', path: '/console/data/imports', states: all, inDark: true },
  { name: 'sources', path: '/console/data/sources', states: all },
  { name: 'quarantine', path: '/console/data/quarantine', states: all },
  ...settings.map(
    (name): PageShot => ({
      name: `settings-${name}`,
      path: `/console/settings/${name}`,
      states: ['data', 'error'],
    }),
  ),
];

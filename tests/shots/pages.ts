import type { Page } from 'playwright-core';

export type PageState = 'data' | 'empty' | 'error';
export type PageShot = {
  readonly name: string;
  readonly path: string;
  readonly states: readonly PageState[];
  readonly signedOut?: boolean;
  readonly inDark?: boolean;
  readonly fullPage?: boolean;
  /** What a person does before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
};

const all = ['data', 'empty', 'error'] as const;

export const pages: readonly PageShot[] = [
  { name: 'sign-in', path: '/console', states: ['data'], signedOut: true, inDark: true },
  { name: 'cockpit', path: '/console', states: all, inDark: true },
  { name: 'imports', path: '/console/data/imports', states: all },
  { name: 'sources', path: '/console/data/sources', states: all },
  { name: 'quarantine', path: '/console/data/quarantine', states: all },
];

import type { ComponentType } from 'react';
import type { Permission, Session } from '../api/session.ts';
import type { MessageKey } from '../language/messages.ts';

export const navigationGroups = [
  'compass',
  'audiences',
  'content',
  'ads',
  'shop',
  'data',
  'market',
  'settings',
] as const;
export type NavigationGroup = (typeof navigationGroups)[number];

/** One page of the console. The side navigation, the routes and the command palette are made from these. */
export type PageEntry = {
  /** Below `/console`, such as `/cockpit`. */
  readonly path: string;
  readonly title: MessageKey;
  /** Left out: the page is reached by links only. */
  readonly group?: NavigationGroup;
  readonly icon?: ComponentType;
  readonly permission?: Permission;
  /** Only for the people who run the market. */
  readonly isForOperators?: true;
  /** `bare` pages stand alone and need nobody signed in. */
  readonly frame: 'shell' | 'bare';
  readonly load: () => Promise<{ readonly Page: ComponentType }>;
};

/** Whether somebody finds a page in the navigation and the palette. */
export const isOffered = (
  page: PageEntry,
  { may, session }: { readonly may: (permission: Permission) => boolean; readonly session: Session },
): boolean =>
  page.group !== undefined &&
  (page.permission === undefined || may(page.permission)) &&
  (page.isForOperators === undefined || session.user.isOperator);

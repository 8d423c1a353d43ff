import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from '@tanstack/react-router';
import { parseSearch, type Search, stringifySearch } from '../ui/address/address.ts';
import { AppShell } from '../ui/shell/app-shell.tsx';
import { SignedIn } from '../ui/shell/signed-in.tsx';
import { NotFound } from '../ui/state/not-found.tsx';
import { PageCrash } from '../ui/state/page-crash.tsx';
import { PageSkeleton } from '../ui/state/skeletons.tsx';
import { pages } from './pages.ts';

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  validateSearch: (search): Search => search as Search,
});

/** Signed in, with navigation around it. It stays mounted while pages change inside. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: () => (
    <SignedIn>
      <AppShell pages={pages}>
        <Outlet />
      </AppShell>
    </SignedIn>
  ),
});

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: () => <Navigate to="/cockpit" replace search={((before: Search) => before) as never} />,
});

// The pages come from a table, so the router cannot know their addresses as types; `PageLink` takes texts.
const pageRoutes = (frame: 'shell' | 'bare') =>
  pages
    .filter((page) => page.frame === frame)
    .map((page) =>
      createRoute({
        getParentRoute: () => (frame === 'shell' ? shell : root) as typeof root,
        path: page.path,
        component: lazyRouteComponent(page.load, 'Page'),
        pendingComponent: PageSkeleton,
      }),
    );

export const router = createRouter({
  routeTree: root.addChildren([
    index,
    ...pageRoutes('bare'),
    shell.addChildren(pageRoutes('shell')),
  ] as never) as unknown as AnyRoute,
  basepath: '/console',
  parseSearch: (text) => parseSearch(text),
  stringifySearch: (search) => stringifySearch(search),
  defaultPreload: 'intent',
  defaultErrorComponent: PageCrash,
  defaultPendingMs: 150,
  scrollRestoration: true,
});

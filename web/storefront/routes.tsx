import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { FeedPage } from './feed/feed-page.tsx';
import { Crash } from './shell/crash.tsx';
import { NothingHere } from './shell/nothing-here.tsx';
import { Stage } from './shell/stage.tsx';
import { Waiting } from './ui/states.tsx';

const root = createRootRoute({
  component: () => (
    <Stage>
      <Outlet />
    </Stage>
  ),
  notFoundComponent: NothingHere,
});

const loads: (() => Promise<unknown>)[] = [];

/** Every page while nothing else is to do, so that they open on a line that comes and goes; failures come again later. */
export function loadPagesAhead(): void {
  for (const load of loads) load().catch(() => undefined);
}

// The feed is in the first load; everything else comes when it is first wanted, or ahead of that.
const page = <Path extends string, Module extends Record<string, unknown>>(
  path: Path,
  load: () => Promise<Module>,
  name: keyof Module & string,
) => {
  loads.push(load);
  return createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load as never, name),
    pendingComponent: Waiting,
  });
};

export const router = createRouter({
  routeTree: root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/', component: () => <FeedPage /> }),
    createRoute({ getParentRoute: () => root, path: '/v/$id', component: () => <FeedPage /> }),
    page('/following', () => import('./account/following-page.tsx'), 'FollowingPage'),
    page('/p/$id', () => import('./product/product-page.tsx'), 'ProductPage'),
    page('/s/$id', () => import('./shop/shop-page.tsx'), 'ShopPage'),
    page('/a/$id', () => import('./account/account-page.tsx'), 'AccountPage'),
    page('/cart', () => import('./cart/cart-page.tsx'), 'CartPage'),
    page('/checkout', () => import('./checkout/checkout-page.tsx'), 'CheckoutPage'),
    page('/pay/$id', () => import('./checkout/pay-page.tsx'), 'PayPage'),
    page('/orders', () => import('./orders/orders-page.tsx'), 'OrdersPage'),
    page('/orders/$id', () => import('./orders/order-page.tsx'), 'OrderPage'),
    page('/me', () => import('./me/me-page.tsx'), 'MePage'),
    page('/me/coupons', () => import('./coupons/my-coupons-page.tsx'), 'MyCouponsPage'),
    page('/me/addresses', () => import('./me/addresses-page.tsx'), 'AddressesPage'),
    page('/sign-in', () => import('./me/sign-in-page.tsx'), 'SignInPage'),
  ]),
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  defaultErrorComponent: Crash,
  scrollRestoration: true,
});

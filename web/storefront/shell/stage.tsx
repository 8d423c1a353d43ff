import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSay } from '../../ui/language/language.tsx';
import { useCart } from '../cart/use-cart.ts';
import { CartIcon, HeartIcon, HomeIcon, PersonIcon } from '../ui/icons.tsx';
import './stage.css';

/** A phone's width of storefront with four tabs; on a desktop the page beside it says where the console is. */
export function Stage({ children }: { children: ReactNode }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const isFeed = path === '/' || path.startsWith('/v/');
  const hasTabs = isFeed || path === '/following' || path === '/cart' || path === '/me';
  return (
    <div className={`stage ${isFeed ? 'stage-feed' : ''}`}>
      <main className={hasTabs ? 'stage-main stage-tabbed' : 'stage-main'}>{children}</main>
      {hasTabs && <Tabs />}
    </div>
  );
}

function Tabs() {
  const say = useSay();
  const { quantity } = useCart();
  const tab = (to: '/' | '/following' | '/cart' | '/me', label: string, icon: ReactNode, badge = 0) => (
    <Link to={to} className="tab" activeOptions={{ exact: to === '/' }}>
      <span className="tab-icon">
        {icon}
        {badge > 0 && <span className="tab-badge">{badge > 99 ? '99+' : badge}</span>}
      </span>
      {label}
    </Link>
  );
  return (
    <nav className="tabs" aria-label={say('store.tabs')}>
      {tab('/', say('store.feed'), <HomeIcon />)}
      {tab('/following', say('store.following'), <HeartIcon />)}
      {tab('/cart', say('store.cart'), <CartIcon />, quantity)}
      {tab('/me', say('store.me'), <PersonIcon />)}
    </nav>
  );
}

import { Link, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useSay } from '../../ui/language/language.tsx';
import { useCart } from '../cart/use-cart.ts';
import { CartIcon, HeartIcon, HomeIcon, PersonIcon } from '../ui/icons.tsx';
import { PlacesContext } from '../ui/places.tsx';
import { useIsWide } from '../ui/use-media.ts';
import { Offline } from './offline.tsx';
import './stage.css';

/** A phone's width of storefront with four tabs; on a desktop the comments of what plays stand beside it. */
export function Stage({ children }: { children: ReactNode }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const isFeed = path === '/' || path.startsWith('/v/');
  const hasTabs = isFeed || path === '/following' || path === '/cart' || path === '/me';
  const hasSide = useIsWide() && isFeed;
  const [stage, setStage] = useState<HTMLElement | null>(null);
  const [side, setSide] = useState<HTMLElement | null>(null);
  const places = useMemo(() => ({ stage, side }), [stage, side]);
  return (
    <PlacesContext value={places}>
      <div className="frame">
        <div className={`stage ${isFeed ? 'stage-feed' : ''}`} ref={setStage}>
          <Offline />
          <main className={hasTabs ? 'stage-main stage-tabbed' : 'stage-main'}>{children}</main>
          {hasTabs && <Tabs />}
        </div>
        {hasSide && <div className="stage-side" ref={setSide} />}
      </div>
    </PlacesContext>
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

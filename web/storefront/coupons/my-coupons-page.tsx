import { Link } from '@tanstack/react-router';
import type { ClaimedCoupon } from '#shop/contract';
import { usePages, withQuery } from '../../ui/api/pages.ts';
import { useCouponWords } from '../../ui/coupons/coupon-words.ts';
import { useLanguage, useSay } from '../../ui/language/language.tsx';
import { dateLocaleOf } from '../../ui/language/messages.ts';
import { Bar } from '../ui/bar.tsx';
import { ShowMore } from '../ui/show-more.tsx';
import { StateTabs, useStateOf } from '../ui/state-tabs.tsx';
import { Empty, Failure, Waiting } from '../ui/states.tsx';
import { walletKey } from './use-coupons.ts';
import './coupons.css';

const states = ['usable', 'used', 'expired'] as const;

/** The shopper's coupons over all shops: what can be used, what was, and what is over. */
export function MyCouponsPage() {
  const say = useSay();
  const state = useStateOf(states);
  const path = withQuery('/api/storefront/my-coupons', { limit: '20', state });
  const { items, error, refetch, more } = usePages<ClaimedCoupon>([walletKey, state], path, { staleMs: 0 });
  return (
    <>
      <Bar title={say('store.myCoupons')} />
      <StateTabs
        label={say('store.myCoupons')}
        page="/me/coupons"
        states={states}
        state={state}
        textOf={(one) => say(`store.coupons.${one}`)}
      />
      {!items && !error && <Waiting />}
      {error && <Failure error={error} again={() => void refetch()} />}
      {items?.length === 0 && (
        <Empty
          title={say(`store.noCoupons.${state}`)}
          text={say('store.noCouponsText')}
          to="/"
          action={say('store.toFeed')}
        />
      )}
      <div className="coupon-list">
        {items?.map((coupon) => (
          <Ticket key={coupon.id} coupon={coupon} />
        ))}
      </div>
      <ShowMore more={more} />
    </>
  );
}

function Ticket({ coupon }: { readonly coupon: ClaimedCoupon }) {
  const { say, language } = useLanguage();
  const words = useCouponWords();
  const day = new Intl.DateTimeFormat(dateLocaleOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const { state, terms, currency } = coupon;
  const isNotYet = state === 'claimed' && Date.parse(coupon.usableFrom) > Date.now();
  const isOver = state === 'used' || state === 'expired';
  return (
    <article className={isOver ? 'coupon-ticket is-over' : 'coupon-ticket'}>
      <span className="coupon-what">
        <b className="price">{words.worth(terms, currency)}</b>
        <span className="small">
          {words.bounds(terms, currency)} ·{' '}
          {say(coupon.productIds === null ? 'coupon.scope.shop' : 'coupon.scope.products')}
        </span>
        <span className="small">
          {coupon.name} · {coupon.shopName}
        </span>
        <span className="small quiet">
          {isNotYet
            ? say('store.couponFrom', { time: day.format(new Date(coupon.usableFrom)) })
            : say('store.couponUntil', { time: day.format(new Date(coupon.usableUntil)) })}
        </span>
      </span>
      {coupon.orderId ? (
        <Link to="/orders/$id" params={{ id: coupon.orderId }} className="button button-small">
          {say(state === 'held' ? 'store.couponHeld' : 'store.couponOrder')}
        </Link>
      ) : isOver ? (
        <span className="small quiet">{say(`store.coupons.${state === 'used' ? 'used' : 'expired'}`)}</span>
      ) : coupon.productIds?.[0] ? (
        <Link to="/p/$id" params={{ id: coupon.productIds[0] }} className="button button-small">
          {say('store.useCoupon')}
        </Link>
      ) : (
        <Link to="/s/$id" params={{ id: coupon.shopId }} className="button button-small">
          {say('store.useCoupon')}
        </Link>
      )}
    </article>
  );
}

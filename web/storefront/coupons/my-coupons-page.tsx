import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ClaimedCoupon } from '#shop/contract';
import { request } from '../../ui/api/request.ts';
import { useCouponWords } from '../../ui/coupons/coupon-words.ts';
import { useLanguage, useSay } from '../../ui/language/language.tsx';
import { Bar } from '../ui/bar.tsx';
import { Empty, Failure, Waiting } from '../ui/states.tsx';
import { walletKey } from './use-coupons.ts';
import './coupons.css';

const states = ['usable', 'used', 'expired'] as const;
type Page = { readonly items: readonly ClaimedCoupon[]; readonly nextCursor: string | null };

/** The shopper's coupons over all shops: what can be used, what was, and what is over. */
export function MyCouponsPage() {
  const say = useSay();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { state?: string };
  const state = states.find((one) => one === search.state) ?? 'usable';
  const coupons = useInfiniteQuery({
    queryKey: [walletKey, state],
    staleTime: 0,
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '20', state });
      if (pageParam) query.set('cursor', pageParam);
      return request<Page>(`/api/storefront/my-coupons?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = coupons.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Bar title={say('store.myCoupons')} />
      <div className="chips tabs-row" role="tablist" aria-label={say('store.myCoupons')}>
        {states.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            className="chip"
            aria-selected={one === state}
            onClick={() =>
              void navigate({ to: '/me/coupons', search: { state: one } as never, replace: true })
            }
          >
            {say(`store.coupons.${one}`)}
          </button>
        ))}
      </div>
      {coupons.isPending && <Waiting />}
      {coupons.error && <Failure error={coupons.error} again={() => void coupons.refetch()} />}
      {coupons.isSuccess && items.length === 0 && (
        <Empty
          title={say(`store.noCoupons.${state}`)}
          text={say('store.noCouponsText')}
          to="/"
          action={say('store.toFeed')}
        />
      )}
      <div className="coupon-list">
        {items.map((coupon) => (
          <Ticket key={coupon.id} coupon={coupon} />
        ))}
      </div>
      {coupons.hasNextPage && (
        <p style={{ textAlign: 'center' }}>
          <button type="button" className="button" onClick={() => void coupons.fetchNextPage()}>
            {say('store.showMore')}
          </button>
        </p>
      )}
    </>
  );
}

function Ticket({ coupon }: { readonly coupon: ClaimedCoupon }) {
  const { say, language } = useLanguage();
  const words = useCouponWords();
  const day = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {
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

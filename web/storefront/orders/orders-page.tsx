import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { PurchaseView } from '#shop/contract';
import { request } from '../../ui/api/request.ts';
import { useSay } from '../../ui/language/language.tsx';
import { Bar } from '../ui/bar.tsx';
import { Price } from '../ui/price.tsx';
import { Empty, Failure, Waiting } from '../ui/states.tsx';

const states = ['all', 'awaiting_payment', 'to_ship', 'to_receive', 'completed', 'refunds'] as const;
type Page = { readonly items: readonly PurchaseView[]; readonly nextCursor: string | null };

export function OrdersPage() {
  const say = useSay();
  const navigate = useNavigate();
  const { state = 'all' } = useSearch({ strict: false }) as { state?: (typeof states)[number] };
  const orders = useInfiniteQuery({
    queryKey: ['orders', state],
    staleTime: 0,
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '20' });
      if (state !== 'all') query.set('state', state);
      if (pageParam) query.set('cursor', pageParam);
      return request<Page>(`/api/storefront/orders?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = orders.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Bar title={say('store.orders')} />
      <div className="chips tabs-row" role="tablist" aria-label={say('store.orders')}>
        {states.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            className="chip"
            aria-selected={one === state}
            onClick={() => void navigate({ to: '/orders', search: { state: one } as never, replace: true })}
          >
            {say(`store.orders.${one}`)}
          </button>
        ))}
      </div>
      {orders.isPending && <Waiting />}
      {orders.error && <Failure error={orders.error} again={() => void orders.refetch()} />}
      {orders.isSuccess && items.length === 0 && (
        <Empty
          title={say('store.noOrders')}
          text={say('store.noOrdersText')}
          to="/"
          action={say('store.toFeed')}
        />
      )}
      {items.map((order) => (
        <Link
          key={order.id}
          to="/orders/$id"
          params={{ id: order.id }}
          className="card"
          style={{ display: 'block', textDecoration: 'none' }}
        >
          <span className="row">
            <b>{order.shopName}</b>
            <span className="small">{say(`store.orderState.${order.state as 'paid'}`)}</span>
          </span>
          {order.lines.map((line) => (
            <span className="line" key={line.id}>
              {line.picture ? <img src={line.picture} alt="" /> : <span className="line-blank" />}
              <span className="line-words">
                <span className="goods-name">{line.name}</span>
                <span className="row">
                  <Price minor={line.paid} currency={order.currency} />
                  <span className="quiet">× {line.quantity}</span>
                </span>
              </span>
            </span>
          ))}
          <span className="row">
            <span className="quiet small">{order.refunded > 0 && say('store.partRefunded')}</span>
            <span>
              {say('store.total')} <Price minor={order.total} currency={order.currency} />
            </span>
          </span>
        </Link>
      ))}
      {orders.hasNextPage && (
        <p style={{ textAlign: 'center' }}>
          <button type="button" className="button" onClick={() => void orders.fetchNextPage()}>
            {say('store.showMore')}
          </button>
        </p>
      )}
    </>
  );
}

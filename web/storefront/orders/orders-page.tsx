import { Link } from '@tanstack/react-router';
import type { PurchaseView } from '#shop/contract';
import { usePages, withQuery } from '../../ui/api/pages.ts';
import { useSay } from '../../ui/language/language.tsx';
import { Bar } from '../ui/bar.tsx';
import { Price } from '../ui/price.tsx';
import { ShowMore } from '../ui/show-more.tsx';
import { StateTabs, useStateOf } from '../ui/state-tabs.tsx';
import { Empty, Failure, Waiting } from '../ui/states.tsx';

const states = ['all', 'awaiting_payment', 'to_ship', 'to_receive', 'completed', 'refunds'] as const;

export function OrdersPage() {
  const say = useSay();
  const state = useStateOf(states);
  const path = withQuery('/api/storefront/orders', {
    limit: '20',
    state: state === 'all' ? undefined : state,
  });
  const { items, error, refetch, more } = usePages<PurchaseView>(['orders', state], path, { staleMs: 0 });
  return (
    <>
      <Bar title={say('store.orders')} />
      <StateTabs
        label={say('store.orders')}
        page="/orders"
        states={states}
        state={state}
        textOf={(one) => say(`store.orders.${one}`)}
      />
      {!items && !error && <Waiting />}
      {error && <Failure error={error} again={() => void refetch()} />}
      {items?.length === 0 && (
        <Empty
          title={say('store.noOrders')}
          text={say('store.noOrdersText')}
          to="/"
          action={say('store.toFeed')}
        />
      )}
      {items?.map((order) => (
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
      <ShowMore more={more} />
    </>
  );
}

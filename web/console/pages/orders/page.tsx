import { IconSendStroked } from '@douyinfe/semi-icons';
import { Input, Tag } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { OrderSummary } from '#shop/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { useSearchParts } from '../../../ui/address/use-address.ts';
import { ordersRefetchMs, useOrderCounts } from '../../../ui/api/orders.ts';
import { usePages, withQuery } from '../../../ui/api/pages.ts';
import { ToolButton } from '../../../ui/choice/tool-button.tsx';
import { PlainSelect } from '../../../ui/form/plain-select.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { ListPage } from '../../../ui/list/list-page.tsx';
import { ShopFilter } from '../../../ui/list/shop-filter.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { BulkShipDialog } from './bulk-ship-dialog.tsx';
import { useOrderColumns } from './order-columns.tsx';
import { OrderDrawer } from './order-drawer.tsx';
import './orders.css';

const tabs = [
  'all',
  'awaiting_payment',
  'to_ship',
  'part_shipped',
  'shipped',
  'completed',
  'closed',
] as const;
const origins = ['checkout', 'import', 'event'] as const;

/** Orders to work on: what is to be shipped comes first to hand. Filters and the open order stand in the address. */
export function Page() {
  const { say } = useLanguage();
  const { may } = useScope();
  const [search, change] = useSearchParts();
  const [isShipping, setShipping] = useState(false);
  const [number, setNumber] = useState(search.number ?? '');
  const counts = useOrderCounts().data;
  const tab = tabs.find((one) => one === search.tab) ?? 'all';
  const path = withQuery('/api/orders', {
    tab: tab === 'all' ? undefined : tab,
    number: search.number,
    shopId: search.of,
    origin: search.origin,
    couponId: search.coupon,
  });
  const list = usePages<OrderSummary>(['orders', path], path, { refetchMs: ordersRefetchMs });
  const columns = useOrderColumns();
  const isFiltered = Boolean(search.number || search.of || search.origin || search.coupon || tab !== 'all');
  const countOf = (one: (typeof tabs)[number]) =>
    one === 'awaiting_payment' || one === 'part_shipped' || one === 'shipped'
      ? counts?.[one]
      : one === 'to_ship'
        ? counts?.paid
        : undefined;
  return (
    <ListPage<OrderSummary>
      title={say('orders.title')}
      text={say('orders.text')}
      tabs={{
        label: say('order.state'),
        value: tab,
        tabs: tabs.map((value) => ({ value, label: say(`orders.tab.${value}`), count: countOf(value) })),
        onChoose: (value) => change({ tab: value === 'all' ? undefined : value }),
      }}
      list={list}
      columns={columns}
      fileName="orders"
      onRow={(order) => change({ item: order.id })}
      isChosen={(order) => order.id === search.item}
      emptyFiltered={isFiltered ? say('orders.emptyFiltered') : undefined}
      empty={
        <EmptyState
          title={say('orders.emptyTitle')}
          text={say('orders.emptyText')}
          action={
            <PageLink to="/data/imports" className="m-button">
              {say('nav.imports')}
            </PageLink>
          }
        />
      }
      tools={
        <>
          <Input
            className="orders-number"
            aria-label={say('orders.number')}
            placeholder={say('orders.number')}
            showClear
            value={number}
            onChange={setNumber}
            onClear={() => change({ number: undefined })}
            onEnterPress={() => change({ number: number.trim() || undefined })}
          />
          <ShopFilter />
          <PlainSelect
            aria-label={say('order.origin')}
            value={search.origin ?? 'all'}
            options={[
              { value: 'all', label: say('orders.allOrigins') },
              ...origins.map((value) => ({ value, label: say(`value.origin.${value}`) })),
            ]}
            onChoose={(value) => change({ origin: value === 'all' ? undefined : value })}
          />
          {search.coupon ? (
            <Tag closable color="blue" onClose={() => change({ coupon: undefined })}>
              {say('orders.withCoupon')}
            </Tag>
          ) : null}
          {may('orders:write') ? (
            <ToolButton icon={<IconSendStroked />} onClick={() => setShipping(true)}>
              {say('orders.bulkShip')}
            </ToolButton>
          ) : null}
          {list.items?.some(({ simulated }) => simulated) ? (
            <Tag color="amber">{say('shell.simulated')}</Tag>
          ) : null}
        </>
      }
    >
      {search.item ? (
        <OrderDrawer key={search.item} id={search.item} onClose={() => change({ item: undefined })} />
      ) : null}
      {isShipping ? <BulkShipDialog onClose={() => setShipping(false)} /> : null}
    </ListPage>
  );
}

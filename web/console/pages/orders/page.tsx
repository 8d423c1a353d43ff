import { IconSendStroked } from '@douyinfe/semi-icons';
import { Input, Tag } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { OrderSummary } from '#shop/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { useSearchParts } from '../../../ui/address/use-address.ts';
import { ordersRefetchMs, useOrderCounts } from '../../../ui/api/orders.ts';
import { usePages, withQuery } from '../../../ui/api/pages.ts';
import { TabList } from '../../../ui/choice/tab-list.tsx';
import { ToolButton } from '../../../ui/choice/tool-button.tsx';
import { PlainSelect } from '../../../ui/form/plain-select.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import { BulkShipDialog } from './bulk-ship-dialog.tsx';
import { useOrderColumns } from './order-columns.tsx';
import { OrderDrawer } from './order-drawer.tsx';
import '../../../ui/form/form.css';
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
  const { may, structure } = useScope();
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
  });
  const list = usePages<OrderSummary>(['orders', path], path, { refetchMs: ordersRefetchMs });
  const columns = useOrderColumns();
  const isFiltered = Boolean(search.number || search.of || search.origin || tab !== 'all');
  const countOf = (one: (typeof tabs)[number]) =>
    one === 'awaiting_payment' || one === 'part_shipped' || one === 'shipped'
      ? counts?.[one]
      : one === 'to_ship'
        ? counts?.paid
        : undefined;
  return (
    <div className="page orders">
      <header className="page-head">
        <div>
          <h1>{say('orders.title')}</h1>
          <p>{say('orders.text')}</p>
        </div>
      </header>
      <section className="card">
        <TabList
          label={say('order.state')}
          value={tab}
          tabs={tabs.map((value) => ({ value, label: say(`orders.tab.${value}`), count: countOf(value) }))}
          onChoose={(value) => change({ tab: value === 'all' ? undefined : value })}
        />
        <DataTable<OrderSummary>
          label={say('orders.title')}
          fileName="orders"
          columns={columns}
          rows={list.items}
          rowKey={(order) => order.id}
          error={list.error}
          onRetry={list.refetch}
          onMore={list.more}
          moreLoading={list.moreLoading}
          onRow={(order) => change({ item: order.id })}
          isChosen={(order) => order.id === search.item}
          empty={
            isFiltered ? (
              <p className="form-text">{say('orders.emptyFiltered')}</p>
            ) : (
              <EmptyState
                title={say('orders.emptyTitle')}
                text={say('orders.emptyText')}
                action={
                  <PageLink to="/data/imports" className="m-button">
                    {say('nav.imports')}
                  </PageLink>
                }
              />
            )
          }
          tools={
            <div className="orders-tools">
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
              <PlainSelect
                aria-label={say('order.shop')}
                value={search.of ?? 'all'}
                options={[
                  { value: 'all', label: say('orders.allShops') },
                  ...structure.shops.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChoose={(value) => change({ of: value === 'all' ? undefined : value })}
              />
              <PlainSelect
                aria-label={say('order.origin')}
                value={search.origin ?? 'all'}
                options={[
                  { value: 'all', label: say('orders.allOrigins') },
                  ...origins.map((value) => ({ value, label: say(`value.origin.${value}`) })),
                ]}
                onChoose={(value) => change({ origin: value === 'all' ? undefined : value })}
              />
              {may('orders:write') ? (
                <ToolButton icon={<IconSendStroked />} onClick={() => setShipping(true)}>
                  {say('orders.bulkShip')}
                </ToolButton>
              ) : null}
              {list.items?.some(({ simulated }) => simulated) ? (
                <Tag color="amber">{say('shell.simulated')}</Tag>
              ) : null}
            </div>
          }
        />
      </section>
      {search.item ? (
        <OrderDrawer key={search.item} id={search.item} onClose={() => change({ item: undefined })} />
      ) : null}
      {isShipping ? <BulkShipDialog onClose={() => setShipping(false)} /> : null}
    </div>
  );
}

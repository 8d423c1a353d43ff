import { Tag } from '@douyinfe/semi-ui-19';
import type { RefundView } from '#shop/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { useSearchParts } from '../../../ui/address/use-address.ts';
import { ordersRefetchMs, useOrderCounts } from '../../../ui/api/orders.ts';
import { usePages, withQuery } from '../../../ui/api/pages.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { ListPage } from '../../../ui/list/list-page.tsx';
import { ShopFilter } from '../../../ui/list/shop-filter.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { instantText } from '../../../ui/metric/time-text.ts';
import { useValueNames } from '../../../ui/metric/value-names.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import type { Column } from '../../../ui/table/data-table.tsx';
import { RefundDrawer } from './refund-drawer.tsx';
import { refundStanding } from './refund-standing.ts';
import './refunds.css';

const tabs = ['waiting', 'moving', 'done', 'refused', 'failed', 'all'] as const;

/** Refunds that shoppers ask for: those that wait for the shop first. */
export function Page() {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const nameOf = useValueNames();
  const [search, change] = useSearchParts();
  const counts = useOrderCounts().data;
  const tab = tabs.find((one) => one === search.tab) ?? 'waiting';
  const path = withQuery('/api/refunds', { tab: tab === 'all' ? undefined : tab, shopId: search.of });
  const list = usePages<RefundView>(['refunds', path], path, { refetchMs: ordersRefetchMs });
  const columns: Column<RefundView>[] = [
    {
      id: 'what',
      title: say('refunds.what'),
      width: 220,
      fixed: true,
      render: (refund) => (
        <span className="refund-what">
          {refund.lines[0]?.title}
          {refund.lines.length > 1 ? <span className="quiet"> +{refund.lines.length - 1}</span> : null}
        </span>
      ),
      cell: (refund) => refund.lines.map(({ title }) => title).join(' / '),
    },
    {
      id: 'amount',
      title: say('refunds.amount'),
      width: 120,
      numeric: true,
      render: ({ amount, currency }) => (
        <span className="number">{fullNumber(amount, { unit: 'money', currency, language })}</span>
      ),
      cell: (refund) => refund.amount,
    },
    {
      id: 'state',
      title: say('order.state'),
      width: 150,
      render: (refund) => {
        const standing = refundStanding(refund);
        return <Tag color={standing.colour}>{say(`refunds.standing.${standing.word}`)}</Tag>;
      },
      cell: (refund) => refundStanding(refund).word,
    },
    {
      id: 'reason',
      title: say('refunds.reason'),
      width: 260,
      render: (refund) => <span className="refund-reason">{refund.reason ?? '–'}</span>,
      cell: (refund) => refund.reason,
    },
    {
      id: 'stage',
      title: say('refunds.stage'),
      width: 140,
      render: (refund) => nameOf('refund_stage', refund.stage),
      cell: (refund) => refund.stage,
    },
    {
      id: 'asked',
      title: `${say('refunds.asked')} (${zone})`,
      width: 190,
      render: (refund) => instantText(refund.requestedAt, zone, language),
      cell: (refund) => refund.requestedAt,
    },
    {
      id: 'shop',
      title: say('order.shop'),
      width: 160,
      render: (refund) => nameOf('shop', refund.shopId),
      cell: (refund) => nameOf('shop', refund.shopId),
    },
  ];
  return (
    <ListPage<RefundView>
      title={say('refunds.title')}
      text={say('refunds.text')}
      tabs={{
        label: say('order.state'),
        value: tab,
        tabs: tabs.map((value) => ({
          value,
          label: say(`refunds.tab.${value}`),
          count: value === 'waiting' ? counts?.refunds : undefined,
        })),
        onChoose: (value) => change({ tab: value === 'waiting' ? undefined : value }),
      }}
      list={list}
      columns={columns}
      fileName="refunds"
      onRow={(refund) => change({ item: refund.id })}
      isChosen={(refund) => refund.id === search.item}
      empty={
        <EmptyState
          title={say(tab === 'waiting' ? 'refunds.emptyTitle' : 'refunds.emptyOther')}
          text={say('refunds.emptyText')}
          action={
            <PageLink to="/shop/orders" className="m-button">
              {say('nav.orders')}
            </PageLink>
          }
        />
      }
      tools={<ShopFilter />}
    >
      {search.item ? (
        <RefundDrawer key={search.item} id={search.item} onClose={() => change({ item: undefined })} />
      ) : null}
    </ListPage>
  );
}

import { IconPlus } from '@douyinfe/semi-icons';
import { Button, Tag } from '@douyinfe/semi-ui-19';
import type { CouponView } from '#shop/contract';
import { useSearchParts } from '../../../ui/address/use-address.ts';
import { usePages, withQuery } from '../../../ui/api/pages.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { ListPage } from '../../../ui/list/list-page.tsx';
import { ShopFilter } from '../../../ui/list/shop-filter.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { useCouponColumns } from './coupon-columns.tsx';
import { CouponDrawer } from './coupon-drawer.tsx';
import { CouponForm } from './coupon-form.tsx';
import './coupons.css';
import '../orders/orders.css';

const tabs = ['all', 'draft', 'open', 'paused', 'ended'] as const;

/** Coupons of the shops: what is given out, what came of it, and what it cost. Everything shown is in the address. */
export function Page() {
  const say = useSay();
  const { may } = useScope();
  const [search, change] = useSearchParts();
  const tab = tabs.find((one) => one === search.tab) ?? 'all';
  const path = withQuery('/api/coupons', { state: tab === 'all' ? undefined : tab, shopId: search.of });
  const list = usePages<CouponView>(['coupons', path], path);
  const columns = useCouponColumns();
  const isFiltered = tab !== 'all' || Boolean(search.of);
  const add = may('products:write') ? (
    <Button theme="solid" icon={<IconPlus />} onClick={() => change({ item: 'new' })}>
      {say('coupons.add')}
    </Button>
  ) : null;
  return (
    <ListPage<CouponView>
      title={say('coupons.title')}
      text={say('coupons.text')}
      head={list.items && (list.items.length > 0 || isFiltered) ? add : null}
      tabs={{
        label: say('coupons.state'),
        value: tab,
        tabs: tabs.map((value) => ({ value, label: say(`coupons.tab.${value}`) })),
        onChoose: (value) => change({ tab: value === 'all' ? undefined : value }),
      }}
      list={list}
      columns={columns}
      fileName="coupons"
      onRow={(row) => change({ item: row.id })}
      isChosen={(row) => row.id === search.item}
      tools={
        <>
          <ShopFilter />
          {list.items?.some(({ simulated }) => simulated) ? (
            <Tag color="amber">{say('shell.simulated')}</Tag>
          ) : null}
        </>
      }
      emptyFiltered={isFiltered ? say('coupons.emptyFiltered') : undefined}
      empty={<EmptyState title={say('coupons.emptyTitle')} text={say('coupons.emptyText')} action={add} />}
    >
      {search.item === 'new' && may('products:write') ? (
        <CouponForm
          coupon={null}
          onSaved={({ id }) => change({ item: id }, { replace: true })}
          onClose={() => change({ item: undefined })}
        />
      ) : null}
      {search.item && search.item !== 'new' ? (
        <CouponDrawer key={search.item} id={search.item} onClose={() => change({ item: undefined })} />
      ) : null}
    </ListPage>
  );
}

import type { MarketProductView } from '#shop/contract';
import { useSearchParts } from '../../../../ui/address/use-address.ts';
import { usePages, withQuery } from '../../../../ui/api/pages.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { ListPage } from '../../../../ui/list/list-page.tsx';
import { SearchBox } from '../../../../ui/list/search-box.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { useMarketColumns } from './market-columns.tsx';
import { MarketProductDialog } from './market-product-dialog.tsx';
import '../../products/products.css';

const tabs = ['all', 'online', 'banned'] as const;

/** Every product of the market, whoever's it is: found by name, taken off with a reason, and let back in. */
export function Page() {
  const say = useSay();
  const [search, change] = useSearchParts();
  const tab = tabs.find((one) => one === search.tab) ?? 'all';
  const path = withQuery('/api/market/products', {
    standing: tab === 'all' ? undefined : tab,
    search: search.search,
  });
  const list = usePages<MarketProductView>(['market-products', path], path);
  const opened = list.items?.find(({ id }) => id === search.product);
  const isFiltered = tab !== 'all' || Boolean(search.search);
  return (
    <ListPage<MarketProductView>
      title={say('market.title')}
      text={say('market.text')}
      tabs={{
        label: say('market.standing'),
        value: tab,
        tabs: tabs.map((value) => ({ value, label: say(`market.tab.${value}`) })),
        onChoose: (value) => change({ tab: value === 'all' ? undefined : value }),
      }}
      list={list}
      columns={useMarketColumns()}
      fileName="market-products"
      onRow={({ id }) => change({ product: id })}
      isChosen={({ id }) => id === search.product}
      tools={
        <SearchBox
          label={say('market.search')}
          value={search.search ?? ''}
          onSearch={(text) => change({ search: text || undefined })}
        />
      }
      emptyFiltered={isFiltered ? say('products.emptyFiltered') : undefined}
      empty={<EmptyState title={say('market.emptyTitle')} text={say('market.emptyText')} />}
    >
      {opened ? (
        <MarketProductDialog
          key={opened.id}
          product={opened}
          onClose={() => change({ product: undefined })}
        />
      ) : null}
    </ListPage>
  );
}

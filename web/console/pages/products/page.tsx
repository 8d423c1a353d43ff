import { IconPlus } from '@douyinfe/semi-icons';
import { Button } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { ProductRow } from '#shop/contract';
import { useSearchParts } from '../../../ui/address/use-address.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { ListPage } from '../../../ui/list/list-page.tsx';
import { SearchBox } from '../../../ui/list/search-box.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { useProductColumns } from './product-columns.tsx';
import { ProductDialog } from './product-dialog.tsx';
import { useProducts, type View, views } from './use-products.ts';
import './products.css';

/** What is sold here: how it stands, what wants looking at, and how to change it. Everything shown is in the address. */
export function Page() {
  const say = useSay();
  const { may } = useScope();
  const [search, change] = useSearchParts();
  const view = views.find((one) => one === search.view) ?? 'all';
  const { list, counts } = useProducts(view, search.search, search.shop);
  const [chosen, setChosen] = useState<ReadonlyMap<string, ProductRow>>(new Map());
  const mayWrite = may('products:write');
  const choose = (row: ProductRow) =>
    setChosen((before) => {
      const next = new Map(before);
      if (!next.delete(row.id)) next.set(row.id, row);
      return next;
    });
  const columns = useProductColumns({ chosen, onChoose: mayWrite ? choose : null });
  const isFiltered = view !== 'all' || Boolean(search.search) || Boolean(search.shop);
  const add = mayWrite ? (
    <Button theme="solid" icon={<IconPlus />} onClick={() => change({ product: 'new' })}>
      {say('products.add')}
    </Button>
  ) : null;
  return (
    <ListPage<ProductRow>
      title={say('products.title')}
      text={say('products.text')}
      head={list.items && list.items.length > 0 ? add : null}
      above={
        <Views
          view={view}
          counts={counts}
          onView={(next) => {
            setChosen(new Map());
            change({ view: next === 'all' ? undefined : next });
          }}
        />
      }
      list={list}
      columns={columns}
      fileName="products"
      onRow={(row) => change({ product: row.id })}
      isChosen={(row) => row.id === search.product || chosen.has(row.id)}
      tools={
        <SearchBox
          label={say('products.search')}
          value={search.search ?? ''}
          onSearch={(text) => change({ search: text || undefined })}
        />
      }
      emptyFiltered={isFiltered ? say('products.emptyFiltered') : undefined}
      empty={<EmptyState title={say('products.emptyTitle')} text={say('products.emptyText')} action={add} />}
    >
      {chosen.size > 0 ? <BulkBar chosen={[...chosen.values()]} onDone={() => setChosen(new Map())} /> : null}
      {search.product ? (
        <ProductDialog
          key={search.product}
          id={search.product === 'new' ? null : search.product}
          onMade={(id) => change({ product: id }, { replace: true })}
          onClose={() => change({ product: undefined })}
        />
      ) : null}
    </ListPage>
  );
}

type ViewsProps = {
  readonly view: View;
  readonly counts: Partial<Record<View, number>> | undefined;
  readonly onView: (view: View) => void;
};

/** What is wrong stands out; a view without anything in it is quiet. */
function Views({ view, counts, onView }: ViewsProps) {
  const say = useSay();
  return (
    <div className="product-views">
      {views.map((one) => {
        const count = counts?.[one];
        const wrong = (one === 'rejected' || one === 'banned' || one === 'soldOut') && (count ?? 0) > 0;
        return (
          <button
            key={one}
            type="button"
            className={wrong ? 'product-view product-view-wrong' : 'product-view'}
            aria-pressed={view === one}
            onClick={() => onView(one)}
          >
            {say(`products.view.${one}`)}
            {count === undefined ? null : <span className="number">{count}</span>}
          </button>
        );
      })}
    </div>
  );
}

import { IconPlus } from '@douyinfe/semi-icons';
import { Button, Checkbox } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { AccountView, BrandView, ShopView } from '#organisations/contract';
import { request } from '../../../../ui/api/request.ts';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones } from '../../../../ui/state/skeletons.tsx';
import { PageFrame } from '../page-frame.tsx';
import { AccountForm } from './account-form.tsx';
import { BrandCard } from './brand-card.tsx';
import { BrandForm } from './brand-form.tsx';
import { ShopForm } from './shop-form.tsx';
import { useStructureLists } from './use-structure-lists.ts';
import './structure.css';

export type Editing =
  | { readonly kind: 'brand'; readonly brand?: BrandView }
  | { readonly kind: 'shop'; readonly brandId: string; readonly shop?: ShopView }
  | { readonly kind: 'account'; readonly shopId: string; readonly account?: AccountView };

export type Archiving = (path: string, name: string, archive: boolean) => Promise<void>;

/** The tree of brands, shops and accounts, and how to change it. */
export function Page() {
  const say = useSay();
  const { may } = useScope();
  const { lists, error, refetch, refresh } = useStructureLists();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [withArchived, setWithArchived] = useState(false);
  const toast = useUndoToast();
  const mayWrite = may('structure:write');

  const archive: Archiving = async (path, name, isArchived) => {
    const set = async (value: boolean) => {
      await request(`${path}/${value ? 'archive' : 'restore'}`, { body: {} });
      await refresh();
    };
    await set(isArchived);
    toast(say(isArchived ? 'structure.archived' : 'structure.restored', { name }), () => set(!isArchived));
  };
  const addBrand = (
    <Button theme="solid" icon={<IconPlus />} onClick={() => setEditing({ kind: 'brand' })}>
      {say('structure.addBrand')}
    </Button>
  );
  const archivedCount = lists
    ? [...lists.brands, ...lists.shops, ...lists.accounts].filter((one) => one.archivedAt !== null).length
    : 0;
  const brands = lists?.brands.filter((brand) => withArchived || brand.archivedAt === null) ?? [];

  return (
    <PageFrame
      title={say('structure.title')}
      text={say('structure.text')}
      tools={mayWrite && brands.length > 0 ? addBrand : null}
    >
      {error && !lists ? <ErrorState error={error} onRetry={refetch} /> : null}
      {!lists && !error ? <Bones height={160} count={3} /> : null}
      {lists && brands.length === 0 ? (
        <EmptyState
          title={say('structure.emptyTitle')}
          text={say('structure.emptyText')}
          action={mayWrite ? addBrand : null}
        />
      ) : null}
      {lists
        ? brands.map((brand) => (
            <BrandCard
              key={brand.id}
              brand={brand}
              lists={lists}
              withArchived={withArchived}
              mayWrite={mayWrite}
              onEdit={setEditing}
              onArchive={archive}
            />
          ))
        : null}
      {archivedCount > 0 ? (
        <Checkbox checked={withArchived} onChange={(event) => setWithArchived(event.target.checked === true)}>
          {say('structure.showArchived', { count: archivedCount })}
        </Checkbox>
      ) : null}
      {editing?.kind === 'brand' ? (
        <BrandForm
          {...(editing.brand ? { brand: editing.brand } : {})}
          onClose={() => setEditing(null)}
          onSaved={refresh}
        />
      ) : null}
      {editing?.kind === 'shop' ? (
        <ShopForm
          brandId={editing.brandId}
          {...(editing.shop ? { shop: editing.shop } : {})}
          onClose={() => setEditing(null)}
          onSaved={refresh}
        />
      ) : null}
      {editing?.kind === 'account' ? (
        <AccountForm
          shopId={editing.shopId}
          hasOfficial={
            lists?.accounts.some(
              (one) => one.shopId === editing.shopId && one.role === 'official' && one.archivedAt === null,
            ) ?? false
          }
          shops={lists?.shops.filter((shop) => shop.archivedAt === null) ?? []}
          {...(editing.account ? { account: editing.account } : {})}
          onClose={() => setEditing(null)}
          onSaved={refresh}
        />
      ) : null}
    </PageFrame>
  );
}

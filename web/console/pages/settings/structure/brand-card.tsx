import type { BrandView, ShopView } from '#organisations/contract';
import { useSay } from '../../../../ui/language/language.tsx';
import type { Archiving, Editing } from './page.tsx';
import { StructureItem } from './structure-item.tsx';
import type { StructureLists } from './use-structure-lists.ts';

type Shared = {
  readonly lists: StructureLists;
  readonly withArchived: boolean;
  readonly mayWrite: boolean;
  readonly onEdit: (editing: Editing) => void;
  readonly onArchive: Archiving;
};

/** A brand with its shops, and each shop with the accounts bound to it. */
export function BrandCard({ brand, ...shared }: Shared & { readonly brand: BrandView }) {
  const say = useSay();
  const { lists, withArchived, mayWrite, onEdit, onArchive } = shared;
  const shops = lists.shops.filter(
    (shop) => shop.brandId === brand.id && (withArchived || shop.archivedAt === null),
  );
  return (
    <section className="card brand" aria-label={brand.name}>
      <StructureItem
        name={brand.name}
        note={`${say('structure.brand')} · ${brand.zone}`}
        archived={brand.archivedAt !== null}
        mayWrite={mayWrite}
        add={{ label: say('structure.addShop'), act: () => onEdit({ kind: 'shop', brandId: brand.id }) }}
        onEdit={() => onEdit({ kind: 'brand', brand })}
        onArchive={(archive) => onArchive(`/api/brands/${brand.id}`, brand.name, archive)}
      />
      {shops.length === 0 ? <p className="form-text">{say('structure.noShops')}</p> : null}
      <ul className="brand-shops">
        {shops.map((shop) => (
          <ShopItem key={shop.id} shop={shop} {...shared} />
        ))}
      </ul>
    </section>
  );
}

function ShopItem({ shop, ...shared }: Shared & { readonly shop: ShopView }) {
  const say = useSay();
  const { lists, withArchived, mayWrite, onEdit, onArchive } = shared;
  const accounts = lists.accounts.filter(
    (account) => account.shopId === shop.id && (withArchived || account.archivedAt === null),
  );
  return (
    <li>
      <StructureItem
        name={shop.name}
        tags={<span className="tag">{say(`structure.platform.${shop.platform}`)}</span>}
        note={[say('structure.shop'), shop.currency, shop.externalId].filter(Boolean).join(' · ')}
        archived={shop.archivedAt !== null}
        mayWrite={mayWrite}
        add={{ label: say('structure.addAccount'), act: () => onEdit({ kind: 'account', shopId: shop.id }) }}
        onEdit={() => onEdit({ kind: 'shop', brandId: shop.brandId, shop })}
        onArchive={(archive) => onArchive(`/api/shops/${shop.id}`, shop.name, archive)}
      />
      {accounts.length > 0 ? (
        <ul className="shop-accounts">
          {accounts.map((account) => (
            <li key={account.id}>
              <StructureItem
                name={account.name}
                note={[
                  say(`structure.role.${account.role}`),
                  say(`structure.accountType.${account.accountType}`),
                  account.externalId,
                ]
                  .filter(Boolean)
                  .join(' · ')}
                archived={account.archivedAt !== null}
                mayWrite={mayWrite}
                onEdit={() => onEdit({ kind: 'account', shopId: shop.id, account })}
                onArchive={(archive) => onArchive(`/api/accounts/${account.id}`, account.name, archive)}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

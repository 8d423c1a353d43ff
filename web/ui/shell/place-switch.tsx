import { Cascader } from '@douyinfe/semi-ui-19';
import type { Place } from '../address/address.ts';
import { useAddress } from '../address/use-address.ts';
import type { Structure } from '../api/session.ts';
import { useSay } from '../language/language.tsx';
import { useScope } from './scope.tsx';

type Node = { label: string; value: string; children?: Node[] };

/** The one switch for brand, shop and account. Its value stays in the address from page to page. */
export function PlaceSwitch() {
  const say = useSay();
  const { structure, organization } = useScope();
  const [{ place }, setAddress] = useAddress();
  const everything = say('place.all', { organization: organization.name });
  const tree: Node[] = [{ label: everything, value: 'all' }, ...brandNodes(structure)];
  return (
    <Cascader
      className="place-switch"
      aria-label={say('place.label')}
      treeData={tree}
      value={pathOf(place, structure)}
      changeOnSelect
      filterTreeNode
      dropdownMatchSelectWidth={false}
      displayRender={(labels) => (Array.isArray(labels) ? labels.join(' / ') : everything)}
      onChange={(value) => setAddress({ place: placeOf(Array.isArray(value) ? value.map(String) : []) })}
    />
  );
}

function brandNodes(structure: Structure): Node[] {
  const current = <Item extends { archived?: boolean }>(items: readonly Item[]) =>
    items.filter((item) => !item.archived);
  return current(structure.brands).map((brand) => ({
    label: brand.name,
    value: brand.id,
    children: current(structure.shops)
      .filter((shop) => shop.brandId === brand.id)
      .map((shop) => ({
        label: shop.name,
        value: shop.id,
        children: current(structure.accounts)
          .filter((account) => account.shopId === shop.id)
          .map((account) => ({ label: account.name, value: account.id })),
      })),
  }));
}

/** The chosen place with everything above it, however deep the address names it. */
function pathOf(place: Place, structure: Structure): string[] {
  const account = structure.accounts.find(({ id }) => id === place.account);
  const shop = structure.shops.find(({ id }) => id === (account?.shopId ?? place.shop));
  const brandId = shop?.brandId ?? place.brand;
  const path = [brandId, shop?.id, account?.id].filter((id): id is string => id !== undefined);
  return path.length > 0 ? path : ['all'];
}

/** Only the deepest choice is a filter: an account implies its shop and brand. */
function placeOf(path: readonly string[]): Place {
  const deepest = path.at(-1) ?? 'all';
  if (deepest.startsWith('acc_')) return { account: deepest };
  if (deepest.startsWith('shp_')) return { shop: deepest };
  return deepest.startsWith('brd_') ? { brand: deepest } : {};
}

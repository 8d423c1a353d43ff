import { useSearchParts } from '../address/use-address.ts';
import { PlainSelect } from '../form/plain-select.tsx';
import { useSay } from '../language/language.tsx';
import { useScope } from '../shell/scope.tsx';

/** Which shop a list is of: `of` in the address, or all of them. */
export function ShopFilter() {
  const say = useSay();
  const { structure } = useScope();
  const [search, change] = useSearchParts();
  return (
    <PlainSelect
      aria-label={say('order.shop')}
      value={search.of ?? 'all'}
      options={[
        { value: 'all', label: say('orders.allShops') },
        ...structure.shops.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChoose={(value) => change({ of: value === 'all' ? undefined : value })}
    />
  );
}

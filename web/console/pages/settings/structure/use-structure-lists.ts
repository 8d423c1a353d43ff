import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccountView, BrandView, ShopView } from '#organisations/contract';
import { type PageOf, withCursor } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';

export type StructureLists = {
  readonly brands: readonly BrandView[];
  readonly shops: readonly ShopView[];
  readonly accounts: readonly AccountView[];
};

/** All brands, shops and accounts with what only their own lists tell, such as ids elsewhere. */
export function useStructureLists() {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['structure-lists'],
    queryFn: async ({ signal }): Promise<StructureLists> => {
      const [brands, shops, accounts] = await Promise.all([
        all<BrandView>('/api/brands?limit=200', signal),
        all<ShopView>('/api/shops?limit=200', signal),
        all<AccountView>('/api/accounts?limit=200', signal),
      ]);
      return { brands, shops, accounts };
    },
  });
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['structure-lists'] }),
      client.invalidateQueries({ queryKey: ['structure'] }),
    ]);
  return { lists: query.data, error: query.error, refetch: query.refetch, refresh };
}

async function all<Item>(path: string, signal: AbortSignal): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: PageOf<Item> = await request<PageOf<Item>>(withCursor(path, cursor), { signal });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccountView, BrandView, ShopView } from '#organisations/contract';
import { allPages } from '../../../../ui/api/pages.ts';

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
        allPages<BrandView>('/api/brands?limit=200', signal),
        allPages<ShopView>('/api/shops?limit=200', signal),
        allPages<AccountView>('/api/accounts?limit=200', signal),
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

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ProductCounts, ProductRow, ProductView } from '#shop/contract';
import { usePages, withQuery } from '../../../ui/api/pages.ts';
import { request } from '../../../ui/api/request.ts';

export const views = [
  'all',
  'online',
  'offline',
  'scheduled',
  'rejected',
  'banned',
  'soldOut',
  'deleted',
] as const;
export type View = (typeof views)[number];

/** What a view asks the API for. */
const queryOf: Readonly<Record<View, Readonly<Record<string, string>>>> = {
  all: {},
  online: { shelf: 'online' },
  offline: { shelf: 'offline' },
  scheduled: { scheduled: 'yes' },
  rejected: { review: 'rejected' },
  banned: { review: 'banned' },
  soldOut: { shelf: 'online', stock: 'out' },
  deleted: { shelf: 'deleted' },
};

export function useProducts(view: View, search: string | undefined, shopId: string | undefined) {
  const path = withQuery('/api/products', { ...queryOf[view], search, shopId });
  const list = usePages<ProductRow>(['products', path], path);
  const counts = useQuery({
    queryKey: ['products', 'counts', shopId],
    queryFn: ({ signal }) => request<ProductCounts>(withQuery('/api/product-counts', { shopId }), { signal }),
  });
  return { list, counts: counts.data };
}

export function useProduct(id: string | null) {
  return useQuery({
    queryKey: ['product', id],
    enabled: id !== null,
    // Asked when it is opened, then kept: were it asked again behind a form, the form would be saved over a change
    // that nobody has seen.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) =>
      request<ProductView>(`/api/products/${encodeURIComponent(id ?? '')}`, { signal }),
  });
}

/** After a change: the product is as the server answered, and the lists are asked again. */
export function useProductKept() {
  const client = useQueryClient();
  return {
    keep: async (product: ProductView) => {
      client.setQueryData(['product', product.id], product);
      await client.invalidateQueries({ queryKey: ['products'] });
    },
    refresh: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['products'] }),
        client.invalidateQueries({ queryKey: ['product'] }),
      ]),
  };
}

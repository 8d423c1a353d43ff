import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ClaimedCoupon, OfferedCoupon, OfferedCoupons } from '#shop/contract';
import { request } from '../../ui/api/request.ts';

const offeredKey = 'offered-coupons';
export const walletKey = 'my-coupons';

/** What may be claimed in a shop, or is good for a product. */
export function useOffered(of: { readonly shopId: string } | { readonly productId: string }) {
  return useQuery({
    queryKey: [offeredKey, of],
    queryFn: ({ signal }) =>
      request<OfferedCoupons>(`/api/storefront/coupons?${new URLSearchParams(of)}`, { signal }),
  });
}

export function useClaim() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, mine }: OfferedCoupon) =>
      request<ClaimedCoupon>(`/api/storefront/coupons/${id}/claim`, {
        method: 'POST',
        // The first, second … of this coupon: sent again after a lost answer it is the same one.
        headers: { 'idempotency-key': `${id}-${mine + 1}` },
      }),
    onSettled: () =>
      Promise.all(
        [offeredKey, walletKey, 'quote'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      ),
  });
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CartView } from '#shop/contract';
import { request } from '../../ui/api/request.ts';
import { touchParts } from '../telemetry/touches.ts';

export const cartKey = ['cart'];

/** The cart as the server knows it. */
export function useCart() {
  const cart = useQuery({ queryKey: cartKey, queryFn: () => request<CartView>('/api/storefront/cart') });
  return { cart, quantity: cart.data?.quantity ?? 0 };
}

export type CartChange = {
  readonly skuId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly selected?: boolean;
};

/** Changes a line; 0 takes it out. The answer is the whole cart, so every badge and sum agrees. */
export function useChangeCart() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ skuId, productId, quantity, selected }: CartChange) =>
      request<CartView>(`/api/storefront/cart/${skuId}`, {
        method: 'PUT',
        body: { quantity, ...(selected === undefined ? {} : { selected }), ...touchParts(productId) },
      }),
    onSuccess: (cart) => client.setQueryData(cartKey, cart),
  });
}

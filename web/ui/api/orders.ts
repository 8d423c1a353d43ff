import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OrderCounts, OrderView } from '#shop/contract';
import { request } from './request.ts';

export function useOrder(id: string | null) {
  return useQuery({
    queryKey: ['order', id],
    enabled: id !== null,
    queryFn: ({ signal }) => request<OrderView>(`/api/orders/${encodeURIComponent(id ?? '')}`, { signal }),
  });
}

/** New orders come by themselves; a list of them looks again this often. */
export const ordersRefetchMs = 10_000;

/** How many orders and refunds wait for what. */
export function useOrderCounts() {
  return useQuery({
    queryKey: ['orders', 'counts'],
    refetchInterval: ordersRefetchMs,
    queryFn: ({ signal }) => request<OrderCounts>('/api/orders/counts', { signal }),
  });
}

/** After an order or a refund was changed here: every list, count and drawer asks again. */
export function useOrdersChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(
      ['orders', 'order', 'refunds'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    );
  };
}

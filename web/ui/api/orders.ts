import { useQuery } from '@tanstack/react-query';
import type { OrderView } from '#shop/contract';
import { request } from './request.ts';

export function useOrder(id: string | null) {
  return useQuery({
    queryKey: ['order', id],
    enabled: id !== null,
    queryFn: ({ signal }) => request<OrderView>(`/api/orders/${encodeURIComponent(id ?? '')}`, { signal }),
  });
}

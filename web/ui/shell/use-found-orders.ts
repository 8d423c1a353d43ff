import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { OrderSummary } from '#shop/contract';
import { request } from '../api/request.ts';
import { useScope } from './scope.tsx';

type Found = Pick<OrderSummary, 'id' | 'externalId'>;

const waitMs = 200;
const shownMax = 5;
/** Shorter numbers are of nothing that a seller's system gives orders. */
const numberLengthMin = 3;

/** Orders with this id, or with this number in the seller's own system; asked when the typing pauses. */
export function useFoundOrders(text: string): readonly Found[] {
  const { may } = useScope();
  const typed = usePaused(text.trim());
  const id = /^ord_[0-9a-z]{26}$/.exec(typed)?.[0];
  // A number has a digit; words without one are pages and metrics.
  const isNumber = /^[\w-]*\d[\w-]*$/.test(typed) && typed.length >= numberLengthMin;
  const orders = useQuery({
    queryKey: ['orders', 'number', typed],
    enabled: may('orders:read') && isNumber && id === undefined,
    queryFn: ({ signal }) =>
      request<{ items: Found[] }>(`/api/orders?externalId=${encodeURIComponent(typed)}&limit=${shownMax}`, {
        signal,
      }),
  });
  if (typed !== text.trim()) return [];
  return id ? [{ id, externalId: null }] : (orders.data?.items ?? []);
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), waitMs);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

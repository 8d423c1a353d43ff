import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../ui/api/request.ts';
import type { AddressInput, AddressView } from './address.ts';

const path = '/api/storefront/addresses';
const addressesKey = ['addresses'];

export function useAddresses() {
  return useQuery({
    queryKey: addressesKey,
    queryFn: async () => (await request<{ items: AddressView[] }>(path)).items,
  });
}

/** Adds or changes one; the list is asked again, because another one may be the default now. */
export function useKeepAddress() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, address }: { id: string | null; address: AddressInput }) =>
      id === null
        ? request<AddressView>(path, { body: address })
        : request<AddressView>(`${path}/${id}`, { method: 'PATCH', body: address }),
    onSuccess: () => client.invalidateQueries({ queryKey: addressesKey }),
  });
}

export function useRemoveAddress() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<unknown>(`${path}/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: addressesKey }),
  });
}

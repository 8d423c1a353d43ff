import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AddressCreate, AddressView } from '#shop/contract';
import { request } from '../../ui/api/request.ts';

const path = '/api/storefront/addresses';
const addressesKey = ['addresses'];

/** All of them, masked: enough to choose by. */
export function useAddresses() {
  return useQuery({
    queryKey: addressesKey,
    queryFn: async () => (await request<{ items: AddressView[] }>(path)).items,
  });
}

/** One of them whole, to be changed; asked for only then, and not kept. */
export function useWholeAddress(id: string | null) {
  return useQuery({
    queryKey: [...addressesKey, id],
    enabled: id !== null,
    gcTime: 0,
    queryFn: () => request<AddressView>(`${path}/${id}`),
  });
}

/** Adds or changes one; the list is asked again, because another one may be the default now. */
export function useKeepAddress() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      address: { isDefault, ...address },
    }: {
      id: string | null;
      address: AddressCreate;
    }) =>
      id === null
        ? request<AddressView>(path, { body: { ...address, isDefault } })
        : request<AddressView>(`${path}/${id}`, {
            method: 'PATCH',
            // There is always a default: another one is chosen instead of none.
            body: { ...address, ...(isDefault ? { isDefault } : {}) },
          }),
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

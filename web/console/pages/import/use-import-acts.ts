import { useQueryClient } from '@tanstack/react-query';
import type { ImportStart, ImportView } from '#shop/contract';
import { request } from '../../../ui/api/request.ts';

/** Starting, going on and cancelling; the page shows the answer at once. */
export function useImportActs(id: string) {
  const client = useQueryClient();
  const act = async (verb: 'start' | 'cancel', body: ImportStart) => {
    const item = await request<ImportView>(`/api/imports/${id}/${verb}`, { body });
    client.setQueryData(['imports', id], item);
    void client.invalidateQueries({ queryKey: ['imports', 'list'] });
  };
  return { start: (body: ImportStart) => act('start', body), cancel: () => act('cancel', {}) };
}

import { useQueryClient } from '@tanstack/react-query';
import type { ErasureLook, ErasureQuestion, ErasureView } from '#audiences/contract';
import { usePages } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';

const path = '/api/people-erasures';
const pendingMs = 2_000;

/** The erasures of the organisation, newest first; looked at again while one is on its way. */
export function useErasures() {
  const client = useQueryClient();
  const { organization } = useScope();
  const key = ['erasures', organization.id];
  const pages = usePages<ErasureView>(key, path, {
    refetchMs: (items) => (items.some(({ state }) => state === 'asked') ? pendingMs : false),
  });
  return {
    ...pages,
    look: (question: ErasureQuestion) =>
      request<ErasureLook>(`${path}/look`, { method: 'POST', body: question }),
    erase: async (question: ErasureQuestion) => {
      await request<ErasureView>(path, { method: 'POST', body: question });
      await client.invalidateQueries({ queryKey: key });
    },
  };
}
